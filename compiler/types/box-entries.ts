// The lists of a sandbox: path patterns, programs, environment variables.

import { parseGlob } from "../../runtime/values/glob.js";
import { accept, reject, type Normalized } from "../../runtime/values/normalized.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { NamedForm } from "../names/symbols.js";
import { clauseOf } from "./clauses.js";
import type { Context } from "./context.js";
import { refuse } from "./refuse.js";

export type ListClause = "read" | "write" | "hide" | "run" | "env";

interface EntryKind {
  readonly what: string;
  readonly parse: (text: string) => Normalized<string>;
}

const PATHS: EntryKind = { what: "path pattern", parse: parsePath };
const KINDS: Readonly<Record<ListClause, EntryKind>> = {
  read: PATHS,
  write: PATHS,
  hide: PATHS,
  run: { what: "program", parse: parseProgram },
  env: { what: "environment variable", parse: parseVariable },
};

/** The entries of a clause in their normal form, each once; those in which a mistake was reported are left out. */
export function readEntries({ report }: Context, decl: NamedForm, kind: ListClause): readonly string[] {
  const { what, parse } = KINDS[kind];
  const read = new Set<string>();
  for (const entry of clauseOf(decl, kind)?.entries ?? []) {
    // The parser's own placeholder: it has been reported.
    if (entry.span.start === entry.span.end) continue;
    if (entry.kind === "path") refuse("an attribute in a sandbox", entry.span, report);
    else if (kind !== "run" && entry.value.startsWith("~")) {
      refuse("a path pattern that begins with `~`", entry.span, report);
    } else {
      const parsed = parse(entry.value);
      if (parsed.ok) read.add(parsed.value);
      else report(diagnose("AP2015", entry.span, { what, reason: parsed.reason }));
    }
  }
  return [...read];
}

function parsePath(text: string): Normalized<string> {
  const glob = parseGlob(text, "path");
  return glob.ok ? accept(glob.value.text) : glob;
}

/** A program by its name or its path. */
function parseProgram(text: string): Normalized<string> {
  if (text === "" || /[\0\s]/u.test(text)) return reject("is empty or has blanks");
  return text.endsWith("/") ? reject("names a folder") : accept(text.normalize("NFC"));
}

function parseVariable(text: string): Normalized<string> {
  return /^[A-Za-z_][A-Za-z0-9_]*$/u.test(text)
    ? accept(text)
    : reject("is not made of letters, digits and `_`");
}
