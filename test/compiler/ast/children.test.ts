// The table of children leaves none out, and keeps their order.

import fc from "fast-check";
import { expect, it } from "vitest";
import type { Node } from "../../../compiler/ast/ast.js";
import { childrenOf, walk } from "../../../compiler/ast/children.js";
import { parse } from "../../../compiler/ast/parse.js";
import { moduleTree } from "../../support/arbitrary-ast.js";
import { policies } from "../../support/mutations.js";

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "kind" in value;

/** The children by looking at every field. */
const fieldsOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

it("names every field that holds nodes", () => {
  fc.assert(
    fc.property(moduleTree, (module) => {
      walk(module, (node) => {
        expect(new Set(childrenOf(node)), node.kind).toEqual(new Set(fieldsOf(node)));
      });
    }),
    { numRuns: 50 },
  );
});

it.each(policies)("gives children in the order in which they are written", (text) => {
  walk(parse({ path: "policy.agentpol", text }).module, (node) => {
    const starts = childrenOf(node).map(({ span }) => span.start);
    expect(starts, node.kind).toEqual(starts.toSorted((a, b) => a - b));
  });
});

it("leaves out what is below a node where it is told so", () => {
  const { module } = parse({ path: "policy.agentpol", text: "rule r on a.b { when x and y, allow }" });
  const kinds: string[] = [];
  walk(module, ({ kind }) => {
    kinds.push(kind);
    return kind !== "when";
  });
  expect(kinds).toEqual([
    "module",
    "form",
    "ident",
    "selector",
    "pattern",
    "when",
    "verdict",
    "verdict-expr",
    "ident",
  ]);
});

it("goes through lists of any length", () => {
  const span = { file: "policy.agentpol", start: 0, end: 0 };
  const items = Array.from({ length: 500_000 }, () => ({ kind: "bool", span, value: true }) as const);
  let count = 0;
  walk({ kind: "list", span, items }, () => {
    count += 1;
  });
  expect(count).toBe(1 + items.length);
});
