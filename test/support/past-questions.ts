// Which rules ask what came back from earlier actions, and which rules on results count attempts: for histograms.

import type { Program } from "../../compiler/types/program.js";
import type { TypedHistory } from "../../compiler/types/typed-expr.js";

/** By the rule's name, what it asks of the past. */
export function pastQuestions(program: Program): ReadonlyMap<string, readonly string[]> {
  return new Map(
    program.rules.map(({ name, when, unless, onResult }) => {
      const questions = historiesIn([...when, ...unless], new Set());
      const ofResults = questions.some(asksResult) ? ["earlier results"] : [];
      const ofAttempts =
        onResult && questions.some(({ attempts }) => attempts) ? ["attempts before a result"] : [];
      return [name, [...ofResults, ...ofAttempts]];
    }),
  );
}

function historiesIn(node: unknown, seen: Set<object>): readonly TypedHistory[] {
  if (typeof node !== "object" || node === null || seen.has(node)) return [];
  seen.add(node);
  if ("kind" in node && node.kind === "history") return [node as TypedHistory];
  return Object.values(node).flatMap((part) => historiesIn(part, seen));
}

function asksResult({ where, attribute = "" }: TypedHistory): boolean {
  return isResult(attribute) || readsResult(where, new Set());
}

function readsResult(node: unknown, seen: Set<object>): boolean {
  if (typeof node !== "object" || node === null || seen.has(node)) return false;
  seen.add(node);
  if ("path" in node && isResult(String(node.path))) return true;
  return Object.values(node).some((part) => readsResult(part, seen));
}

function isResult(path: string): boolean {
  return path.split(".")[0] === "result";
}
