// Coverage as LCOV: rules are functions, conditions are branches, and the lines that count are those on which either begins.

import type { ConditionCoverage, Place, RuleCoverage, Sight } from "../../../compiler/coverage/coverage.js";
import type { Covered } from "./report.js";

/** A policy that several others import has a record for each of them, and tools add these up. */
export function lcov(covered: readonly Covered[]): string {
  return covered.flatMap(recordsOf).join("");
}

interface Function {
  readonly name: string;
  readonly line: number;
  readonly count: number;
}

interface Branch {
  readonly line: number;
  readonly block: number;
  readonly branch: number;
  readonly count: number;
  /** Was the condition asked at all? */
  readonly isAsked: boolean;
}

function recordsOf({ coverage, files }: Covered): readonly string[] {
  const { rules, others } = coverage;
  return files.flatMap(({ path }) => {
    const isHere = ({ place }: { readonly place: Place }): boolean => place.file === path;
    const own = rules.filter(isHere);
    const functions = [
      ...own.filter(({ spoke }) => !spoke.never).map(ruleFunction),
      ...others
        .filter((each) => isHere(each) && !each.decided.never)
        .map(({ name, place, decided }) => ({
          name: `${name} (line ${String(place.line)})`,
          line: place.line,
          count: decided.count,
        })),
    ];
    const conditions = rules.flatMap((rule) => rule.conditions.filter(isHere));
    const branches = conditions.flatMap(branchesOf);
    return functions.length + branches.length === 0 ? [] : [record(path, functions, branches)];
  });
}

function ruleFunction({ rule, place, spoke }: RuleCoverage): Function {
  return { name: rule, line: place.line, count: spoke.count };
}

/** What no request reaches is no branch. */
function branchesOf({ place, yes, no, unknown }: ConditionCoverage, block: number): readonly Branch[] {
  const isAsked = yes.count + no.count + unknown > 0;
  return [yes, no].flatMap((sight: Sight, branch) =>
    sight.never ? [] : [{ line: place.line, block, branch, count: sight.count, isAsked }],
  );
}

function record(path: string, functions: readonly Function[], branches: readonly Branch[]): string {
  const lines = new Map<number, number>();
  for (const { line, count } of [...functions, ...branches])
    lines.set(line, Math.max(lines.get(line) ?? 0, count));
  const counts = Array.from(lines).sort(([a], [b]) => a - b);
  const hit = (items: readonly { readonly count: number }[]): number =>
    items.filter(({ count }) => count > 0).length;
  const text = [
    "TN:",
    `SF:${path}`,
    ...functions.map(({ line, name }) => `FN:${String(line)},${name}`),
    ...functions.map(({ count, name }) => `FNDA:${String(count)},${name}`),
    `FNF:${String(functions.length)}`,
    `FNH:${String(hit(functions))}`,
    ...branches
      .toSorted((a, b) => a.line - b.line || a.block - b.block)
      .map(
        ({ line, block, branch, count, isAsked }) =>
          `BRDA:${String(line)},${String(block)},${String(branch)},${isAsked ? String(count) : "-"}`,
      ),
    `BRF:${String(branches.length)}`,
    `BRH:${String(hit(branches))}`,
    ...counts.map(([line, count]) => `DA:${String(line)},${String(count)}`),
    `LF:${String(counts.length)}`,
    `LH:${String(counts.filter(([, count]) => count > 0).length)}`,
    "end_of_record",
  ];
  return `${text.join("\n")}\n`;
}
