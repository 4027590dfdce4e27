// Redactions: which field, and what becomes of it.

import { detect } from "../../runtime/facts/detect.js";
import type { Detector } from "../../runtime/values/detector.js";
import { normalizeText } from "../../runtime/values/text.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { replacement } from "../diagnostics/nearest.js";
import type { Span } from "../source/source.js";
import { readAttribute } from "./attribute-path.js";
import { environmentOf, type Checker } from "./checker.js";
import { describeType } from "./describe-type.js";
import { hasText, readDetectors } from "./detectors.js";
import { elaborateConstant, elaborateResult, type Attribute } from "./elaborate/index.js";
import type { Action, TypedRedaction } from "./program.js";
import { showType } from "./show-type.js";
import { masking, ofResult, PLACEHOLDERS, shortened, unsearched } from "./redaction-fixes.js";
import type { Type } from "./type.js";

/** All of them; undefined where a mistake was reported. */
export function readRedactions(
  checker: Checker,
  redactions: readonly ast.Redaction[],
  owner: Owner,
): readonly TypedRedaction[] | undefined {
  const read = redactions.map((redaction) => readRedaction(checker, redaction, owner));
  const whole = read.filter((each) => each !== undefined);
  return whole.length === read.length ? whole : undefined;
}

function readRedaction(checker: Checker, redaction: ast.Redaction, owner: Owner): TypedRedaction | undefined {
  const { kind, span, matching } = redaction;
  if (!isWellFormed(checker, redaction)) return undefined;
  const detectors = readDetectors(checker.names, matching ?? []);
  const target = targetOf(checker, redaction, owner);
  if (detectors === undefined || target === undefined) return undefined;
  if (kind === "clamp") return readClamp(checker, redaction, target);
  const as = redaction.as && placeholderOf(checker, redaction.as, detectors);
  if (redaction.as !== undefined && as === undefined) return undefined;
  const op = kind === "mask" && matching === undefined ? "mask-all" : kind;
  return { span, op, target: target.path, detectors, ...(as !== undefined && { as }) };
}

/** `matching` and `as` belong to `mask`, and `to` to `clamp`, which needs it. */
function isWellFormed({ report }: Checker, redaction: ast.Redaction): boolean {
  const { kind, span, matching, as, to } = redaction;
  const stray = (span: Span | undefined, word: string, owner: string): boolean => {
    if (span === undefined || kind === owner) return false;
    const reason = `\`${word}\` belongs to \`${owner}\`, and this is \`${kind}\``;
    report(diagnose("AP3172", span, { reason }, { fixes: shortened(redaction) }));
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
  const clean = PLACEHOLDERS.find((text) => detect(text, detectors).length === 0);
  const fixes = replacement(span, clean === undefined ? undefined : JSON.stringify(clean));
  report(diagnose("AP3170", span, { detector: finding.kind }, { fixes }));
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
    const fixes = masking(redaction);
    report(diagnose("AP3171", redaction.target.span, { path, type: found }, { fixes }));
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

/** Whose redactions they are: of an attempt, or of what comes back. */
interface Owner {
  readonly actions: readonly Action[];
  readonly onResult: boolean;
}

function targetOf(checker: Checker, redaction: ast.Redaction, owner: Owner): Target | undefined {
  const { report } = checker;
  const { target, kind } = redaction;
  const [root, ...steps] = target.parts;
  if (root === undefined || root.text === "") return undefined;
  if (root.text === "result") return resultTarget(checker, redaction, owner);
  if (root.text !== "args") {
    const fixes = owner.actions.some(({ args }) => args.fields.has(root.text))
      ? replacement(root.span, `args.${root.text}`)
      : [];
    report(diagnose("AP3021", target.span, { found: `\`${root.text}\`` }, { fixes }));
    return undefined;
  }
  if (owner.onResult) {
    const path = target.parts.map(({ text }) => text).join(".");
    report(diagnose("AP3151", target.span, { path }, { fixes: ofResult(target, owner) }));
    return undefined;
  }
  if (steps.length === 0) return kind === "drop" ? required(checker, redaction, "args") : { path: "args" };
  const attribute = readAttribute(checker, target, owner.actions);
  return attribute && fieldTarget(checker, redaction, attribute);
}

function required({ report }: Checker, redaction: ast.Redaction, path: string): undefined {
  report(diagnose("AP3012", redaction.target.span, { path }, { fixes: masking(redaction) }));
}

/** A result whose form nobody declares is masked or hashed as a whole. */
function resultTarget(checker: Checker, redaction: ast.Redaction, { actions }: Owner): Target | undefined {
  const { target, kind } = redaction;
  if (target.parts.length === 1)
    return kind === "drop" ? required(checker, redaction, "result") : { path: "result" };
  const field = elaborateResult(target, environmentOf(checker, actions, "result"));
  return field && fieldTarget(checker, redaction, field);
}

/** Only what may be absent is dropped, and detectors look through text. */
function fieldTarget(
  checker: Checker,
  redaction: ast.Redaction,
  { path, type, optional }: Attribute,
): Target | undefined {
  const { target, kind, matching } = redaction;
  if (type.kind === "error") return undefined;
  if (kind === "drop" && optional !== path) return required(checker, redaction, path);
  if (matching !== undefined && !hasText(type)) {
    const fixes = unsearched(redaction);
    checker.report(diagnose("AP3024", target.span, { path, type: showType(type) }, { fixes }));
    return undefined;
  }
  return { path, type };
}
