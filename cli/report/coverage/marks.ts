// What a report says beside the lines of a policy: of each line on which a rule or a condition begins, what was seen.

import type { Coverage, Sight } from "../../../compiler/coverage/coverage.js";
import { visible } from "../../../compiler/tabulate/visible.js";
import { counted } from "../report.js";

/** One thing that was to be seen, and how often it was. */
export interface Mark {
  /** `true`, `at 10_000 USD`, `on payments.send`. */
  readonly what: string;
  readonly sight: Sight;
}

export interface Note {
  /** The rule, condition or comparison. */
  readonly subject: string;
  /** `matched 5 times, decided once`; empty where there is no more to say. */
  readonly more: string;
  readonly marks: readonly Mark[];
}

const SIDES = {
  expr: ["true", "false"],
  needs: ["approved", "not approved"],
  limit: ["used up", "with room"],
} as const;

/** By line, from 1, of one file. */
export function notesOn(file: string, { rules, others }: Coverage): ReadonlyMap<number, readonly Note[]> {
  const notes = new Map<number, Note[]>();
  const add = (place: { readonly file: string; readonly line: number }, note: Note): void => {
    if (place.file !== file) return;
    const own = notes.get(place.line) ?? [];
    notes.set(place.line, own);
    own.push(note);
  };
  for (const { rule, place, shadow, matched, spoke, decided, conditions, boundaries, regions } of rules) {
    const more = [
      ...(shadow ? ["in shadow mode"] : []),
      `matched ${times(matched)}`,
      `decided ${times(decided)}`,
    ];
    add(place, {
      subject: rule,
      more: more.join(", "),
      marks: [
        { what: "has its say", sight: spoke },
        ...regions.map(({ action, text, ...sight }) => ({
          what: `on ${action}${text === undefined ? "" : ` where ${visible(text)}`}`,
          sight,
        })),
      ],
    });
    for (const { text, place: at, kind, yes, no, unknown } of conditions)
      add(at, {
        subject: text,
        more: unknown > 0 ? `unknown ${times(unknown)}` : "",
        marks: [yes, no].map((sight, side) => ({ what: SIDES[kind][side === 0 ? 0 : 1], sight })),
      });
    for (const { text, place: at, below, above } of boundaries)
      add(at, {
        subject: text,
        more: "",
        marks: [below, above].map(({ value, ...sight }) => ({ what: `at ${value}`, sight })),
      });
  }
  for (const { name, place, decided } of others)
    add(place, { subject: name, more: "", marks: [{ what: "decides", sight: decided }] });
  return notes;
}

function times(count: number): string {
  return counted(count, "time", "times");
}
