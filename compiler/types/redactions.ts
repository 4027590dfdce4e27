// Redactions: which field, and what becomes of it.

import { DETECTORS, type Detector } from "../../runtime/values/detector.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import { readAttribute } from "./attribute-path.js";
import type { Checker } from "./checker.js";
import type { Action, TypedRedaction } from "./program.js";
import { refuse } from "./refuse.js";
import { showType } from "./show-type.js";
import type { Type } from "./type.js";

/** Types whose normal form is the text that a request wrote: a detector can look through them. */
const TEXTS: ReadonlySet<Type["kind"]> = new Set(["string", "path", "sql"]);

/** Text, or a list or set of texts. */
function isText(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" ? isText(type.element) : TEXTS.has(type.kind);
}

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
  const { report } = checker;
  const { kind, span } = redaction;
  if (kind === "clamp") {
    refuse("`clamp`", span, report);
    return undefined;
  }
  if (redaction.as !== undefined) {
    refuse("`mask … as`", redaction.as.span, report);
    return undefined;
  }
  const detectors = detectorsOf(checker, redaction.matching);
  const target = targetOf(checker, redaction, actions);
  if (detectors === undefined || target === undefined) return undefined;
  const op = kind === "mask" && redaction.matching === undefined ? "mask-all" : kind;
  return { span, op, target, detectors };
}

/** The detectors named; undefined where one is wrong. A declared detector is refused at its declaration. */
function detectorsOf(
  { symbols, report }: Checker,
  names: readonly ast.Ident[] | undefined,
): readonly Detector[] | undefined {
  const found: Detector[] = [];
  let isWhole = true;
  for (const name of names ?? []) {
    const detector = DETECTORS.find((each) => each === name.text);
    if (detector !== undefined && !found.includes(detector)) found.push(detector);
    if (detector !== undefined) continue;
    isWhole = false;
    if (name.text === "" || symbols.detectors.has(name.text)) continue;
    const near = nearest(name.text, [...DETECTORS, ...symbols.detectors.keys()]);
    const params = { what: "detector", name: name.text, nearest: near };
    report(diagnose("AP2001", name.span, params, { fixes: replacement(name.span, near) }));
  }
  return isWhole ? found : undefined;
}

function targetOf(
  checker: Checker,
  redaction: ast.Redaction,
  actions: readonly Action[],
): string | undefined {
  const { report } = checker;
  const { target, kind } = redaction;
  const [root, ...steps] = target.parts;
  if (root === undefined || root.text === "") return undefined;
  if (root.text === "result") return resultTarget(checker, redaction, steps);
  if (root.text !== "args") {
    report(diagnose("AP3021", target.span, { found: `\`${root.text}\`` }));
    return undefined;
  }
  if (steps.length === 0) {
    refuse("`args` as a whole", target.span, report);
    return undefined;
  }
  const attribute = readAttribute(checker, target, actions);
  if (attribute === undefined || attribute.type.kind === "error") return undefined;
  if (kind === "drop" && attribute.optional !== attribute.path) {
    report(diagnose("AP3012", target.span, { path: attribute.path }));
    return undefined;
  }
  if (redaction.matching !== undefined && !isText(attribute.type)) {
    report(diagnose("AP3024", target.span, { path: attribute.path, type: showType(attribute.type) }));
    return undefined;
  }
  return attribute.path;
}

/** A result has no declared form in this version: it is masked or hashed as a whole. */
function resultTarget(
  { report }: Checker,
  { target, kind }: ast.Redaction,
  steps: readonly ast.Ident[],
): string | undefined {
  if (steps.length > 0) {
    refuse("a field of a result", target.span, report);
    return undefined;
  }
  if (kind !== "drop") return "result";
  report(diagnose("AP3012", target.span, { path: "result" }));
  return undefined;
}
