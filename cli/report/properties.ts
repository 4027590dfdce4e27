// What trying the promises of policies gave, for people and as JSON.

import type { PropertyResult } from "../testing/properties.js";
import type { Style } from "../style.js";

/** A policy, and what became of its promises. */
export interface Tried {
  readonly file: string;
  readonly policy: string;
  readonly results: readonly PropertyResult[];
}

interface Telling {
  readonly seed: number;
  /** What was written elsewhere; an empty text where nothing was. */
  readonly saved: readonly string[];
  readonly style: Style;
}

export function propertiesPretty(tried: readonly Tried[], { seed, saved, style }: Telling): string {
  const lines = tried.flatMap(({ file, results }) => [
    style.bold(file),
    ...results.flatMap(({ name, failure }) =>
      failure === undefined
        ? [`  ${style.green("✓")} ${name}`]
        : [
            `  ${style.red("✗")} ${name}`,
            ...indented(failure.message),
            `      seed ${String(seed)}${pathText(failure.path)}`,
          ],
    ),
    "",
  ]);
  const all = tried.flatMap(({ results }) => results);
  const failed = all.filter(({ failure }) => failure !== undefined).length;
  const count = `${String(all.length)} ${all.length === 1 ? "property" : "properties"}`;
  const total =
    failed === 0 ? style.green(`${count} kept`) : style.red(`${String(failed)} of ${count} broken`);
  return `${[...lines, `${total} ${style.dim(`(seed ${String(seed)})`)}`, ...saved.filter((each) => each !== "")].join("\n")}\n`;
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `      ${line}`);
}

function pathText(path: string | undefined): string {
  return path === undefined ? "" : `, path ${path}`;
}

export function propertiesJson(tried: readonly Tried[], seed: number): string {
  const policies = tried.map(({ file, results }) => ({
    file,
    properties: results.map(({ name, failure }) => ({
      name,
      kept: failure === undefined,
      ...(failure && { message: failure.message, ...(failure.path !== undefined && { path: failure.path }) }),
    })),
  }));
  return `${JSON.stringify({ seed, policies }, null, 2)}\n`;
}
