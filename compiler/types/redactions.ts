// Redactions: which field, and what becomes of it.

import { detect } from "../../runtime/facts/detect.js";
import type { Detector } from "../../runtime/values/detector.js";
import { normalizeText } from "../../runtime/values/text.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Span } from "../source/source.js";
import { readAttribute } from "./attribute-path.js";
import type { Checker } from "./checker.js";
import { describeType } from "./describe-type.js";
import { hasText, readDetectors } from "./detectors.js";
import { elaborateConstant } from "./elaborate/index.js";
import type { Action, TypedRedaction } from "./program.js";
import { refuse } from "./refuse.js";
import { showType } from "./show-type.js";
import type { Type } from "./type.js";

/** All of them; undefined where a mistake was reported. */
export function readRedactions(
  checker: Checker,
  redactions: readonly ast.Redaction[],
  actions: readonly Action[],
): readonly TypedRedaction[] | undefined {
  const read = redactions.map((redaction) => readRedaction(checker, redaction, actions));
  const whole = read.filter((each) => each !== undefined);
  return whole.length === read.length ? whole : undefined;
}

function readRedaction(
  checker: Checker,
  redaction: ast.Redaction,
  actions: readonly Action[],
): TypedRedaction | undefined {
  const { kind, span, matching } = redaction;
  if (!isWellFormed(checker, redaction)) return undefined;
  const detectors = readDetectors(checker.names, matching ?? []);
  const target = targetOf(checker, redaction, actions);
  if (detectors === undefined || target === undefined) return undefined;
  if (kind === "clamp") return readClamp(checker, redaction, target);
  const as = redaction.as && placeholderOf(checker, redaction.as, detectors);
  if (redaction.as !== undefined && as === undefined) return undefined;
  const op = kind === "mask" && matching === undefined ? "mask-all" : kind;
  return { span, op, target: target.path, detectors, ...(as !== undefined && { as }) };
}

/** `matching` and `as` belong to `mask`, and `to` to `clamp`, which needs it. */
function isWellFormed({ report }: Checker, { kind, span, matching, as, to }: ast.Redaction): boolean {
  const stray = (span: Span | undefined, word: string, owner: string): boolean => {
    if (span === undefined || kind === owner) return false;
    report(
      diagnose("AP3172", span, { reason: `\`${word}\` belongs to \`${owner}\`, and this is \`${kind}\`` }),
    );
    return true;
  };
  const strays = [
    stray(matching?.[0]?.span, "matching", "mask"),
    stray(as?.span, "as", "mask"),
    stray(to?.span, "to", "clamp"),
  ];
  if (strays.includes(true)) return false;
  if (kind !== "clamp" || to !== undefined) return true;
  report(diagnose("AP3172", span, { reason: "a `clamp` needs a bound: `clamp args.limit to 100`" }));
  return false;
}

/** What stands where something was masked. Were it a finding itself, masking would never end. */
function placeholderOf(
  { report }: Checker,
  { value, span }: ast.StringLit,
  detectors: readonly Detector[],
): string | undefined {
  const normal = normalizeText(value);
  if (!normal.ok) {
    report(diagnose("AP2057", span, { type: "string", reason: `it ${normal.reason}` }));
    return undefined;
  }
  const [finding] = detect(normal.value, detectors);
  if (finding === undefined) return normal.value;
  report(diagnose("AP3170", span, { detector: finding.kind }));
  return undefined;
}

/** What is rewritten; a result has no type. */
interface Target {
  readonly path: string;
  readonly type?: Type;
}

const CLAMPED = ["int", "decimal", "percent", "money", "bytes", "duration"] as const;

function readClamp(
  { names, report }: Checker,
  redaction: ast.Redaction,
  target: Target,
): TypedRedaction | undefined {
  const { span, to } = redaction;
  const { path, type } = target;
  if (to === undefined) return undefined;
  if (type === undefined || !isClamped(type)) {
    const found = type === undefined ? "no single value" : describeType(type);
    report(diagnose("AP3171", redaction.target.span, { path, type: found }));
    return undefined;
  }
  const value = elaborateConstant(to, type, names);
  return typeof value === "number"
    ? { span, op: "clamp", target: path, detectors: [], most: { type, value } }
    : undefined;
}

function isClamped(type: Type): type is NonNullable<TypedRedaction["most"]>["type"] {
  return CLAMPED.some((kind) => kind === type.kind);
}

function targetOf(
  checker: Checker,
  redaction: ast.Redaction,
  actions: readonly Action[],
): Target | undefined {
  const { report } = checker;
  const { target, kind } = redaction;
  const [root, ...steps] = target.parts;
  if (root === undefined || root.text === "") return undefined;
  if (root.text === "result") return resultTarget(checker, redaction, steps);
  if (root.text !== "args") {
    report(diagnose("AP3021", target.span, { found: `\`${root.text}\`` }));
    return undefined;
  }
  if (steps.length === 0) return kind === "drop" ? required(checker, target, "args") : { path: "args" };
  const attribute = readAttribute(checker, target, actions);
  if (attribute === undefined || attribute.type.kind === "error") return undefined;
  const { path, type } = attribute;
  if (kind === "drop" && attribute.optional !== path) return required(checker, target, path);
  if (redaction.matching !== undefined && !hasText(type)) {
    report(diagnose("AP3024", target.span, { path, type: showType(type) }));
    return undefined;
  }
  return { path, type };
}

function required({ report }: Checker, { span }: ast.PathExpr, path: string): undefined {
  report(diagnose("AP3012", span, { path }));
}

/** A result has no declared form in this version: it is masked or hashed as a whole. */
function resultTarget(
  checker: Checker,
  { target, kind }: ast.Redaction,
  steps: readonly ast.Ident[],
): Target | undefined {
  if (steps.length > 0) {
    refuse("a field of a result", target.span, checker.report);
    return undefined;
  }
  return kind === "drop" ? required(checker, target, "result") : { path: "result" };
}
