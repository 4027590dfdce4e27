// What every policy promises, whatever its rules: the order of verdicts, kill switches, and what a decision does not depend on.

import type { TableFile } from "../../runtime/table/format.js";
import { quoted } from "../emit/js/literal.js";
import type { Action, Killswitch, Program } from "../types/program.js";
import { textsCode } from "./code.js";
import type { Promised } from "./promises.js";

export function general(program: Program, table: TableFile): readonly Promised[] {
  const permitting = new Set(
    table.rules.filter(({ permits, shadow }) => permits && !shadow).map(({ name }) => name),
  );
  return [
    {
      over: "plays",
      name: "requests: what fits the declarations is decided by rules",
      situations: [],
      generated: `plays("")`,
      check: `isDecided(log, ${String(calculates(table))})`,
    },
    {
      over: "plays",
      name: "verdicts: the most restrictive one wins, and what nothing permits gets the default",
      situations: [],
      generated: `plays("")`,
      check: `isMostRestrictive(log, ${textsCode(Array.from(permitting))}, met)`,
    },
    ...program.killswitches.map(halting),
    ...unordered(table),
    ...absent(program),
  ];
}

/** Could a number overflow? Then a fault is what should be. */
function calculates({ exprs }: TableFile): boolean {
  return exprs.some(({ op }) => ["add", "sub", "mul", "neg", "to-decimal"].includes(op));
}

function halting({ name, scope }: Killswitch): Promised {
  return {
    over: "plays",
    name: `killswitch ${name}: all in its scope is blocked at once, and nothing else`,
    situations: ["a kill switch covers the attempt", "no kill switch covers the attempt"],
    generated: `plays("", { halting: 6 })`,
    check: `killsAtOnce(log, ${quoted(name)}, ${textsCode(scope)}, met)`,
  };
}

/** What can be halted: each scope, with values that requests have. */
export function killsCode({ killswitches }: Program): readonly string[] {
  const scopes = new Set(killswitches.flatMap(({ scope }) => scope));
  const kills = Array.from(scopes, (each) => `  { scope: fc.constant(${quoted(each)})${valueOf(each)} },`);
  return kills.length === 0 ? ["const kills = [];"] : ["const kills = [", ...kills, "];"];
}

/** Values that requests have. */
function valueOf(scope: string): string {
  if (scope === "all") return "";
  if (scope === "action.name")
    return ', value: fc.constantFrom(...Object.keys(actions).filter((name) => !name.includes("*")))';
  if (scope === "action.effect") return `, value: fc.constantFrom("read", "write", "delete", "execute")`;
  const [section = "", ...steps] = scope.split(".");
  return `, value: ${section}.map((each) => ${["each", ...steps].join("?.")})`;
}

// ─── What a decision does not depend on ─────────────────────────────────────────────────────────────────────────

function unordered(table: TableFile): readonly Promised[] {
  if (table.rules.length < 2) return [];
  return [
    {
      over: "requests",
      name: "rules: their order never changes a verdict",
      situations: [],
      generated: "fc.tuple(anyRequest, fc.constantFrom(...reordered(table)))",
      check: "([request, other]) => isSame(table, other, request)",
    },
    {
      over: "requests",
      name: "rules: adding one that restricts never loosens a decision in the same state",
      situations: [],
      generated: "fc.tuple(anyRequest, fc.constantFrom(...withOneLess(table)))",
      check: "([request, lesser]) => isNoLooser(table, lesser, request)",
    },
  ];
}

/** Attributes that may be absent, and that nothing but limits reads; and the flag without which nothing can be undone. */
function absent(program: Program): readonly Promised[] {
  const paths = [...onlyLimited(program), ...(program.actions.some(isReported) ? ["action.reversible"] : [])];
  if (paths.length === 0) return [];
  return [
    {
      over: "requests",
      name: `absence: leaving out ${paths.join(", ")} never loosens a decision`,
      situations: ["it was there"],
      generated: `fc.tuple(anyRequest, fc.constantFrom(${paths.map(quoted).join(", ")}))`,
      check: "([request, path], met) => isNoLooserWithout(target, request, path, met)",
    },
  ];
}

function isReported({ reversible }: Action): boolean {
  return reversible === "reported";
}

/** Predictions that some limit bounds, and of which no condition and no history asks. */
function onlyLimited({ rules, header, asserts }: Program): readonly string[] {
  const read = new Set([...rules, ...asserts, ...header.onErrorWhen].flatMap((each) => pathsIn(each)));
  const limited = rules.flatMap((rule) => ("limits" in rule ? rule.limits : []));
  const paths = limited.flatMap(({ attribute }) => attribute ?? []);
  return Array.from(new Set(paths)).filter((path) => path.startsWith("impact.") && !read.has(path));
}

/** All attributes that expressions in it name. */
function pathsIn(value: unknown, seen = new Set<unknown>()): readonly string[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const own = "path" in value && typeof value.path === "string" ? [value.path] : [];
  const asked =
    "kind" in value && value.kind === "history" && "attribute" in value ? [String(value.attribute)] : [];
  return [...own, ...asked, ...Object.values(value).flatMap((each) => pathsIn(each, seen))];
}
