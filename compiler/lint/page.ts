// A lint rule's page in the docs: made from the rule itself, so that it cannot grow stale.

import { CATEGORIES, categoryOf, type LintRule } from "./rule.js";
import { rules } from "./registry.js";
import { durationText } from "../emit/words.js";

const FIXES: Readonly<Record<LintRule["fixes"], string>> = {
  none: "no fix",
  "keeps-meaning": "its fix keeps every verdict, and `--fix` proves it",
  "changes-meaning": "its fix changes the meaning, and is written by `--fix-unsafe` alone",
};

export function rulePage({
  id,
  title,
  recommended,
  strict,
  fixes,
  why,
  bad,
  good,
  options,
}: LintRule): string {
  const setting = recommended === strict ? recommended : `${recommended}, in \`strict\` ${strict}`;
  return `${[
    `# ${id}: ${title}`,
    `Default: ${setting}; ${FIXES[fixes]}`,
    why,
    ...optionsPart(options),
    `## Bad\n\n${block(bad)}`,
    `## Good\n\n${block(good)}`,
  ].join("\n\n")}\n`;
}

function block(text: string): string {
  return `\`\`\`agentpol\n${text.trimEnd()}\n\`\`\``;
}

function optionsPart(options: LintRule["options"]): readonly string[] {
  if (options === undefined) return [];
  const rows = Object.entries(options).map(
    ([name, { about, kind, standard }]) =>
      `| \`${name}\` | ${about} | ${kind === "duration" ? `\`"${durationText(standard)}"\`` : `\`${standard}\``} |`,
  );
  return [
    `## Options\n\n${["| option | meaning | if left out |", "| --- | --- | --- |", ...rows].join("\n")}`,
  ];
}

/** The list of all pages. */
export function rulesIndex(): string {
  const parts = CATEGORIES.map((category) => {
    const rows = rules
      .filter(({ id }) => categoryOf(id) === category)
      .map(
        ({ id, title, recommended, strict, fixes }) =>
          `| [${id}](${id}.md) | ${recommended} | ${strict} | ${fixes.replace("-", " ")} | ${title} |`,
      );
    const head = ["| rule | recommended | strict | fix | what it finds |", "| --- | --- | --- | --- | --- |"];
    return `## ${category.charAt(0).toUpperCase()}${category.slice(1)}\n\n${[...head, ...rows].join("\n")}`;
  });
  return `# Lint rules

Mistakes that compile. [\`agentpol lint\`](../commands/lint.md) says how they are set, ignored and fixed.

${parts.join("\n\n")}
`;
}
