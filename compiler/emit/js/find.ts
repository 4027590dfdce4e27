// Functions that find the row that decides: straight code for the terms that an action's rules ask about. Actions of
// which the same is asked share one.

import { VALUES } from "./access.js";

/** `values` are the code of the terms' values; `isFew`: are the rows the bits of one number? */
export function findText(values: readonly string[], isFew: boolean): string {
  const columns = values.map((value, i) => {
    const name = `m${String(i)}`;
    return `const ${name} = on.rows.columns[${String(i)}].of(${value}); if (${name} === undefined) return LEAVE;`;
  });
  const names = values.map((_, i) => `m${String(i)}`);
  const search = names.length === 0 ? ALL : isFew ? few(names) : many(names);
  const lines = [...columns, "let found = NONE;", ...search, "return NONE;"];
  return `(${VALUES}) {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
}

/** Of no term. */
const ALL = ["for (let place = 0; place < on.rows.kinds.length; place += 1) {", ...taken("  "), "}"];

function few(masks: readonly string[]): readonly string[] {
  return [
    `for (let rows = ${masks.join(" & ")}; rows !== 0; rows &= rows - 1) {`,
    "  const place = lowest(rows);",
    ...taken("  "),
    "}",
  ];
}

/** Two levels: words that have a row in common, then the rows in them. */
function many(masks: readonly string[]): readonly string[] {
  const at = (place: string): string => masks.map((mask) => `${mask}[${place}]`).join(" & ");
  return [
    "const { words, end } = on.rows;",
    "for (let part = words; part < end; part += 1) {",
    `  for (let some = ${at("part")}; some !== 0; some &= some - 1) {`,
    "    const word = ((part - words) << 5) + lowest(some);",
    `    for (let rows = ${at("word")}; rows !== 0; rows &= rows - 1) {`,
    "      const place = (word << 5) + lowest(rows);",
    ...taken("      "),
    "    }",
    "  }",
    "}",
  ];
}

function taken(indent: string): readonly string[] {
  return [
    `const kind = on.rows.kinds[place] === END ? END : on.rows.told(place, found, ${VALUES});`,
    "if (kind === END) return found === NONE ? place : found;",
    "if (kind === OPEN) return LEAVE;",
    "if (kind === HOLD && found === NONE) found = place;",
  ].map((line) => indent + line);
}
