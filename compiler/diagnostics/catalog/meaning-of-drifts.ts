// AP3120–AP3129: drifts whose baseline, actions and kinds of change do not speak of the same.

import { entry } from "../entry.js";

type Language = "sql" | "json-schema";
const NAMES: Readonly<Record<Language, string>> = { sql: "SQL", "json-schema": "a JSON Schema" };

export const meaningOfDrifts = {
  AP3120: entry<{ readonly language: Language; readonly arg: string; readonly action: string }>({
    severity: "error",
    title: "Baseline of another language",
    message: ({ language, arg, action }) =>
      `the baseline is ${NAMES[language]}, and \`${arg}\` of \`${action}\` is not`,
    help: ({ language }) =>
      language === "sql"
        ? "statements are of type `sql`; a JSON Schema in a `.json` file judges text"
        : "a schema that is proposed is of type `string`; SQL in a `.sql` file judges statements",
    explain:
      "A drift compares what an action migrates with its baseline: SQL statements with a SQL schema, the text of a proposed JSON Schema with a JSON Schema. A baseline whose name ends in `.json` is a JSON Schema, any other SQL.",
  }),
  AP3121: entry<{ readonly kind: string; readonly language: Language; readonly known: readonly string[] }>({
    severity: "error",
    title: "Kind of change of another language",
    message: ({ kind, language }) =>
      `\`${kind}\` is no change to ${language === "sql" ? "a SQL schema" : NAMES[language]}`,
    help: ({ known }) => `the kinds are ${known.map((each) => `\`${each}\``).join(", ")}`,
    explain:
      "Changes to a SQL schema and to a JSON Schema have kinds of their own. One of the other language would never be found, and so permit nothing.",
  }),
};
