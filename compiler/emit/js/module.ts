// An ES module that decides by one policy: requests are read, classes looked up and conditions asked by code that is made
// for the policy. What is unusual, and what a decision says besides who decides, is left to the table, which the module
// holds.

import type { ActionSchema, RequestSchema, TableFile } from "../../../runtime/table/format.js";
import { cheapIn, failingIn, openIn } from "../../../runtime/table/foreseen.js";
import { isActionPattern } from "../../../runtime/values/action-name.js";
import { tableBytes } from "../table.js";
import { actionText } from "./action.js";
import { literal, quoted, remark } from "./literal.js";
import { Lexicon } from "./lexicon.js";
import { recordPlan, type Declared, type RecordPlan } from "./record.js";
import { DECIDE, IMPORTS } from "./template.js";

/** The text of the module. The same table gives the same text. */
export function emitModule(table: TableFile): string {
  return `${[headerOf(table), IMPORTS, identityOf(table), ...deciding(table), DECIDE].join("\n\n")}\n`;
}

function headerOf({ policy, digest }: TableFile): string {
  return [
    remark(
      `Decides by the policy ${policy.name}${policy.version === undefined ? "" : ` ${policy.version}`}.`,
    ),
    remark(digest),
    "// Made by `agentpol compile --emit js`: change the policy instead.",
  ].join("\n");
}

function identityOf(table: TableFile): string {
  const { name, version } = table.policy;
  return `/** The policy that this module decides by. */
export const policy = Object.freeze(${literal({ name, version, digest: table.digest })});

// What is unusual is decided by the table itself.
await ready();
const loaded = loadPolicy(JSON.parse(${quoted(tableBytes(table))}));
if (!loaded.ok) throw new Error(\`this version of agentpol cannot load the policy: \${loaded.reason}\`);
const table = loaded.policy;`;
}

/** Floors and policies in shadow mode take more than the rule that decides: nothing is read here, all by the table. */
function deciding(table: TableFile): readonly string[] {
  const isAlone = table.floor === undefined && table.policy.mode !== "shadow";
  const declared: Declared = {
    constants: new Lexicon("K", (name, text) => `const ${name} = ${text};`),
    readers: new Lexicon("read", (name, text) => `function ${name}${text}`),
  };
  const finders = new Lexicon("find", (name, text) => `function ${name}${text}`);
  const { agent, context, impact, actions } = table.schema;
  const around = {
    agent: recordPlan(agent, declared),
    context: recordPlan(context, declared),
    impact: recordPlan(impact, declared),
  };
  const { exprs } = table;
  const foreseen = { exprs, open: openIn(exprs), failing: failingIn(exprs), cheap: cheapIn(exprs) };
  const entries = Object.entries(actions)
    .filter(([name]) => isAlone && !isActionPattern(name))
    .map(([name, schema]) => {
      const sections = { ...around, args: argsPlan(schema, declared) };
      return actionText(name, { table, sections, constants: declared.constants, foreseen }, finders);
    });
  return [
    ...section("What values are checked against", declared.constants.pieces, "\n"),
    ...section("Readers: undefined where something is unusual", declared.readers.pieces, "\n\n"),
    aroundText(around),
    ...section("By action, the row that decides", finders.pieces, "\n\n"),
    `const ACTIONS = new Map([\n${entries.join("")}]);`,
  ];
}

/** Arguments that are relative to other attributes are read by the runtime. */
function argsPlan(schema: ActionSchema, declared: Declared): RecordPlan {
  if (schema.relativeTo === undefined) return recordPlan(schema.args, declared);
  const reader = declared.constants.nameOf(`relativeReader(${literal(schema)})`);
  return { reader, holding: "whole", fields: new Map() };
}

function section(title: string, pieces: readonly string[], between: string): readonly string[] {
  return pieces.length === 0 ? [] : [`// ─── ${title}\n\n${pieces.join(between)}`];
}

type Around = Readonly<Record<keyof Pick<RequestSchema, "agent" | "context" | "impact">, RecordPlan>>;

function aroundText(around: Around): string {
  return Object.entries(around)
    .map(([name, { reader, holding }]) => {
      const part = (of: string): string => (holding === "plain" ? "read" : `read.${of}`);
      return [
        `const ${name}In = ${reader};`,
        `const ${name}Values = (read) => ${part("value")};`,
        `const ${name}Sent = (read) => ${part("sent")};`,
      ].join("\n");
    })
    .join("\n");
}
