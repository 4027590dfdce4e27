// Where the fixtures of diagnostics stand, and what they hold.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";

const FOLDER = new URL("../../fixtures/diagnostics/", import.meta.url);

export interface FixtureFile {
  readonly name: string;
  readonly text: string;
}

/** A policy `CODE.agentpol`, a cases file `CODE.cases.yaml`, or a folder `CODE` whose entry is `main.agentpol`. */
export function fixtureOf(code: string): readonly FixtureFile[] {
  for (const name of [`${code}.agentpol`, `${code}.cases.yaml`]) {
    if (existsSync(new URL(name, FOLDER)))
      return [{ name, text: readFileSync(new URL(name, FOLDER), "utf8") }];
  }
  const folder = new URL(`${code}/`, FOLDER);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => statSync(new URL(name, folder)).isFile());
  const entryFirst = names.sort(
    (a, b) => Number(b === "main.agentpol") - Number(a === "main.agentpol") || (a < b ? -1 : 1),
  );
  return entryFirst.map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}
