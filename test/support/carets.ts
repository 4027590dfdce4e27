// Expected diagnostics, written under the text that they mark, and compared both ways: each is there, and nothing else.
//
//     rule r on a.b { alow }
//     //              ^^^^ AP1003      marks what stands above it
//     //             | AP1001          marks the empty place before the column of the bar
//     //= 1:1-5 AP1002                 says line and columns, where a comment cannot stand below: from 1, up to 5
//     //= 1:1 AP1019                   the same for an empty place
//     //- 1000 times                   the next line stands there a thousand times (`expandRepeats` writes it out)

import { expect } from "vitest";
import { parse } from "../../compiler/ast/parse.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { lineMap } from "../../compiler/source/line-map.js";

const marked = /^ *\/\/ *(\^+|\|) (AP\d{4}|[a-z]+\/[a-z-]+)$/;
const spelt = /^\/\/= (\d+):(\d+)(?:-(\d+))? (AP\d{4})$/;
const repeated = /^\/\/- (\d+) times\n(.*\n?)/gm;

/** `line:column-column code`, the second column exclusive. */
type Place = string;

/** Parses `source`, and holds what is reported against its marks. */
export function checkDiagnostics(source: string): void {
  const text = expandRepeats(source);
  checkMarks(text, parse({ path: "policy.agentpol", text }).diagnostics);
}

/** Holds the diagnostics of a file against the marks in its text, in which no line is to be repeated any more. */
export function checkMarks(text: string, diagnostics: readonly Diagnostic[]): void {
  expect(diagnostics.map((diagnostic) => placeOf(text, diagnostic)).sort()).toEqual(expected(text));
}

/** The text with each line that stands many times written out. */
export function expandRepeats(source: string): string {
  return source.replace(repeated, (_, times: string, line: string) => line.repeat(Number(times)));
}

function expected(text: string): readonly Place[] {
  const places: Place[] = [];
  let spokenOf = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const above = marked.exec(line);
    const explicit = spelt.exec(line);
    if (above !== null) {
      const column = line.indexOf(above[1]!) + 1;
      const length = above[1] === "|" ? 0 : above[1]!.length;
      places.push(`${spokenOf}:${column}-${column + length} ${above[2]!}`);
    } else if (explicit !== null) {
      const [, on, from, to = from, code] = explicit;
      places.push(`${on!}:${from!}-${to!} ${code!}`);
    } else spokenOf = index + 1;
  }
  return places.sort();
}

function placeOf(text: string, { code, span }: Diagnostic): Place {
  const { position } = lineMap(text);
  const start = position(span.start);
  const end = position(span.end);
  const until = end.line === start.line ? `${end.column}` : `${end.line}:${end.column}`;
  return `${start.line}:${start.column}-${until} ${code}`;
}
