// Prints types, records and parameters.

import { builders } from "prettier/doc";
import type { Field, Param, RecordType, TypeExpr } from "../ast/ast.js";
import { braced, bracketed, type Doc } from "./layout.js";

const { group, hardline, indent, join, line } = builders;

export function printType(type: TypeExpr): Doc {
  switch (type.kind) {
    case "named":
      return type.name.text;
    case "money":
      return `money(${type.currency.text})`;
    case "generic":
      return [type.name.text, "<", join(", ", type.args.map(printType)), ">"];
    case "enum":
      return printEnum(
        type.members.map(({ text }) => text),
        type.ordered ? "<" : "|",
      );
    case "record":
      return printRecord(type);
    case "missing-type":
      return "";
  }
}

/** `a | b`; a single member needs its `|`, or it would be a name. */
function printEnum(members: readonly string[], sign: string): Doc {
  const [first = "", ...rest] = members;
  if (rest.length === 0) return `| ${first}`;
  return group([first, indent(rest.map((member) => [line, sign, " ", member]))]);
}

export function printRecord(record: RecordType): Doc {
  const documented = record.fields.some(({ doc }) => doc !== undefined);
  return braced(record.fields.map(printField), { broken: documented, ...(record.open && { last: "..." }) });
}

function printField(field: Field): Doc {
  const name = `${field.name.text}${field.optional ? "?" : ""}: `;
  return [printDoc(field.doc), name, printType(field.type), field.volatile ? " volatile" : ""];
}

export function printParams(params: readonly Param[], open: boolean): Doc {
  const items = params.map(({ name, optional, type }) => [
    `${name.text}${optional ? "?" : ""}: `,
    printType(type),
  ]);
  if (!open) return bracketed("(", items, ")");
  return ["(", join(", ", [...items, "..."]), ")"];
}

/** The lines of a doc comment, each on its own line. */
export function printDoc(doc: string | undefined): Doc {
  if (doc === undefined) return "";
  return doc.split("\n").map((text) => [text === "" ? "///" : `/// ${text}`, hardline]);
}
