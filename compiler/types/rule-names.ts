// Names of rules as claims give them: bare in their own file, qualified elsewhere.

import type * as ast from "../ast/ast.js";
import { reportUnknown, type Report } from "../names/table.js";
import type { LoadedModule } from "../names/load.js";
import type { RuleSymbol } from "../names/symbols.js";
import { cover } from "../source/source.js";

/** As written → qualified. */
export type RuleNames = ReadonlyMap<string, string>;

/** The names by which a claim in `module` may speak of `rules`. */
export function ruleNames(rules: readonly RuleSymbol[], module: LoadedModule): RuleNames {
  return new Map(
    rules.flatMap(({ decl, qualified, module: home }) => {
      const names = home === module ? [qualified, decl.name.text] : [qualified];
      return names.map((name) => [name, qualified] as const);
    }),
  );
}

/** Does a rule wait for people, so that an assert may ask whether they have approved? */
export function asksPeople({ form, clauses }: ast.FormDecl): boolean {
  if (form === "identity" || form === "trust") return false;
  if (form === "quorum" || form === "reversibility") return true;
  return clauses.some(
    (clause) =>
      (clause.kind === "verdict" || clause.kind === "else") &&
      (clause.verdict.verdict.text === "escalate" || clause.verdict.once),
  );
}

/** What stands for a rule's name where no rule decided. */
const NO_RULE = ["default", "on_error"];

/** The qualified name that `path` stands for, of a `what`; reports one that is none. Where no rule decides, of a rule. */
export function readRuleName(
  rules: RuleNames,
  path: ast.PathExpr,
  what: "rule" | "kill switch",
  report: Report,
): string | undefined {
  const text = path.parts.map((part) => part.text).join(".");
  const [first] = path.parts;
  const last = path.parts.at(-1);
  if (first === undefined || last === undefined || last.text === "") return undefined;
  const others = what === "rule" ? NO_RULE : [];
  const name = others.includes(text) ? text : rules.get(text);
  if (name === undefined) {
    const span = cover(first.span, last.span);
    reportUnknown({ span, text }, what, [...rules.keys(), ...others], report);
  }
  return name;
}
