// What an emitted module holds of one action: how its arguments are read, and the rules on it.

import type { Rule } from "../../../runtime/table/format.js";
import { accessTo } from "./access.js";
import { askText, byOf, type Asked, type By } from "./asks.js";
import { findText, type Lookup } from "./find.js";
import type { Writing } from "./guard.js";
import type { Lexicon } from "./lexicon.js";
import { literal, membersText, quoted, remark } from "./literal.js";
import { rowsOf, type Row } from "./rows.js";

export interface ActionPieces {
  /** Functions that find a row. */
  readonly finders: Lexicon;
  /** The place of a rule among those that are written down. */
  readonly placeOf: (rule: Rule) => number;
}

/** As many rows are the bits of one number. */
const FEW_ROWS = 32;

const TEXTS: ReadonlySet<string> = new Set(["string", "enum", "path", "sql"]);

/** The entry of the action in the module's map. */
export function actionText(name: string, writing: Writing, pieces: ActionPieces): string {
  const { table, sections } = writing;
  const { effect, reversible } = table.schema.actions[name] ?? {};
  const rules = table.rules.filter(({ actions, onResult }) => onResult !== true && actions.includes(name));
  const rows = rowsOf(rules, writing);
  const terms = termsOf(rows, writing);
  const lookups = terms.map(({ code, by }): Lookup => ({ value: code, isSure: by !== "classes" }));
  const finder = pieces.finders.nameOf(findText(lookups, rows.length <= FEW_ROWS));
  const columns = literal(terms.map(({ path, by }) => [path, by]));
  const members = [
    `name: ${quoted(name)}`,
    `effect: ${effect === undefined ? "undefined" : quoted(effect)}`,
    `reversible: ${quoted(reversible ?? "never")}`,
    `isPlain: ${String(sections.args.holding === "plain")}`,
    `read: ${sections.args.reader}`,
    `find: ${finder}`,
    `rows: new Rows(${columns}, [${rows.map((row) => rowText(row, terms, pieces)).join("")}\n    ])`,
  ];
  return `  [${quoted(name)}, {\n${members.map((member) => `    ${member},\n`).join("")}  }],\n`;
}

interface Term {
  readonly path: string;
  readonly code: string;
  readonly by: By;
}

/** In the order in which rows ask about them. */
function termsOf(rows: readonly Row[], { sections }: Writing): readonly Term[] {
  const asked = new Map<string, Asked[]>();
  for (const { asks } of rows)
    for (const [path, some] of asks) {
      const all = asked.get(path) ?? [];
      all.push(...some);
      asked.set(path, all);
    }
  const paths = Array.from(asked.keys()).sort();
  return paths.map((path) => {
    const { code, type } = accessTo(path, sections);
    return { path, code, by: byOf(asked.get(path) ?? [], type !== undefined && TEXTS.has(type)) };
  });
}

function rowText(
  { rule, kind, asks, guard }: Row,
  terms: readonly Term[],
  { placeOf }: ActionPieces,
): string {
  const members = terms.flatMap(({ path, by }) => {
    const asked = asks.get(path);
    return asked === undefined ? [] : [[path, askText(by, asked)] as const];
  });
  const code = [
    `RULES[${String(placeOf(rule))}]`,
    kind,
    membersText(members),
    ...(guard === undefined ? [] : [guard]),
  ].join(", ");
  return `\n      row(${code}), ${remark(rule.name)}`;
}
