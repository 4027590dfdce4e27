// Compiles policies from texts at hand, and shows diagnostics as short lines: the code, and the text it marks.

import { check, type Checked } from "../../compiler/types/check.js";
import { load, type Loaded } from "../../compiler/names/load.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import type { ReadResult } from "../../compiler/source/reader.js";
import type { Program } from "../../compiler/types/program.js";

export type Files = Readonly<Record<string, string>>;

/** Reads from texts at hand. */
export function reading(files: Files): (path: string) => ReadResult {
  return (path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined ? { ok: false, reason: "there is no such file" } : { ok: true, text };
  };
}

export interface Outcome extends Checked {
  readonly loaded: Loaded;
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads and checks `main.agentpol`. */
export function checkFiles(files: Files): Outcome {
  const read = reading(files);
  const loaded = load("main.agentpol", read);
  const checked = check(loaded, { read });
  return { ...checked, loaded, diagnostics: [...loaded.diagnostics, ...checked.diagnostics] };
}

/** `AP2001 «lib.agentpol: foo»`; the file is left out for the entry file. */
export function problems({ loaded, diagnostics }: Outcome): readonly string[] {
  return diagnostics.map(({ code, span }) => {
    const marked = loaded.sources.get(span.file)?.text.slice(span.start, span.end) ?? "";
    return `${code} «${span.file === "main.agentpol" ? "" : `${span.file}: `}${marked}»`;
  });
}

/** The program of a policy without mistakes; warnings are fine. */
export function programOf(text: string, files: Files = {}): Program {
  const outcome = checkFiles({ "main.agentpol": text, ...files });
  if (outcome.program === undefined) throw new Error(problems(outcome).join("\n"));
  return outcome.program;
}

/** What a policy is mostly about in these tests: two actions, three attributes, a group. */
export const SHOP = `policy shop { default block "nothing permits this" }

agent   { id: string, role: clerk | lead, owner?: string }
context { env: dev | prod, ticket?: string, tags: list<string> }
impact  { hosts: int, share: percent, cost: money(USD), lag: duration, note: string }

action files.read(path: path) { reads path, effect read, reversible always }
action payments.send(to: string, amount: money(USD), memo?: string, list?: list<string>) { effect write, reversible never }

group owners = ["ana@corp.example", "ben@corp.example"]
rule asks on files.read { escalate to owners }
`;

/** The problems of `SHOP` with `text` after it. */
export function problemsOf(text: string, files: Files = {}): readonly string[] {
  return problems(checkFiles({ "main.agentpol": `${SHOP}${text}\n`, ...files }));
}
