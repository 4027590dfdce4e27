// The meet of sandboxes: what all of them allow, less what any of them hides, under the lowest limits.

import type { Box, ResourceLimits } from "../table/format.js";
import type { SandboxObligation } from "./request.js";

/** The meet of the boxes of these names. A mask narrows the others and denies nothing by itself. */
export function meetOf(boxes: Readonly<Record<string, Box>>, names: readonly string[]): SandboxObligation {
  const given = Array.from(new Set(names)).flatMap((name) => {
    const box = Object.hasOwn(boxes, name) ? boxes[name] : undefined;
    return box === undefined ? [] : [{ name, box }];
  });
  const full = given.map(({ box }) => box).filter(({ mask }) => !mask);
  return {
    boxes: given.map(({ name }) => name),
    read: distinct(full.map(({ read }) => read)),
    write: distinct(full.map(({ write }) => write)),
    hide: distinct(given.flatMap(({ box }) => box.hide)),
    reach: distinct(full.map(({ reach }) => reach)),
    run: distinct(full.map(({ run }) => run)),
    env: distinct(full.map(({ env }) => env)),
    limits: lowest(given.map(({ box }) => box.limits)),
  };
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
