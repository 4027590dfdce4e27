// The configuration that is nearest above a policy.

import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { CONFIG_FILE, readConfig } from "../../compiler/lint/config.js";
import { RECOMMENDED, type LintConfig } from "../../compiler/lint/settings.js";
import { lineMap } from "../../compiler/source/line-map.js";
import { InputError } from "../exit.js";
import { readText } from "../files.js";

export interface Configured {
  readonly config: LintConfig;
  /** To this its globs are relative. */
  readonly folder: string;
}

/** Reads each configuration once; `named` stands for all of them. */
export function configurations(named: string | undefined): (folder: string) => Configured {
  const known = new Map<string, Configured>();
  return (folder) => {
    const path = named ?? nearestAbove(resolve(folder));
    if (path === undefined) return { config: RECOMMENDED, folder };
    const found = known.get(path) ?? { config: configIn(path), folder: dirname(resolve(path)) };
    known.set(path, found);
    return found;
  };
}

function nearestAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, CONFIG_FILE);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}

/** @throws {InputError} with the first problem and its place */
function configIn(path: string): LintConfig {
  const text = readText(path);
  const { config, problems } = readConfig({ path, text });
  const [first, ...more] = problems;
  if (first === undefined) return config;
  const { line, column } = lineMap(text).position(first.span.start);
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  throw new InputError(
    `${shownPath(path)}:${line}:${column}: ${first.message}${others}`,
    "docs/commands/lint.md says what may stand there",
  );
}

function shownPath(path: string): string {
  return relative(process.cwd(), path).split(sep).join("/");
}
