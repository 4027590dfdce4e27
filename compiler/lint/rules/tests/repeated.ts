// tests/repeated-name and tests/repeated-test: tests that were copied.

import type * as ast from "../../../ast/ast.js";
import type { LintContext } from "../../context.js";
import { put } from "../../edits.js";
import { flat } from "../../literals.js";
import { repeatsIn } from "../../repeats.js";
import type { LintRule } from "../../rule.js";

const NOTES = `policy notes { default block }
agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule editors on notes.write { when agent.role == editor, allow }

test "an editor writes" {
  agent { id: "a-1", role: editor }
  action notes.write(id: "n-1")
  expect allow by editors
}
`;

const READER = `  agent  { id: "a-1", role: reader }
  action notes.write(id: "n-1")
  expect block by default
}
`;

export const repeatedName: LintRule = {
  id: "tests/repeated-name",
  title: "Name of two tests",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `A report names the test that failed. Of two tests with one name nobody knows which it was, and \`--filter\` runs both. Mostly
one was copied and kept the name.`,
  bad: `${NOTES}
test "an editor writes" {
//   ^^^^^^^^^^^^^^^^^^ tests/repeated-name
${READER}`,
  good: `${NOTES}
test "a reader does not write" {
${READER}`,
  *check(context) {
    const tests = testsOf(context);
    const titles = new Titles(tests);
    for (const { item, first } of repeatsIn(tests, ({ name }) => name.value)) {
      const other = JSON.stringify(titles.freeFor(item.name.value));
      yield {
        span: item.name.span,
        message: "another test has this name",
        related: [{ span: first.name.span, message: "named so here" }],
        fixes: [{ title: `Name it ${other}`, edits: [put(item.name.span, other)] }],
      };
    }
  },
};

export const repeatedTest: LintRule = {
  id: "tests/repeated-test",
  title: "Test that repeats another",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `Both tests do the same step by step, so the second shows nothing. Mostly it was copied, and what it was to show was never
written; look for that before it is taken out.`,
  bad: `${NOTES}
test "a reader does not" { agent { id: "a-1", role: editor }, action notes.write(id: "n-1"), expect allow by editors }
//   ^^^^^^^^^^^^^^^^^^^ tests/repeated-test
`,
  good: `${NOTES}
test "a reader does not write" {
${READER}`,
  *check(context) {
    const tests = testsOf(context);
    const body = ({ steps }: ast.TestDecl): string =>
      steps.map(({ span }) => flat(context.text(span))).join("\n");
    const filled = tests.filter(({ steps }) => steps.length > 0);
    for (const { item, first } of repeatsIn(filled, body))
      yield {
        span: item.name.span,
        message: "another test does the same step by step",
        related: [{ span: first.name.span, message: "this one" }],
        fixes: [{ title: "Take it out", edits: [put(item.span, "")] }],
      };
  },
};

function testsOf({ entry }: LintContext): readonly ast.TestDecl[] {
  return entry?.module.declarations.filter((each) => each.kind === "test") ?? [];
}

/** Names that no test has, each given once. */
class Titles {
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  constructor(tests: readonly ast.TestDecl[]) {
    this.#taken = new Set(tests.map(({ name }) => name.value));
  }

  freeFor(title: string): string {
    let count = this.#counts.get(title) ?? 2;
    while (this.#taken.has(`${title} (${count})`)) count += 1;
    this.#counts.set(title, count + 1);
    this.#taken.add(`${title} (${count})`);
    return `${title} (${count})`;
  }
}
