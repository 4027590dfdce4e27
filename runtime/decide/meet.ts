// The meet of sandboxes: what all of them allow, less what any of them hides, under the lowest limits.

import type { AttributePath, Box, BoxPath, ResourceLimits } from "../table/format.js";
import type { Value } from "../values/value.js";
import type { PathRule, SandboxObligation } from "./request.js";

/**
 * The meet of the boxes of these names. A mask narrows the others and denies nothing by itself.
 * @param valueOf what the request holds, for paths that name an attribute.
 */
export function meetOf(
  boxes: Readonly<Record<string, Box>>,
  names: readonly string[],
  valueOf: (path: AttributePath) => Value | undefined,
): SandboxObligation {
  const given = Array.from(new Set(names)).flatMap((name) => {
    const box = Object.hasOwn(boxes, name) ? boxes[name] : undefined;
    return box === undefined ? [] : [{ name, box }];
  });
  const full = given.map(({ box }) => box).filter(({ mask }) => !mask);
  return {
    boxes: given.map(({ name }) => name),
    read: distinct(full.map(({ read }) => granted(read, valueOf))),
    write: distinct(full.map(({ write }) => granted(write, valueOf))),
    hide: distinct(given.flatMap(({ box }) => hidden(box.hide, valueOf))),
    reach: distinct(full.map(({ reach }) => reach)),
    run: distinct(full.map(({ run }) => run)),
    env: distinct(full.map(({ env }) => env)),
    limits: lowest(given.map(({ box }) => box.limits)),
    ...(given.some(({ box }) => box.must !== undefined) && { must: "kernel" }),
  };
}

type ValueOf = (path: AttributePath) => Value | undefined;

/** By an attribute that is absent nothing is granted. */
function granted(paths: readonly BoxPath[], valueOf: ValueOf): readonly PathRule[] {
  return distinct(paths.flatMap((path) => ruleOf(path, valueOf) ?? []));
}

/** Below a directory that is not known, what a pattern hides may be anywhere. */
function hidden(paths: readonly BoxPath[], valueOf: ValueOf): readonly PathRule[] {
  return paths.map((path) => ruleOf(path, valueOf) ?? anywhere(path));
}

function ruleOf(path: BoxPath, valueOf: ValueOf): PathRule | undefined {
  if (typeof path === "string") return path;
  const root = valueOf(path.attribute);
  return typeof root === "string" ? { root, pattern: path.pattern } : undefined;
}

function anywhere(path: BoxPath): string {
  if (typeof path === "string") return path;
  return path.pattern === "/" ? "/**" : `/**${path.pattern}`;
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return Array.from(new Map(items.map((item) => [JSON.stringify(item), item])).values());
}

function lowest(limits: readonly ResourceLimits[]): ResourceLimits {
  const least = (name: keyof ResourceLimits): Partial<ResourceLimits> => {
    const values = limits.flatMap((each) => each[name] ?? []);
    return values.length === 0 ? {} : { [name]: Math.min(...values) };
  };
  return { ...least("cpu"), ...least("memory"), ...least("processes"), ...least("wall") };
}
