// What an emitted module holds of one action: how its arguments are read, how the rule that decides is looked up, and what
// rules ask that no index answers.

import { termKey, type Term } from "../../../runtime/atoms/predicate.js";
import { byRestriction, kindOf, SKIP } from "../../../runtime/match/kinds.js";
import { FEW_ROWS } from "../../../runtime/match/mask.js";
import { rowsOf, type Row } from "../../../runtime/match/rows.js";
import { accessTo, VALUES } from "./access.js";
import { findText } from "./find.js";
import { matchText, valueText, type Writing } from "./guard.js";
import type { Lexicon } from "./lexicon.js";
import { literal, quoted, remark } from "./literal.js";

/**
 * The entry of the action in the module's map; undefined where its rules can fail, or ask for what no code is written for: the
 * table decides then. Functions that find a row are declared in `finders`.
 */
export function actionText(name: string, writing: Writing, finders: Lexicon): string | undefined {
  const { table, foreseen, sections } = writing;
  const { effect, reversible } = table.schema.actions[name] ?? {};
  const rules = table.rules.filter(({ actions, onResult }) => onResult !== true && actions.includes(name));
  const { rows, terms } = rowsOf(byRestriction(rules), foreseen, table.data);
  const values = Array.from(terms.values(), (term) => termText(term, writing));
  if (rows.some(({ canFail }) => canFail) || values.includes(undefined)) return undefined;
  const finder = finders.nameOf(
    findText(
      values.filter((value) => value !== undefined),
      rows.length <= FEW_ROWS,
    ),
  );
  const keys = literal(Array.from(terms.values(), termKey));
  const members = [
    `name: ${quoted(name)}`,
    `effect: ${effect === undefined ? "undefined" : quoted(effect)}`,
    `reversible: ${quoted(reversible ?? "never")}`,
    `isPlain: ${String(sections.args.holding === "plain")}`,
    `read: ${sections.args.reader}`,
    `find: ${finder}`,
    `rows: new Rows(table, ${quoted(name)}, ${keys}, [${guardsText(rows, writing)}])`,
  ];
  return `  [${quoted(name)}, {\n${members.map((member) => `    ${member},\n`).join("")}  }],\n`;
}

function termText(term: Term, writing: Writing): string | undefined {
  return term.kind === "attribute"
    ? accessTo(term.path, writing.sections).code
    : valueText(term.ref, writing);
}

/** The rules that the index leaves open, by their places; those without code are left to the table. */
function guardsText(rows: readonly Row[], writing: Writing): string {
  const { table } = writing;
  const byDefault = table.policy.default.verdict;
  const open = new Set(rows.filter(({ exact }) => !exact).map(({ rule }) => rule));
  const guards = Array.from(open, (rule) => {
    const text = kindOf(rule, byDefault) === SKIP ? undefined : matchText(rule, writing);
    if (text === undefined) return "";
    const place = String(table.rules.indexOf(rule));
    return `\n      [${place}, (${VALUES}) => ${text}], ${remark(rule.name)}`;
  }).join("");
  return guards === "" ? "" : `${guards}\n    `;
}
