// Names of actions, and patterns over them, in which `*` is any run of characters, dots too.

/** Longer ones name nothing that people declare, and would fill keys of state. */
const LONGEST = 200;

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)*$/u;

/** May a wildcard take it? Words of ASCII letters, digits, `_` and `-`, joined by single dots, 200 characters at most. */
export function isActionName(text: string): boolean {
  return text.length <= LONGEST && NAME.test(text);
}

export function isActionPattern(text: string): boolean {
  return text.includes("*");
}

/** Does the pattern fit all of the name? Time: pattern × name at worst. */
export function actionFits(pattern: string, name: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  let from = head.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= name.length - tail.length;
}

/** Does `outer` fit all that `inner` fits? What a `*` stands for fits only a `*`. */
export function covers(outer: string, inner: string): boolean {
  return actionFits(outer, inner);
}

/** Is there a text that both fit? */
export function overlap(a: string, b: string): boolean {
  // Which beginnings of `b` may end where a beginning of `a` does.
  let ends = beyondStars(b, new Set([0]));
  for (const letter of a) {
    const next = new Set<number>();
    for (const at of ends) {
      if (letter === "*") for (let to = at; to <= b.length; to += 1) next.add(to);
      else if (b[at] === "*") next.add(at);
      else if (b[at] === letter) next.add(at + 1);
    }
    ends = beyondStars(b, next);
  }
  return ends.has(b.length);
}

/** A `*` may stand for nothing. */
function beyondStars(pattern: string, places: ReadonlySet<number>): Set<number> {
  const all = new Set(places);
  for (const at of all) if (pattern[at] === "*") all.add(at + 1);
  return all;
}

/** Which names of a wildcard a selector picks. */
export interface Among {
  readonly include: readonly string[];
  readonly except: readonly string[];
}

export function isAmong({ include, except }: Among, name: string): boolean {
  return (
    include.some((pattern) => actionFits(pattern, name)) &&
    !except.some((pattern) => actionFits(pattern, name))
  );
}

/** Does what speaks of some names of a wildcard alone speak of this one? */
export function isSelected(among: Among | undefined, name: string): boolean {
  return among === undefined || isAmong(among, name);
}

/**
 * The declaration that a name comes under: its own, else the narrowest wildcard that takes it; undefined where there is
 * none. Wildcards that take one name lie in each other.
 */
export function declarationOf(declared: Readonly<Record<string, unknown>>, name: string): string | undefined {
  if (!isActionPattern(name) && Object.hasOwn(declared, name)) return name;
  if (!isActionName(name)) return undefined;
  const taking = Object.keys(declared).filter((each) => isActionPattern(each) && actionFits(each, name));
  return taking.find((each) => taking.every((other) => covers(other, each)));
}

/** Where the names of an action that a policy declares stand in its floor: under `under` alone, or some under `apart`. */
export interface Standing {
  readonly under?: string;
  readonly apart?: string;
}

/**
 * How the names that come under `name`, one of a policy's `own` declarations, come under its floor's. What is narrower in
 * the floor sets some of them apart, unless the policy has a declaration of its own for these.
 */
export function standingIn(floor: readonly string[], own: readonly string[], name: string): Standing {
  const taking = floor.filter((each) => covers(each, name));
  const under = taking.find((each) => taking.every((other) => covers(other, each)));
  const narrower = own.filter((each) => each !== name && covers(name, each));
  const apart = floor.find(
    (each) => !taking.includes(each) && overlap(each, name) && !narrower.some((mine) => covers(mine, each)),
  );
  return { ...(under !== undefined && { under }), ...(apart !== undefined && { apart }) };
}
