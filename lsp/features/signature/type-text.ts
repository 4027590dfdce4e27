// A type as its author wrote it, in a line.

import type { TypeExpr } from "../../../compiler/ast/expressions.js";

export function typeText(type: TypeExpr): string {
  switch (type.kind) {
    case "named":
      return type.name.text;
    case "enum":
      return type.members.map(({ text }) => text).join(type.ordered ? " < " : " | ");
    case "generic":
      return `${type.name.text}<${type.args.map(typeText).join(", ")}>`;
    case "money":
      return `money(${type.currency.text})`;
    case "record":
      return `{ ${type.fields.map(({ name, optional, type: of }) => `${name.text}${optional ? "?" : ""}: ${typeText(of)}`).join(", ")} }`;
    case "missing-type":
      return "…";
  }
}
