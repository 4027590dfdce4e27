// Commands as they are read: what runs is seen, or known not to be seen; nothing is missed.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import scripts from "../../../fixtures/vectors/scripts.json" with { type: "json" };
import { commandRuns } from "../../../runtime/values/command-match.js";
import { parseCommand } from "../../../runtime/facts/command/parse.js";
import { type CommandPattern, parseCommandPattern } from "../../../runtime/values/command-pattern.js";
import { literalOf } from "../../../runtime/values/command.js";
import type { Truth } from "../../../runtime/values/value.js";

interface Vector {
  readonly command: string | readonly string[];
  readonly entry: string;
  readonly expect: Truth;
  readonly why?: string;
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../fixtures/vectors/commands.json", import.meta.url), "utf8"),
) as readonly Vector[];

function entry(text: string): CommandPattern {
  const parsed = parseCommandPattern(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

function runs(command: string | readonly string[], text: string): Truth {
  return commandRuns(parseCommand(command), [entry(text)]);
}

/** The words of each simple command, `◦` for what is not seen. */
function checkSimple(command: string, ...expected: readonly string[]): void {
  const { simple } = parseCommand(command);
  expect(simple.map(({ words }) => words.map(({ pieces }) => pieces.join("◦")).join(" "))).toEqual(expected);
}

describe("the vectors", () => {
  it("are many, each once, and half of them evasions", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(400);
    const keys = vectors.map(({ command, entry: text }) => JSON.stringify([command, text]));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const evasions = vectors.filter(
      ({ entry: text, expect: expected }) => text === "rm" && expected !== false,
    );
    expect(evasions.length).toBeGreaterThan(vectors.length / 2);
  });

  it.each(vectors)("$command runs $entry: $expect", ({ command, entry: text, expect: expected }) => {
    expect(runs(command, text)).toBe(expected);
  });
});

describe("scripts that shells have run", () => {
  it.each(scripts)("$script", ({ script, ran }) => {
    for (const program of ran) expect(runs(script, program)).not.toBe(false);
  });
});

describe("simple commands", () => {
  it("stand in the order of the source, a wrapper before what it runs", () => {
    checkSimple(
      "cd /x && sudo -u ann rm y; echo $(date)",
      "cd /x",
      "sudo -u ann rm y",
      "rm y",
      "date",
      "echo ◦",
    );
  });

  it("keep what is known of a word", () => {
    checkSimple(`cp "$A/b" src/*.c ~/d 'e f' {g,h}`, "cp ◦/b src/◦.c ~/d e f ◦");
    const words = parseCommand(`cp "$A/b" src/*.c $D ~/d '~/e'`).simple[0]?.words;
    expect(words?.map(({ fields }) => fields)).toEqual(["one", "one", "many", "many", "one", "one"]);
    expect(words?.map(({ tilde }) => tilde)).toEqual([...Array<undefined>(4), true, undefined]);
  });

  it("keep assignments and redirects, with the text of here-documents", () => {
    const [first, second] = parseCommand("A=1 B=$x ls 2>&1 >>out <<E\nhi\nE\n{ ls; } <in").simple;
    expect(first?.assignments.map(({ name, value }) => [name, literalOf(value)])).toEqual([
      ["A", "1"],
      ["B", undefined],
    ]);
    expect(
      first?.redirects.map(({ operator, descriptor, target }) => [operator, descriptor, literalOf(target)]),
    ).toEqual([
      [">&", 2, "1"],
      [">>", undefined, "out"],
      ["<<", undefined, "hi\n"],
    ]);
    expect(second?.words.map(literalOf)).toEqual(["ls"]);
  });

  it("have the redirects of a group beside them", () => {
    const last = parseCommand("{ ls; } >out").simple.at(-1);
    expect(last).toMatchObject({ words: [], redirects: [{ operator: ">", target: { pieces: ["out"] } }] });
  });

  it("name the script that a program reads", () => {
    expect(parseCommand("bash -x ./a.sh b").simple[0]?.script).toBe(2);
    expect(parseCommand("bash -c ls b").simple[0]?.script).toBeUndefined();
  });
});

describe("pipes", () => {
  it.each([
    [
      "a | b | c",
      [
        [0, 1],
        [1, 2],
      ],
    ],
    [
      "a | sudo b",
      [
        [0, 1],
        [0, 2],
      ],
    ],
    [
      "(a; b) | c",
      [
        [0, 2],
        [1, 2],
      ],
    ],
    [
      "a <(b) > >(c)",
      [
        [0, 2],
        [2, 1],
      ],
    ],
    ["a; b", []],
  ])("join %s", (command, expected) => {
    expect(parseCommand(command).pipes).toEqual(expected);
  });
});

describe("argument vectors", () => {
  it("have a text that a shell reads back", () => {
    const words = fc.array(
      fc.string({ unit: "grapheme", minLength: 0 }).filter((word) => !word.includes("\0")),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, (argv) => {
        const [read] = parseCommand(parseCommand(argv).text).simple;
        expect(read?.words.map(literalOf)).toEqual(argv.map((word) => word.normalize("NFC")));
      }),
      { numRuns: 300 },
    );
  });
});

