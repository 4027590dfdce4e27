// `audit`: the evidence that enforcement leaves.

import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { resolvePath } from "../../names/file-path.js";
import { oneOf, reportUnknown } from "../../names/table.js";
import { readAttribute } from "../attribute-path.js";
import { environmentOf, type Checker } from "../checker.js";
import { clauseOf, clausesOf } from "../clauses.js";
import { elaborateResult } from "../elaborate/index.js";
import type { Audit } from "../evidence.js";
import { readDuration } from "../limits.js";
import type { Type } from "../type.js";
import { isInvented } from "./texts.js";

/** How often what was recorded is sealed where the author does not say. */
const A_SECOND = 1_000;

export function checkAudit(checker: Checker, decl: ast.FormDecl): Audit {
  const algorithm = clauseOf(decl, "sign")?.algorithm;
  const sign = algorithm && oneOf(["ed25519"] as const, algorithm, "signature", checker.report);
  const log = readFolder(checker, clauseOf(decl, "log")?.value);
  const paths = clausesOf(decl, "omit").flatMap((clause) => clause.paths);
  return {
    span: decl.span,
    ...(sign !== undefined && { sign }),
    ...(log !== undefined && { log }),
    omit: [...new Set(paths.flatMap((path) => readOmitted(checker, path)))],
    checkpoint: readCheckpoint(checker, clauseOf(decl, "checkpoint")),
  };
}

/** A folder inside the project; what is not is reported. */
function readFolder({ report }: Checker, literal: ast.StringLit | undefined): string | undefined {
  if (literal === undefined || isInvented(literal)) return undefined;
  const path = resolvePath(literal.span.file, literal.value);
  if (path === undefined) report(diagnose("AP2005", literal.span, { path: literal.value }));
  return path;
}

function readCheckpoint(checker: Checker, clause: ast.ClauseOf<"checkpoint"> | undefined): number | "each" {
  if (clause === undefined) return A_SECOND;
  if (clause.every === undefined) return "each";
  return readDuration(checker, clause.every, "a checkpoint") ?? A_SECOND;
}

/** An argument need not be one of every action, nor a result's field: what any of them has may be omitted. */
function readOmitted(checker: Checker, path: ast.PathExpr): readonly string[] {
  const { actions } = checker.names;
  const [section, name, ...inner] = path.parts.map(({ text }) => text);
  if (section === "result") return readOmittedResult(checker, path);
  if (section !== "args" || name === undefined || name === "") {
    const attribute = readAttribute(checker, path, actions);
    return attribute === undefined || attribute.type.kind === "error" ? [] : [attribute.path];
  }
  const known = actions.filter(({ args }) => args.fields.has(name));
  if (known.some(({ args }) => typeAt(args, [name, ...inner]) !== undefined)) return [textOf(path)];
  const [first] = known;
  if (first !== undefined) readAttribute(checker, path, [first]);
  else {
    const names = actions.flatMap(({ args }) => [...args.fields.keys()]);
    reportUnknown(path.parts[1] ?? { span: path.span, text: name }, "argument", names, checker.report);
  }
  return [];
}

function readOmittedResult(checker: Checker, path: ast.PathExpr): readonly string[] {
  const { actions } = checker.names;
  const giving = actions.filter(({ result }) => result !== undefined);
  const steps = path.parts.slice(1).map(({ text }) => text);
  if (giving.some(({ result }) => result && typeAt(result, steps) !== undefined)) return [textOf(path)];
  elaborateResult(path, environmentOf(checker, giving.length > 0 ? giving.slice(0, 1) : actions, "guard"));
  return [];
}

const textOf = ({ parts }: ast.PathExpr): string => parts.map(({ text }) => text).join(".");

function typeAt(from: Type, steps: readonly string[]): Type | undefined {
  let type: Type | undefined = from;
  for (const step of steps) type = type?.kind === "record" ? type.fields.get(step)?.type : undefined;
  return type;
}
