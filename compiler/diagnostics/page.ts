// A diagnostic's page in the docs: made from the catalog and its fixture, so that it cannot grow stale.

import { catalog, type CatalogCode } from "./catalog.js";

/** The page of `code`; `files` are its fixture: one policy, or several files of which the first is the entry. */
export function page(
  code: CatalogCode,
  files: readonly { readonly name: string; readonly text: string }[],
): string {
  const { severity, title, explain } = catalog[code];
  const examples = files.map((file) => example(file, files.length > 1));
  return (
    [`# ${code}: ${title}`, `Severity: ${severity}`, explain, "## Example", ...examples, ""]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

function example({ name, text }: { readonly name: string; readonly text: string }, isNamed: boolean): string {
  const language = name.endsWith(".agentpol") ? "agentpol" : name.endsWith(".yaml") ? "yaml" : "";
  const block = `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
  return isNamed ? `\`${name}\`:\n\n${block}` : block;
}

/** The list of all pages. */
export function index(codes: readonly CatalogCode[]): string {
  const rows = codes.map(
    (code) => `| [${code}](${code}.md) | ${catalog[code].severity} | ${catalog[code].title} |`,
  );
  const head =
    "What the compiler tells, by code: AP1xxx syntax, AP2xxx names and types, AP3xxx meaning, AP4xxx targets.";
  return `# Diagnostics\n\n${head}\n\n| code | severity | title |\n|---|---|---|\n${rows.join("\n")}\n`;
}