const KILO = 1024;

const hostile: readonly (readonly [name: string, command: string | readonly string[]])[] = [
  ["a megabyte of commands", "rm x;".repeat(200 * KILO)],
  ["a megabyte of one word", "x".repeat(KILO * KILO)],
  ["a megabyte of one argument", ["rm", "x".repeat(KILO * KILO)]],
  ["a megabyte of pipes", "a|".repeat(512 * KILO)],
  ["a megabyte of here-documents", "cat <<E\nE\n".repeat(100 * KILO)],
  ["a megabyte of braces", "{a,".repeat(170 * KILO) + "}".repeat(170 * KILO)],
  ["a megabyte of backslashes", "\\".repeat(KILO * KILO)],
  ["a megabyte of substitutions", "$(a)".repeat(256 * KILO)],
  ["a megabyte of substitutions in substitutions", "$(".repeat(340 * KILO) + ")".repeat(340 * KILO)],
  ["a megabyte of quotes", "'".repeat(KILO * KILO)],
  ["a megabyte of backquotes", "`".repeat(KILO * KILO)],
  ["a megabyte of expansions", "$x".repeat(512 * KILO)],
  ["a megabyte of redirects", ">a ".repeat(340 * KILO)],
  ["a megabyte of groups", "{ ".repeat(200 * KILO) + "; }".repeat(200 * KILO)],
  ["a megabyte of combining marks", "a" + "\u0301\u0316".repeat(512 * KILO)],
  ["a megabyte of NUL", "\0".repeat(KILO * KILO)],
  ["redirect after redirect", ">a ".repeat(20 * KILO)],
  ["command after command", "rm x;".repeat(12 * KILO)],
  ["marks that would be sorted", `$'\\u0301\\u0316'`.repeat(4 * KILO)],
  ["marks on an argument", `${"a\u0301\u0316".repeat(2)}${"\u0301\u0316".repeat(30 * KILO)}`],
  ["substitutions in substitutions", "$(".repeat(32 * KILO)],
  ["quotes in substitutions", '"$('.repeat(16 * KILO)],
  ["subshells in subshells", "(".repeat(60 * KILO)],
  ["process substitutions", "<(".repeat(32 * KILO)],
  ["function after function", "f()".repeat(20 * KILO)],
  ["here-documents without an end", `cat ${"<<E ".repeat(15 * KILO)}`],
  ["arithmetic in arithmetic", "$((".repeat(20 * KILO)],
  ["wrappers in wrappers", `${"sudo ".repeat(12 * KILO)}rm`],
  ["groups joined by pipes", `${"(a;b;c;d;e;f;g)|".repeat(4000)}a`],
  [
    "a program text for many shells",
    `find . ${"-exec sh \\; ".repeat(900)}<<'E'\n${"x\n".repeat(20 * KILO)}E\n`,
  ],
  ["a program for awk", `awk '${"print ".repeat(10 * KILO)}>x'; ./y`],
  ["files for one that reads them unasked", `echo ${">a.py ".repeat(9 * KILO)}; ${"python x;".repeat(500)}`],
  ["an expression for sed", `sed 's/${"[".repeat(60 * KILO)}'`],
];

const limits: readonly (readonly [name: string, limit: number, write: (size: number) => string])[] = [
  ["characters", 65_536, (size) => `#${"x".repeat(size - 1)}`],
  ["operators", 8000, (size) => `echo '${";".repeat(size)}'`],
  ["here-documents", 200, (size) => "cat <<E\nE\n".repeat(size)],
  ["commands", 1000, (size) => "a\n".repeat(size)],
  ["substitutions in substitutions", 16, (size) => `${"echo $(".repeat(size)}ls${")".repeat(size)}`],
];

