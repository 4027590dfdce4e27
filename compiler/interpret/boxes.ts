// The meet of sandboxes: what all allow, less what any hides, under the lowest limits.

import type { Box } from "../types/program.js";
import { attributeAt, type Situation } from "./situation.js";

/** A path pattern; or one below the directory `root`, whose name is no pattern. */
export type InterpretedPath = string | { readonly root: string; readonly pattern: string };

/** A list for each box that is no mask; equal lists once. */
export interface Meet {
  readonly boxes: readonly string[];
  readonly read: readonly (readonly InterpretedPath[])[];
  readonly write: readonly (readonly InterpretedPath[])[];
  readonly hide: readonly InterpretedPath[];
  readonly reach: readonly (readonly string[] | "any")[];
  readonly run: readonly (readonly string[])[];
  readonly env: readonly (readonly string[])[];
  readonly limits: Readonly<Record<string, number>>;
  readonly must?: "kernel";
}

export function meet(given: readonly Box[], situation: Situation): Meet {
  // Two policies may have boxes of one name that differ.
  const boxes = distinct(given);
  const grants = boxes.filter((box) => !box.mask);
  const lists = <T>(of: (box: Box) => T): T[] => distinct(grants.map(of));
  const limits: Record<string, number> = {};
  for (const box of boxes) {
    for (const [name, value] of Object.entries<number>({ ...box.limits }))
      limits[name] = Math.min(limits[name] ?? Infinity, value);
  }
  return {
    boxes: distinct(boxes.map((box) => box.name)),
    read: lists((box) => allowed(box.read, situation)),
    write: lists((box) => allowed(box.write, situation)),
    hide: distinct(boxes.flatMap((box) => box.hide.map((path) => hidden(path, situation)))),
    reach: lists((box) => box.reach),
    run: lists((box) => box.run),
    env: lists((box) => box.env),
    limits,
    ...(boxes.some((box) => box.must === "kernel") && { must: "kernel" as const }),
  };
}

/** What begins at an attribute begins there; a directory that the request does not state allows nothing. */
function allowed(paths: Box["read"], situation: Situation): InterpretedPath[] {
  const stated: InterpretedPath[] = [];
  for (const path of paths) {
    if (typeof path === "string") stated.push(path);
    else {
      const root = attributeAt(situation, path.attribute);
      if (typeof root === "string") stated.push({ root, pattern: path.pattern });
    }
  }
  return distinct(stated);
}

/** Where the request does not state the directory, it may be any. */
function hidden(path: Box["hide"][number], situation: Situation): InterpretedPath {
  if (typeof path === "string") return path;
  const root = attributeAt(situation, path.attribute);
  if (typeof root === "string") return { root, pattern: path.pattern };
  return path.pattern === "/" ? "/**" : "/**" + path.pattern;
}

function distinct<T>(items: readonly T[]): T[] {
  return items.filter(
    (item, i) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === i,
  );
}
