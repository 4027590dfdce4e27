// Prints types, records and parameters.

import type { EnumType, Field, Node, Param, RecordType, TypeExpr } from "../ast/ast.js";
import { builders, type Doc } from "./documents.js";
import { braced, bracketed, chained, listOf } from "./layout.js";
import type { Page } from "./page.js";

const { hardline, indent, join } = builders;

export function printType(type: TypeExpr, page: Page): Doc {
  switch (type.kind) {
    case "named":
      return type.name.text;
    case "money":
      return `money(${type.currency.text})`;
    case "generic":
      return [
        type.name.text,
        "<",
        join(
          ", ",
          type.args.map((arg) => printType(arg, page)),
        ),
        ">",
      ];
    case "enum":
      return printEnum(type, page);
    case "record":
      return printRecord(type, page);
    case "missing-type":
      return "";
  }
}

/** `a | b`; a single member needs its `|`, or it would be a name. */
function printEnum(type: EnumType, page: Page): Doc {
  const [first] = type.members;
  if (type.members.length === 1) return `| ${first?.text ?? ""}`;
  const members = listOf(page, type, "members", type.members, ({ text }) => text);
  return indent(chained(members, type.ordered ? "<" : "|"));
}

export function printRecord(record: RecordType, page: Page): Doc {
  const fields = listOf(page, record, "fields", record.fields, (field) => printField(field, page));
  return braced(fields, record.open && "...");
}

function printField(field: Field, page: Page): Doc {
  const name = `${field.volatile ? "volatile " : ""}${field.name.text}${field.optional ? "?" : ""}: `;
  return [printDoc(field.doc), name, printType(field.type, page)];
}

/** The parameters of a declaration; more may follow where it is open. */
export function printParams(owner: Node, params: readonly Param[], open: boolean, page: Page): Doc {
  const list = listOf(page, owner, "params", params, ({ name, optional, type }) => [
    `${name.text}${optional ? "?" : ""}: `,
    printType(type, page),
  ]);
  return bracketed("(", list, ")", open ? "..." : undefined);
}

/** The lines of a doc comment, each on its own line. */
export function printDoc(doc: string | undefined): Doc {
  if (doc === undefined) return "";
  return doc.split("\n").map((text) => [text === "" ? "///" : `/// ${text}`, hardline]);
}