describe("the limits that are documented", () => {
  it.each(limits)("%s: %i", (_name, limit, write) => {
    expect(parseCommand(write(limit)).complete).toBe(true);
    expect(parseCommand(write(limit + 1)).complete).toBe(false);
  });
});

describe("hostile sizes", () => {
  it.each(hostile)("%s end soon, as not complete", (_name, command) => {
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      expect(parseCommand(command).complete).toBe(false);
      return performance.now() - start;
    });
    const length = typeof command === "string" ? command.length : KILO * KILO;
    expect(Math.min(...times)).toBeLessThan(length > 64 * KILO ? 20 : 400);
  });

  it("never throw, and give plain data, whatever the text", () => {
    const syntax = fc.constantFrom(
      ..."rm x|;|&|(|)|$(|`|'|\"|\\|<<E|\n|{|}|#|[[|]]|$|${|=|>|<|*|~".split("|"),
      "|",
    );
    const text = fc.array(fc.oneof(syntax, fc.string({ maxLength: 3 })), { maxLength: 20 });
    fc.assert(
      fc.property(text, (parts) => {
        const value = parseCommand(parts.join(""));
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Ways to write one character of a program's name. */
const character = (code: string) =>
  fc.constantFrom(
    code,
    `\\${code}`,
    `'${code}'`,
    `"${code}"`,
    `$'${code}'`,
    `$'\\x${code.charCodeAt(0).toString(16)}'`,
    `$'\\${code.charCodeAt(0).toString(8)}'`,
    `''${code}`,
    `\\\n${code}`,
    `${code}""`,
    `$(printf ${code})`,
    `[${code}]`,
    `{${code},}`,
    `\${x:-${code}}`,
  );

const spelling = fc.tuple(character("r"), character("m")).map((parts) => parts.join(""));

const singleQuoted = (script: string) => `'${script.replaceAll("'", "'\\''")}'`;

/** What may stand before a simple command and runs it. */
const prefixes = ["sudo -u ann", "env -i A=1", "timeout 5 nice", "xargs -0", "nohup", "command", "busybox"];

/** Scripts that run another one. */
const surroundings: readonly ((script: string) => string)[] = [
  (script) => `cd x; ${script}`,
  (script) => `ls | ${script}`,
  (script) => `(${script})`,
  (script) => `{ ${script}; }`,
  (script) => `if true; then ${script}; fi`,
  (script) => `for i in 1; do ${script}; done`,
  (script) => `echo "$(${script})"`,
  (script) => `echo \${x:-$(${script})}`,
  (script) => `cat <(${script})`,
  (script) => `f() { ${script}; }; f`,
  (script) => `sh -c ${singleQuoted(script)}`,
  (script) => `sudo bash -lc ${singleQuoted(script)}`,
  (script) => `bash <<'EOF'\n${script}\nEOF`,
  (script) => `bash <<< ${singleQuoted(script)}`,
  (script) => `find . -exec sh -c ${singleQuoted(script)} \\;`,
  (script) => `eval ${singleQuoted(script)}`,
  (script) => `trap ${singleQuoted(script)} EXIT`,
  (script) => `su -c ${singleQuoted(script)}`,
  (script) => `watch ${singleQuoted(script)}`,
  (script) => `echo ${singleQuoted(script)} | sh`,
];

describe("no spelling hides a program", () => {
  it("quoted, escaped, expanded, wrapped, handed to shells", () => {
    const before = fc.array(fc.constantFrom(...prefixes), { maxLength: 2 });
    const around = fc.array(fc.constantFrom(...surroundings), { maxLength: 3 });
    let seen = 0;
    fc.assert(
      fc.property(spelling, before, around, (program, words, wraps) => {
        const command = wraps.reduce((script, wrap) => wrap(script), [...words, program, "x"].join(" "));
        const truth = runs(command, "rm");
        if (truth === true) seen += 1;
        expect(truth, command).not.toBe(false);
      }),
      { numRuns: 3000 },
    );
    // Most are not only suspected: the law would hold of a reader that sees nothing, too.
    expect(seen).toBeGreaterThan(300);
  });
});
