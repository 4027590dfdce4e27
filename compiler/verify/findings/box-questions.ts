// What a sandbox lets through, asked of the arguments in which actions name what they touch.

import type { ActionSchema, BoxPath, Expr, Ref, Table, TypeSchema } from "../../../runtime/table/format.js";
import { attributeType } from "../../../runtime/table/sort.js";
import { type Glob, parseGlob } from "../../../runtime/values/glob.js";
import { type HostPattern, parseHostPattern } from "../../../runtime/values/host-pattern.js";
import type { Dimension } from "../../atoms/space.js";
import type { Asked } from "../model.js";

/** What may be done in a sandbox, as it is told of a path or host. */
export type Doing = "read" | "written" | "reached";

export const doings: readonly Doing[] = ["written", "read", "reached"];

/** Does the action name all that it touches? A program also reads and writes what only it knows. */
export function saysWhatItTouches(action: ActionSchema | undefined): boolean {
  if (action === undefined || action.effect === "execute" || action.runs.length > 0) return false;
  return action.reads.length + action.writes.length + action.reaches.length > 0;
}

/** Of each of `paths`, arguments of the action, whether the box lets it through: `asked`, of the expressions of `table`. */
export interface Question {
  readonly table: Table;
  readonly paths: readonly string[];
  readonly asked: readonly Asked[];
}

/** Undefined where an argument holds what no pattern is compared with, such as a list. */
export function questionOf(action: string, box: string, doing: Doing, table: Table): Question | undefined {
  const schema = table.schema.actions[action];
  const sandbox = table.boxes[box];
  if (schema === undefined || sandbox === undefined) return undefined;
  const exprs: Expr[] = [...table.exprs];
  const add = (expr: Expr): Ref => exprs.push(expr) - 1;
  const paths = argumentsOf(schema, doing).map((name) => `args.${name}`);
  const asked = paths.map((path): Asked | undefined => {
    const type = attributeType(table.schema, schema, path);
    const subject = type && subjectAt(path, type, doing, add);
    if (subject === undefined) return undefined;
    const conditions =
      doing === "reached" ? hostsLet(sandbox.reach, subject, add) : pathsLet(sandbox, doing, subject, add);
    return { conditions: conditions.map((expr) => ({ expr, text: "", origin: "" })) };
  });
  return asked.every((each) => each !== undefined) ? { table: { ...table, exprs }, paths, asked } : undefined;
}

function argumentsOf({ reads, writes, reaches }: ActionSchema, doing: Doing): readonly string[] {
  if (doing === "reached") return reaches.map(({ arg }) => arg);
  return doing === "read" ? reads : writes;
}

type Add = (expr: Expr) => Ref;

function subjectAt(path: string, { type }: TypeSchema, doing: Doing, add: Add): Ref | undefined {
  const isFit = doing === "reached" ? ["host", "ip", "url"].includes(type) : type === "path";
  if (!isFit) return undefined;
  const value = add({ op: "attribute", path });
  return type === "url" ? add({ op: "call", fn: "host", args: [value] }) : value;
}

/** What an attribute of the request names is not known beforehand: it lets nothing through, and hides whatever it may. */
function pathsLet(
  sandbox: Table["boxes"][string],
  doing: "read" | "written",
  subject: Ref,
  add: Add,
): readonly Ref[] {
  const entries = doing === "read" ? sandbox.read : sandbox.write;
  const like = (globs: readonly Glob[]): Ref => add({ op: "like", subject, globs });
  const hidden = sandbox.hide.flatMap((entry) => globOf(anywhere(entry)));
  return [
    like(entries.flatMap((entry) => (typeof entry === "string" ? globOf(entry) : []))),
    ...(hidden.length === 0 ? [] : [add({ op: "not", arg: like(hidden) })]),
  ];
}

function anywhere(entry: BoxPath): string {
  return typeof entry === "string" ? entry : `/**${entry.pattern}`;
}

function globOf(pattern: string): readonly Glob[] {
  const glob = parseGlob(pattern, "path");
  return glob.ok ? [glob.value] : [];
}

function hostsLet(reach: readonly string[] | "any", subject: Ref, add: Add): readonly Ref[] {
  return [add({ op: "like-host", subject, patterns: (reach === "any" ? ["*"] : reach).flatMap(hostsOf) })];
}

/** At whatever port. */
function hostsOf(text: string): readonly HostPattern[] {
  const pattern = parseHostPattern(text);
  if (!pattern.ok) return [];
  const { hosts } = pattern.value;
  return [{ hosts, text: pattern.value.text.replace(/:\d+$/, "") }];
}

/** Is it asked there what the argument names? */
export function isAbout({ term, action: { table }, isOpaque }: Dimension, path: string): boolean {
  if (isOpaque) return false;
  const expr = term.kind === "expr" ? table.exprs[term.ref] : undefined;
  if (expr?.op !== "call" || expr.fn !== "host") return term.kind === "attribute" && term.path === path;
  const [subject = -1] = expr.args;
  const value = table.exprs[subject];
  return value?.op === "attribute" && value.path === path;
}
