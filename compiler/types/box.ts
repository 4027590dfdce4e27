// One sandbox: its clauses, and how it joins those that it extends.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { NamedForm } from "../names/symbols.js";
import { oneOf, reportTwice } from "../names/table.js";
import { readEntries } from "./box-entries.js";
import { readPaths } from "./box-paths.js";
import { clauseOf } from "./clauses.js";
import type { Context } from "./context.js";
import { elaborateConstant } from "./elaborate/index.js";
import type { Names } from "./environment.js";
import type { Box } from "./program.js";
import type { Type } from "./type.js";
import { readReach, type Zones } from "./zones.js";

type Limits = Box["limits"];

const LIMITS = {
  cpu: { kind: "duration" },
  memory: { kind: "bytes" },
  processes: { kind: "int" },
  wall: { kind: "duration" },
} as const satisfies Record<keyof Limits, Type>;

/** A box as its own clauses have it, without what it extends. */
export interface OwnBox {
  readonly box: Box;
  /** Has it no clause beside `extends` and `must`? */
  readonly bare: boolean;
}

export function ownBox(context: Context, names: Names, zones: Zones, decl: NamedForm): OwnBox {
  const reach = clauseOf(decl, "reach");
  const grants = decl.clauses.some(({ kind }) => ["read", "write", "reach", "run", "env"].includes(kind));
  const narrows = decl.clauses.some(({ kind }) => kind === "hide" || kind === "limits");
  const paths = (kind: "read" | "write" | "hide"): Box["read"] =>
    unique(readPaths(context, names, decl, kind));
  const reached = reach === undefined ? [] : readReach(context, zones, reach);
  const box: Box = {
    name: decl.name.text,
    span: decl.span,
    mask: narrows && !grants,
    read: paths("read"),
    write: paths("write"),
    hide: paths("hide"),
    reach: reached === "any" ? "any" : unique(reached.map(({ text }) => text)),
    run: readEntries(context, decl, "run"),
    env: readEntries(context, decl, "env"),
    limits: limitsOf(context, names, decl),
    ...mustOf(context, decl),
  };
  return { box, bare: !grants && !narrows };
}

/**
 * A box with those that it extends: what one grants is granted (read, write, reach, run, env), what one hides is
 * hidden, the lowest limits hold, and what one must have is a must. A mask is a box in which nobody grants anything, and which narrows something.
 */
export function joinBoxes({ box: own, bare }: OwnBox, parents: readonly Box[]): Box {
  const all = bare ? parents : [...parents, own];
  const union = <T>(of: (box: Box) => readonly T[]): readonly T[] => unique(all.flatMap(of));
  return {
    ...own,
    mask: all.length > 0 && all.every((box) => box.mask),
    read: union((box) => box.read),
    write: union((box) => box.write),
    hide: union((box) => box.hide),
    reach: all.some(({ reach }) => reach === "any")
      ? "any"
      : union(({ reach }) => (reach === "any" ? [] : reach)),
    run: union((box) => box.run),
    env: union((box) => box.env),
    limits: lowest(all.map(({ limits }) => limits)),
    ...([own, ...parents].some(({ must }) => must !== undefined) && { must: "kernel" }),
  };
}

/** Who must hold every clause: the kernel is all that can be demanded. */
function mustOf({ report }: Context, decl: NamedForm): Pick<Box, "must"> {
  const what = clauseOf(decl, "must")?.what;
  const known = what && oneOf(["kernel"] as const, what, "demand on a sandbox", report);
  return known === undefined ? {} : { must: known };
}

function lowest(all: readonly Limits[]): Limits {
  const names = Object.keys(LIMITS) as (keyof Limits)[];
  const entries = names.flatMap((name) => {
    const values = all.flatMap((limits) => limits[name] ?? []);
    return values.length === 0 ? [] : [[name, Math.min(...values)] as const];
  });
  return Object.fromEntries(entries);
}

// ─── Limits ─────────────────────────────────────────────────────────────────────────────────────────────────────

function limitsOf({ report }: Context, names: Names, decl: NamedForm): Limits {
  const first = new Map<string, ast.Ident>();
  const limits: [keyof Limits, number][] = [];
  for (const { name, value } of clauseOf(decl, "limits")?.limits ?? []) {
    const known = oneOf(Object.keys(LIMITS) as (keyof Limits)[], name, "sandbox limit", report);
    const earlier = first.get(name.text);
    if (earlier !== undefined) reportTwice(name, earlier, "limit", report);
    first.set(name.text, name);
    if (known === undefined) continue;
    const number = elaborateConstant(value, LIMITS[known], names);
    if (typeof number !== "number") continue;
    if (number > 0) limits.push([known, number]);
    else report(diagnose("AP3010", value.span, { what: `the limit \`${known}\`` }));
  }
  return Object.fromEntries(limits);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
