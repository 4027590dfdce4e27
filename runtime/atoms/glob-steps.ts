// Globs as steps that read a text character by character.

import type { Glob } from "../values/glob.js";
import type { Hosts } from "../values/host-pattern.js";

export const SLASH = 0x2f;
const DOT = 0x2e;

/** One step of a glob. `not` is a character that it does not stand for. */
export type Step =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "any" | "run"; readonly not?: number }
  /** A slash that leads to the step behind, or nothing at all, which leads over it. */
  | { readonly kind: "enter" };

type Names = Extract<Hosts, { readonly kind: "names" }>;

/** A path is read slash by slash, so `/` has no steps: it is read as the empty text. */
export function stepsOf({ kind, text }: Glob): readonly Step[] {
  if (kind === "string") return charactersOf(text);
  if (text === "/") return [];
  return text
    .slice(1)
    .split("/")
    .flatMap((segment) => (segment === "**" ? ANYWHERE : [slash, ...charactersOf(segment, SLASH)]));
}

const slash: Step = { kind: "character", code: SLASH };
const dot: Step = { kind: "character", code: DOT };

/** What stands behind begins with a slash, or is the end: so whole segments are passed, though each character is. */
const ANYWHERE: readonly Step[] = [{ kind: "enter" }, { kind: "run" }];

/** The names that the pattern stands for. */
export function stepsOfNames({ below, labels }: Names): readonly Step[] {
  const before: readonly Step[] = below ? [{ kind: "any" }, { kind: "run" }, dot] : [];
  return [...before, ...labels.flatMap((label, i) => [...(i > 0 ? [dot] : []), ...charactersOf(label, DOT)])];
}

function charactersOf(text: string, not?: number): readonly Step[] {
  const except = not === undefined ? {} : { not };
  const steps: Step[] = [];
  const signs = Array.from(text);
  for (let i = 0; i < signs.length; i += 1) {
    const sign = signs[i] ?? "";
    if (sign === "*") steps.push({ kind: "run", ...except });
    else if (sign === "?") steps.push({ kind: "any", ...except });
    else {
      if (sign === "\\") i += 1;
      steps.push({ kind: "character", code: (signs[i] ?? "").codePointAt(0) ?? 0 });
    }
  }
  return steps;
}
