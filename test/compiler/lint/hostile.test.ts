// Lint of large policies ends quickly, whatever is found in them: of each kind, comparing all with all would take minutes.

import { describe, expect, it } from "vitest";
import { lint } from "../../../compiler/lint/lint.js";
import { RECOMMENDED } from "../../../compiler/lint/settings.js";
import { compiled } from "../../support/linting.js";

const HEAD = `policy p { default block }
agent  { id: string, role: a | b }
action x.a(url: url, size: int, note: string) { reaches url, effect read, reversible always }
`;

const many = (count: number, line: (index: number) => string): string =>
  HEAD + Array.from({ length: count }, (_, index) => line(index)).join("\n");

const kinds: readonly (readonly [what: string, count: number, text: (count: number) => string])[] = [
  [
    "rules with several findings each",
    2_000,
    (count) =>
      many(
        count,
        (i) => `rule r${i} on x.a { when agent.role in [a] and not (args.size < 5), allow, code "C" } // ok`,
      ),
  ],
  [
    "one list of equal items",
    50_000,
    (count) => many(1, () => `rule r on x.a { when args.size in [${"1, ".repeat(count)}2], allow }`),
  ],
  [
    "ignores, of which most ignore nothing",
    2_000,
    (count) => many(count, (i) => `// agentpol-ignore style/unit: so\nlet l${i} = args.size > ${i * 1000}`),
  ],
  [
    "tests of one name",
    5_000,
    (count) => many(count, () => 'test "t" { agent { id: "x", role: a }, agent { id: "x", role: b } }'),
  ],
  [
    "bounds of one attribute",
    2_000,
    (count) => many(count, (i) => `rule r${i} on x.a { when args.size ${i % 2 === 0 ? "<" : ">"} 5, block }`),
  ],
];

/** Milliseconds; alone on a machine each takes a tenth of it. */
const MOST = 20_000;

describe("lint ends quickly with", () => {
  it.each(kinds)(
    "%s",
    (_, count, text) => {
      const compilation = compiled(text(count));
      expect(compilation.program).toBeDefined();
      const begin = performance.now();
      const found = lint(compilation, { config: { ...RECOMMENDED, extends: "strict" } });
      expect(performance.now() - begin).toBeLessThan(MOST);
      expect(found.length).toBeGreaterThan(count / 4);
    },
    120_000,
  );
});
