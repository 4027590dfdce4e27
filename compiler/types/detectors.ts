// Detectors of sensitive text: the built-in ones, and those that the policy declares by a pattern.

import { compileRegex } from "../../runtime/facts/regex.js";
import { DETECTORS, type Detector } from "../../runtime/values/detector.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { lookUp, type Report, type Table } from "../names/table.js";
import type { Context } from "./context.js";
import type { Names } from "./environment.js";
import type { Type } from "./type.js";

/** All detectors by their names. A built-in name is no declaration's, which was reported. */
export function resolveDetectors({ symbols, report }: Context): Table<Detector> {
  const declared = [...symbols.detectors].map(([name, decl]): [string, Detector | undefined] => [
    name,
    declaredDetector(name, decl, report),
  ]);
  const builtIn = DETECTORS.map((detector): [string, Detector] => [detector, detector]);
  return new Map<string, Detector | undefined>([...declared, ...builtIn]);
}

function declaredDetector(name: string, { pattern }: ast.DetectorDecl, report: Report): Detector | undefined {
  // A literal that the parser invented was reported.
  if (pattern.span.start === pattern.span.end) return undefined;
  const test = compileRegex(pattern.value);
  const reason = test.ok
    ? test.value("") && "it matches the empty text, so it would find something everywhere"
    : `it ${test.reason}`;
  if (reason === false) return { name, pattern: pattern.value };
  report(diagnose("AP2057", pattern.span, { type: "regular expression", reason }));
  return undefined;
}

/** The detectors named, each once; undefined where one is wrong. */
export function readDetectors(
  { detectors, use, report }: Names,
  names: readonly ast.Ident[],
): readonly Detector[] | undefined {
  const read = names.map((name) => {
    const detector = lookUp(detectors, name, "detector", report);
    if (detectors.has(name.text)) use("detector", name.text);
    return detector;
  });
  const found = read.filter((detector) => detector !== undefined);
  return found.length === names.length ? [...new Set(found)] : undefined;
}

/** Types whose values are written as text. An enum's members are the policy's own words. */
const TEXTS: ReadonlySet<Type["kind"]> = new Set(["string", "path", "sql", "url", "host", "command"]);

/** Is it text, or a list or set of texts? */
export function isText(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" ? isText(type.element) : TEXTS.has(type.kind);
}

/** Can there be text in it, at any depth? */
export function hasText(type: Type): boolean {
  switch (type.kind) {
    case "list":
    case "set":
      return hasText(type.element);
    case "record":
      return type.open || [...type.fields.values()].some((field) => hasText(field.type));
    default:
      return TEXTS.has(type.kind);
  }
}
