// Pieces of Markdown, from texts of authors too.

/** Source in the language's colours. */
export function code(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}agentpol\n${text}\n${fence}`;
}

/** A few words of source within a sentence. */
export function inline(text: string): string {
  const tick = "`".repeat(longestRun(text) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${tick}${pad}${text.replace(/\s+/gu, " ")}${pad}${tick}`;
}

function longestRun(text: string): number {
  return Array.from(text.matchAll(/`+/gu)).reduce((most, [run]) => Math.max(most, run.length), 0);
}

/** Text that is no Markdown. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/gu, "\\$&");
}

export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** The first of them, and how many more there are. */
export function some(items: readonly string[], most: number): string {
  const more = items.length - most;
  return `${items.slice(0, most).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[], last = "and"): string {
  const head = items.slice(0, -1).join(", ");
  return items.length < 2 ? items.join("") : `${head} ${last} ${items.at(-1) ?? ""}`;
}

/** `1 case`, `2 cases`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${grouped(String(count))} ${count === 1 ? one : several}`;
}

/** Digits in threes, as people read them: 65,536. */
export function grouped(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const digits = whole.replace(/\B(?=(?:\d{3})+$)/gu, ",");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
