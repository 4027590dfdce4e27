// The lists of a sandbox that hold plain names: programs, environment variables.

import { accept, reject, type Normalized } from "../../runtime/values/normalized.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { itemRemoval } from "../diagnostics/fixes.js";
import type { NamedForm } from "../names/symbols.js";
import { clauseOf } from "./clauses.js";
import type { Context } from "./context.js";

type ListClause = "run" | "env";

interface EntryKind {
  readonly what: string;
  readonly parse: (text: string) => Normalized<string>;
}

const KINDS: Readonly<Record<ListClause, EntryKind>> = {
  run: { what: "program", parse: parseProgram },
  env: { what: "environment variable", parse: parseVariable },
};

/** The entries of a clause in their normal form, each once; those in which a mistake was reported are left out. */
export function readEntries({ report }: Context, decl: NamedForm, kind: ListClause): readonly string[] {
  const { what, parse } = KINDS[kind];
  const read = new Set<string>();
  const entries = clauseOf(decl, kind)?.entries ?? [];
  for (const [at, entry] of entries.entries()) {
    // The parser's own placeholder: it has been reported.
    if (entry.span.start === entry.span.end) continue;
    if (entry.kind === "path") {
      const path = entry.parts.map(({ text }) => text).join(".");
      const reason = "only `read`, `write` and `hide` take attributes";
      const fixes = itemRemoval("Remove it", entries, at);
      report(diagnose("AP3100", entry.span, { path, reason }, { fixes }));
    } else {
      const parsed = parse(entry.value);
      if (parsed.ok) read.add(parsed.value);
      else report(diagnose("AP2015", entry.span, { what, reason: parsed.reason }));
    }
  }
  return [...read];
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
