// Texts of a policy in Markdown.

import { visible } from "../../compiler/tabulate/visible.js";

/** Text that no reader of Markdown takes for anything else: marks, HTML, and what would become a link. */
export function plainMarkdown(text: string): string {
  return visible(text)
    .replace(
      /[&<>|\\`*[\]~#@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g,
      (character) => `&#${String(character.charCodeAt(0))};`,
    )
    .replace(/:\/\//g, "&#58;//")
    .replace(/www\./gi, (match) => `${match.slice(0, 3)}&#46;`);
}
