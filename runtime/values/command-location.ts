// Where a word of a command leads, as far as its text tells, and whether a path pattern covers that place.

import { globMatches } from "./glob.js";
import type { PathGlob } from "./home-glob.js";
import type { Truth } from "./value.js";

/** A place: segments from the root, from a home that is not known, or from some directory that is not known. */
export interface Location {
  readonly from: "root" | "home" | "somewhere";
  readonly segments: readonly string[];
}

/** Any place at all. */
export const SOMEWHERE: Location = { from: "somewhere", segments: [] };

const ROOT: Location = { from: "root", segments: [] };

/** What is known of the home of whoever runs the command. */
export interface Home {
  /** Do requests have `context.home`? Else no stated home belongs to what `~` stands for. */
  readonly declared: boolean;
  /** Absolute, in normal form. */
  readonly path?: string | undefined;
}

/** The place that an absolute path in normal form names. */
export function locationOf(path: string): Location {
  return { from: "root", segments: path === "/" ? [] : path.slice(1).split("/") };
}

export function homeLocation({ path }: Home): Location {
  return path === undefined ? { from: "home", segments: [] } : locationOf(path);
}

/** Where a text leads from a directory. `tilde`: a leading `~` is a home, somebody's if a name follows. */
export function resolve(text: string, tilde: boolean, directory: Location, home: Home): Location {
  const [first = "", ...others] = text.split("/");
  if (tilde && first.startsWith("~")) return walk(first === "~" ? homeLocation(home) : SOMEWHERE, others);
  return text.startsWith("/") ? walk(ROOT, others) : walk(directory, [first, ...others]);
}

/** Above the root is the root; above a directory that is not known is another. `/proc` and `/dev/fd` lead anywhere. */
function walk({ from: start, segments: base }: Location, steps: readonly string[]): Location {
  const segments = [...base];
  let from = start;
  for (const step of steps) {
    if (step === "" || step === ".") continue;
    if (from === "root" && isOfKernel(segments)) return SOMEWHERE;
    if (step !== "..") segments.push(step);
    else if (segments.pop() === undefined && from === "home") from = "somewhere";
  }
  return from === "root" && segments[0] === "proc" ? SOMEWHERE : { from, segments };
}

/** Does the kernel say what is below, by links of its own? */
function isOfKernel([first, second = ""]: readonly string[]): boolean {
  return first === "proc" || (first === "dev" && /^(?:fd|std(?:in|out|err))$/u.test(second));
}

/** How many segments may still be held against patterns: beyond, nothing is known. */
export interface Effort {
  left: number;
}

/** `covers`: does the pattern match the place? `above`: may it match something below? */
export interface Coverage {
  readonly covers: Truth;
  readonly above: boolean;
}

const NOT_AT_ALL: Coverage = { covers: false, above: false };

/** The steps of a pattern: `**`, or what a segment is like. */
type Step = { readonly kind: "any" } | { readonly kind: "like" | "is"; readonly text: string };

/** Some file systems know no case: what would match then is possible. */
export function coverage(place: Location, glob: PathGlob, home: Home, effort: Effort): Coverage {
  const ofHome = glob.kind === "home" && home.path === undefined;
  if (ofHome && place.from === "root" && !home.declared) return NOT_AT_ALL;
  return reach(place, stepsOf(glob, home), ofHome, effort);
}

/** `ofHome`: the pattern begins at a home that is not known. */
function reach(place: Location, steps: readonly Step[], ofHome: boolean, effort: Effort): Coverage {
  const isNear = (place.from === "home") === ofHome && place.from !== "somewhere";
  const sure = follow(place.segments, steps, [0], false, effort);
  if (sure.accepts && (isNear || (steps[0]?.kind === "any" && !ofHome))) return { covers: true, above: true };
  const starts = isNear ? [0] : startsFrom(place, steps);
  const { accepts, alive } = follow(place.segments, steps, starts, true, effort);
  const lost = effort.left < 0 || (ofHome && place.from === "root");
  return { covers: accepts || lost ? "unknown" : false, above: alive || lost };
}

/** A home that is not known is one of the usual to a pattern that names these; else a place may be behind any step. */
function startsFrom({ from }: Location, steps: readonly Step[]): readonly number[] {
  const [first, second] = steps;
  const usual = from === "home" && first?.kind === "like" ? first.text : undefined;
  if (usual === "root") return [1];
  if (usual !== "home" && usual !== "Users") return [...steps.keys(), steps.length];
  return second?.kind === "any" ? [1] : second === undefined ? [] : [2];
}

function stepsOf({ kind, text }: PathGlob, { path }: Home): readonly Step[] {
  const steps = (text === "/" ? [] : text.slice(1).split("/")).map((segment): Step =>
    segment === "**" ? { kind: "any" } : { kind: "like", text: segment },
  );
  if (kind !== "home" || path === undefined) return steps;
  return [...locationOf(path).segments.map((segment): Step => ({ kind: "is", text: segment })), ...steps];
}

/** The pattern as an automaton over segments: its states are the steps that were taken. */
function follow(
  segments: readonly string[],
  steps: readonly Step[],
  starts: readonly number[],
  fold: boolean,
  effort: Effort,
): { readonly accepts: boolean; readonly alive: boolean } {
  let states = passAny(new Set(starts), steps);
  for (const segment of segments) {
    effort.left -= states.size;
    if (states.size === 0 || effort.left < 0) break;
    const next = new Set<number>();
    for (const state of states) {
      const step = steps[state];
      if (step?.kind === "any") next.add(state);
      else if (step !== undefined && fits(step, segment, fold)) next.add(state + 1);
    }
    states = passAny(next, steps);
  }
  return { accepts: states.has(steps.length), alive: states.size > 0 };
}

/** `**` may be no segment. */
function passAny(states: Set<number>, steps: readonly Step[]): Set<number> {
  // A set's iterator goes on to what is added meanwhile.
  for (const state of states) if (steps[state]?.kind === "any") states.add(state + 1);
  return states;
}

function fits(step: Exclude<Step, { readonly kind: "any" }>, segment: string, fold: boolean): boolean {
  const [wanted, given] = fold ? [step.text.toLowerCase(), segment.toLowerCase()] : [step.text, segment];
  return step.kind === "is" ? wanted === given : globMatches({ kind: "string", text: wanted }, given);
}
