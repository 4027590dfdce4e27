// The JSON Schema of `agentpol.config.json`: editors complete and check the file by it.

import { DURATION } from "./config.js";
import { rules } from "./registry.js";
import { CATEGORIES, type LintRule } from "./rule.js";

const SETTING = { enum: ["off", "warning", "error"] };

export function configSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "agentpol.config.json",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      lint: {
        type: "object",
        additionalProperties: false,
        properties: {
          extends: {
            description: "The rules that are on where nothing else is said.",
            enum: ["recommended", "strict"],
            default: "recommended",
          },
          rules: {
            description: "A setting for each rule, or for all of a category; a rule's own goes before.",
            type: "object",
            additionalProperties: false,
            properties: ruleProperties(),
          },
          ignore: {
            description: "Globs of files that are left out, from the folder of this file.",
            type: "array",
            items: { type: "string" },
          },
        },
      },
    },
    definitions: { setting: SETTING },
  };
}

function ruleProperties(): object {
  const settings: readonly (readonly [string, object])[] = [
    ...CATEGORIES.map((category) => [category, { $ref: "#/definitions/setting" }] as const),
    ...rules.map((rule) => [rule.id, ruleSchema(rule)] as const),
  ];
  return Object.fromEntries(settings);
}

function ruleSchema({ title, options = {} }: LintRule): object {
  const setting = { $ref: "#/definitions/setting" };
  const entries = Object.entries(options).map(([name, { about, kind, standard }]) => [
    name,
    kind === "count"
      ? { description: about, type: "integer", minimum: 1, default: standard }
      : { description: about, type: "string", pattern: DURATION.source },
  ]);
  const properties = Object.fromEntries(entries) as object;
  const withOptions = [setting, { type: "object", additionalProperties: false, properties }];
  return {
    description: title,
    anyOf: [setting, { type: "array", items: withOptions, minItems: 1, maxItems: 2 }],
  };
}
