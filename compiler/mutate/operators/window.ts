// window: half as long or twice as long. (One unit more or less is a threshold.)
//
//   per 1h → per 30m, per 2h        within 15m → within 450s, within 30m

import type * as ast from "../../ast/ast.js";
import { durationText } from "../../emit/words.js";
import { replaced } from "../edits.js";
import type { Operator } from "../mutation.js";

export const window: Operator = {
  name: "window",
  about: "a window is half as long, or twice as long",
  edits: (node) => {
    const length = lengthOf(node);
    const size = length?.kind === "number" ? (SIZES[length.unit ?? ""] ?? 0) * Number(length.digits) : 0;
    if (length === undefined || size === 0) return [];
    return [Math.round(size / 2), size * 2].map((each) => replaced(length, durationText(each)));
  },
};

function lengthOf(node: ast.Node): ast.Expr | undefined {
  switch (node.kind) {
    case "window":
      return node.per;
    case "history":
      return node.within;
    case "expires":
      return node.duration;
    default:
      return undefined;
  }
}

const SIZES: Readonly<Record<string, number | undefined>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
