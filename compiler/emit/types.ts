// TypeScript declarations of the requests that a policy decides.

import { isActionPattern } from "../../runtime/values/action-name.js";
import type { Action, Program } from "../types/program.js";
import type { RecordType, Type } from "../types/type.js";
import { remark } from "./js/literal.js";
import { isRequired } from "./json-schema.js";

/** The text of a `.d.ts` file: every request that the policy's declarations take has the type `Request`. */
export function emitTypes({ header, form, actions }: Program): string {
  const { agent, context, impact } = form;
  const version = header.version === undefined ? "" : ` ${header.version}`;
  const request = [
    "readonly id?: string;",
    "/** RFC 3339; honoured in tests and replays. */",
    "readonly time?: string;",
    `readonly agent${mark(agent)}: Agent;`,
    "readonly action: Action;",
    `readonly context${mark(context)}: Context;`,
    `readonly impact${mark(impact)}: Impact;`,
  ];
  return `${[
    remark(`Requests under the policy ${header.name}${version}, made by \`agentpol compile --emit types\`.`),
    `/** An attempt, as an enforcement point describes it. */\nexport interface Request ${block(request)}`,
    `export type Agent = ${recordText(agent)};`,
    `export type Context = ${recordText(context)};`,
    `export type Impact = ${recordText(impact)};`,
    `/** What the agent attempts. */\nexport type Action =${union(actions.map(actionText))};`,
    ...resultsText(actions),
  ].join("\n\n")}\n`;
}

function actionText({ name, args }: Action): string {
  return block([
    `readonly name: ${nameText(name)};`,
    `readonly args${mark(args)}: ${recordText(args)};`,
    "readonly reversible?: boolean;",
  ]);
}

/** Of a wildcard, a template: `mcp.${string}`. */
function nameText(name: string): string {
  return isActionPattern(name) ? `\`${name.replaceAll("*", "${string}")}\`` : JSON.stringify(name);
}

/** What comes back, where some action says so. */
function resultsText(actions: readonly Action[]): readonly string[] {
  const lines = actions.flatMap(({ name, result }) =>
    result ? [`readonly ${JSON.stringify(name)}: ${typeText(result)};`] : [],
  );
  if (lines.length === 0) return [];
  return [`/** What comes back from an action, by its name. */\nexport interface Results ${block(lines)}`];
}

/** May the member be left out, where its record may be empty? */
function mark(type: RecordType): "" | "?" {
  return isRequired(type) ? "" : "?";
}

function recordText({ fields, open }: RecordType): string {
  const lines = Array.from(fields, ([name, { type, optional }]) => {
    const unit = UNITS[type.kind];
    const comment = unit === undefined ? "" : `/** ${unit} */ `;
    return `${comment}readonly ${name}${optional ? "?" : ""}: ${typeText(type)};`;
  });
  if (open) lines.push("readonly [undeclared: string]: unknown;");
  return lines.length === 0 ? "Readonly<Record<string, never>>" : block(lines);
}

function typeText(type: Type): string {
  switch (type.kind) {
    case "bool":
      return "boolean";
    case "int":
    case "bytes":
    case "percent":
      return "number";
    case "decimal":
    case "duration":
      return "number | string";
    case "command":
      return "string | readonly string[]";
    case "money":
      return `number | { readonly amount: number | string; readonly currency: ${JSON.stringify(type.currency)} }`;
    case "enum":
      return type.members.map((member) => JSON.stringify(member)).join(" | ");
    case "list":
    case "set":
      return `readonly (${typeText(type.element)})[]`;
    case "record":
      return recordText(type);
    case "map":
    case "error":
      throw new Error("a program with a type in error is not emitted");
    default:
      return "string";
  }
}

const UNITS: Readonly<Partial<Record<Type["kind"], string>>> = {
  bytes: "Bytes.",
  decimal: "At most 4 decimal places.",
  duration: "Milliseconds, or ISO 8601.",
  percent: "5 means 5 %.",
  time: "RFC 3339.",
};

function union(members: readonly string[]): string {
  return members.length === 0 ? " never" : indented(members.map((member) => `\n| ${member}`).join(""));
}

function block(lines: readonly string[]): string {
  return `{${indented(`\n${lines.join("\n")}`)}\n}`;
}

function indented(text: string): string {
  return text.replaceAll("\n", "\n  ");
}
