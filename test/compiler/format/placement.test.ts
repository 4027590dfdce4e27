// Where comments go, blank lines stay, and what is left alone; each text that comes out is formatted already.

import { describe, expect, it } from "vitest";
import { formatted } from "../../support/formatting.js";

interface Case {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

const places: readonly Case[] = [
  {
    what: "a licence stands apart from what follows, and the last line is kept",
    from: "// Apache-2.0\n//  Acme\n\n\n\n/// Doc.\npolicy p { default block }\n\n// the end",
    to: "// Apache-2.0\n//  Acme\n\n/// Doc.\npolicy p {\n  default block\n}\n\n// the end\n",
  },
  { what: "a file of comments alone", from: "\n\n// a\n\n\n/* b */", to: "// a\n\n/* b */\n" },
  { what: "an empty file", from: " \n ", to: "" },
  {
    what: "one blank line at the most between declarations, and none where there was none",
    from: 'import "a"\nimport "b"\n\n\n\nimport "c"',
    to: 'import "a"\nimport "b"\n\nimport "c"\n',
  },
  {
    what: "before and behind declarations",
    from: 'import "a"   // of a\n  // of b\nimport "b" /* 1 */ // 2',
    to: 'import "a" // of a\n// of b\nimport "b" /* 1 */ // 2\n',
  },
  {
    what: "before, behind and below clauses, and behind the brace",
    from: "rule r on a { // all\n\n  // so\n  when x // x\n\n\n  /* of it */ allow\n\n  // more\n}",
    to: "rule r on a { // all\n  // so\n  when  x // x\n\n  /* of it */\n  allow\n\n  // more\n}\n",
  },
  {
    what: "between the links of a chain",
    from: "rule r on a { when x // x\n and y and // y\n z\n // w\n and /* w */ w, allow }",
    to: `
rule r on a {
  when  x // x
        and y // y
        and z
        // w
        and /* w */ w
  allow
}
`,
  },
  {
    what: "of items, behind their commas",
    from: 'group g = ["a", // a\n "b" /* b */, /* c */ "c"\n // end\n]',
    to: 'group g = [\n  "a", // a\n  "b" /* b */,\n  /* c */ "c",\n  // end\n]\n',
  },
  {
    what: "of items on one line",
    from: "let x = f(/* a */ 1, 2 /* b */)",
    to: "let x = f(/* a */ 1, 2 /* b */)\n",
  },
  {
    what: "of parameters and fields",
    from: "action a.b( // all\n x: int, // x\n // y\n y?: string) {}\nagent { // who\n id: string // id\n}",
    to: `
action a.b( // all
  x: int, // x
  // y
  y?: string,
) {}
agent { // who
  id: string, // id
}
`,
  },
  {
    what: "of the members of an enum",
    from: "type T = a // one\n | b",
    to: "type T = a // one\n  | b\n",
  },
  {
    what: "in empty bodies and lists",
    from: 'audit { // none\n}\naction a.b(/* none */) { /* nor here */ }\ntest "t" {\n\n // to do\n\n}',
    to: 'audit {\n  // none\n}\naction a.b(/* none */) { /* nor here */ }\ntest "t" {\n  // to do\n}\n',
  },
  {
    what: "in a head, to the body or the value",
    from: 'rule r /* 1 */ on // 2\n a { allow }\nlet x = // 3\n 1\nimport /* 4 */ "a"',
    to: 'rule r on a { // 2\n  /* 1 */\n  allow\n}\nlet x =\n  // 3\n  1\nimport /* 4 */ "a"\n',
  },
  {
    what: "inside a clause, before it",
    from: "rule r on a { when /* why */ x == 1, limit // 1\n 2 per // 2\n 1h }",
    to: "",
  },
  {
    what: "of several lines: with stars they are indented, without they stay",
    from: 'test "t" {\n/* a\n   * b\n */\naction a()\n/* a\n b */\nexpect allow\n}',
    to: 'test "t" {\n  /* a\n   * b\n   */\n  action a()\n  /* a\n b */\n  expect allow\n}\n',
  },
  {
    what: "three slashes where nothing is documented",
    from: "agent /// who\n { id: string /// id\n , b: int }",
    to: "agent { // who\n  id: string, // id\n  b: int,\n}\n",
  },
  {
    what: "from inside a documented field",
    from: "agent { /// d\n x /* a */ : int }",
    to: "agent {\n  /* a */\n  /// d\n  x: int,\n}\n",
  },
  {
    what: "documentation, with the comment above it",
    from: "///Doc.\n// c\n///\n///  more\nrule r on a { allow }",
    to: "// c\n/// Doc.\n///\n///  more\nrule r on a { allow }\n",
  },
];

describe("comments", () => {
  it.each(places.filter(({ to }) => to !== ""))("$what", ({ from, to }) => {
    expect(formatted(from)).toBe(to.replace(/^\n/, ""));
    expect(formatted(to)).toBe(to.replace(/^\n/, ""));
  });

  it("from inside a clause stand before it", () => {
    const text = "cap c on a { limit // 1\n sum(x) <= 2 per // 2\n 1h /* 3 */ by k, else block }";
    const to = "cap c on a {\n  // 1\n  // 2\n  /* 3 */\n  limit sum(x) <= 2 per 1h by k\n  else  block\n}\n";
    expect(formatted(text)).toBe(to);
    expect(formatted(to)).toBe(to);
  });
});

const leftAlone: readonly Case[] = [
  {
    what: "a declaration",
    from: "// prettier-ignore\nrule   r on a {allow} // c\nrule   s on a {allow}",
    to: "// prettier-ignore\nrule   r on a {allow} // c\nrule s on a { allow }\n",
  },
  {
    what: "a clause, which stands in no column",
    from: "rule r on a {\n /* prettier-ignore */\n escalate   to g\n when x // c\n}",
    to: "rule r on a {\n  /* prettier-ignore */\n  escalate   to g\n  when x // c\n}\n",
  },
  {
    what: "a step and an item, with their comments and parentheses",
    from: 'test "t" {\n// prettier-ignore\naction   a(x :  1)\nexpect   allow }\nlet x = [\n// prettier-ignore\n(a   or /* b */ b), 1   + 2]',
    to: 'test "t" {\n  // prettier-ignore\n  action   a(x :  1)\n  expect allow\n}\nlet x = [\n  // prettier-ignore\n  (a   or /* b */ b),\n  1 + 2,\n]\n',
  },
  {
    what: "a range of declarations",
    from: "let  a = 1\n\n// prettier-ignore-start\n/// d\nlet   b =  2 // b\n\n\n  let c   = 3\n// prettier-ignore-end\nlet  d = 4",
    to: "let a = 1\n\n// prettier-ignore-start\n/// d\nlet   b =  2 // b\n\n\n  let c   = 3\n// prettier-ignore-end\nlet d = 4\n",
  },
  {
    what: "not a range without an end",
    from: "// prettier-ignore-start\nlet  a = 1",
    to: "// prettier-ignore-start\nlet a = 1\n",
  },
];

describe("left alone is", () => {
  it.each(leftAlone)("$what", ({ from, to }) => {
    expect(formatted(from)).toBe(to);
    expect(formatted(to)).toBe(to);
  });
});

describe("layout", () => {
  it("keeps a body many-lined where its author broke it, and one line where it fits", () => {
    const text = "rule r on a {\n  allow\n}\nrule s on a { when x, unless y, block }\n";
    expect(formatted(text)).toBe("rule r on a {\n  allow\n}\nrule s on a { when x, unless y, block }\n");
    expect(formatted(text, { printWidth: 30 })).toContain(
      "rule s on a {\n  when   x\n  unless y\n  block\n}",
    );
  });

  it("keeps strings and numbers as they were written", () => {
    const text = 'let a = ["\\u00e9", "\\/", "é"]\nlet b = 1_0 + 65535 + 10_000 USD\n';
    expect(formatted(text)).toBe(text);
  });

  it("never breaks a string", () => {
    const long = `import "${"x".repeat(200)}"\n`;
    expect(formatted(long)).toBe(long);
  });

  it("takes line ends as they are, or as it is told, and drops a byte order mark", () => {
    const text = '\uFEFFimport "a"\r\n/* a\r\n b */\r\nimport "b"';
    expect(formatted(text)).toBe('import "a"\r\n/* a\r\n b */\r\nimport "b"\r\n');
    expect(formatted(text, { endOfLine: "lf" })).toBe('import "a"\n/* a\n b */\nimport "b"\n');
    expect(formatted("import 'a'".replaceAll("'", '"'))).toBe('import "a"\n');
  });

  it("indents with tabs where that is wanted", () => {
    expect(formatted("rule r on a {\nwhen x\nallow }", { useTabs: true })).toBe(
      "rule r on a {\n\twhen  x\n\tallow\n}\n",
    );
  });

  it("fills lines with short values", () => {
    const letters = Array.from({ length: 30 }, (_, at) => `"item-${at}"`).join(",");
    const lines = formatted(`group g = [${letters}]`).split("\n");
    expect(lines.length).toBeLessThan(8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
  });
});
