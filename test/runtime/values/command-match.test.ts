// `runs` over commands as data: what surely matches, what may, and what does not.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandRuns } from "../../../runtime/values/command-match.js";
import { type CommandPattern, parseCommandPattern } from "../../../runtime/values/command-pattern.js";
import type { CommandValue, Pipe, Word } from "../../../runtime/values/command.js";
import type { Truth } from "../../../runtime/values/value.js";

function entry(text: string): CommandPattern {
  const parsed = parseCommandPattern(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

/** `◦` stands for what is not seen; a word that ends in `…` may be several. */
function word(text: string): Word {
  const many = text.endsWith("…");
  return { text, pieces: (many ? text.slice(0, -1) : text).split("◦"), fields: many ? "many" : "one" };
}

function command(lines: readonly string[], rest: Partial<CommandValue> = {}): CommandValue {
  const simple = lines.map((line) => ({ words: line.split(" ").map(word), assignments: [], redirects: [] }));
  return { text: lines.join("; "), complete: true, simple, pipes: [], ...rest };
}

function checkRuns(line: string, text: string, expected: Truth): void {
  expect(commandRuns(command([line]), [entry(text)])).toBe(expected);
}

describe("entries", () => {
  it.each([
    ["rm", { program: "rm", words: [] }],
    ["/usr/bin/rm", { program: "rm", words: [] }],
    ["git  push", { program: "git", words: [{ kind: "word", glob: "push" }] }],
    [
      "aws * delete-*",
      {
        program: "aws",
        words: [
          { kind: "word", glob: "*" },
          { kind: "word", glob: "delete-*" },
        ],
      },
    ],
    ["rm -rfr", { program: "rm", words: [{ kind: "short", text: "-rfr", letters: ["r", "f"] }] }],
    ["git --force", { program: "git", words: [{ kind: "long", name: "force" }] }],
    ["curl --request=D*", { program: "curl", words: [{ kind: "long", name: "request", value: "D*" }] }],
    ["git --no-*", { program: "git", words: [{ kind: "option", glob: "--no-*" }] }],
    ["dd ... of=/dev/*", { program: "dd", words: [{ kind: "rest" }, { kind: "word", glob: "of=/dev/*" }] }],
    ["sh -", { program: "sh", words: [{ kind: "word", glob: "-" }] }],
  ])("%s", (text, stage) => {
    expect(parseCommandPattern(text)).toEqual({ ok: true, value: { text, stages: [stage] } });
  });

  it("join two commands by a pipe", () => {
    const curl = { program: "curl", words: [{ kind: "rest" }] };
    const stages = [curl, { program: "sh", words: [] }];
    for (const text of ["curl ... | sh", "curl ...|sh"]) expect(entry(text).stages).toEqual(stages);
  });

  it.each([
    ["", "begins with a program"],
    ["   ", "begins with a program"],
    ["... x", "begins with a program"],
    ["-rf", "“-rf” is an option"],
    ["A=1 rm", "“A=1” is an assignment"],
    ["bin/", "names a folder"],
    ["| sh", "begins with a program"],
    ["curl |", "begins with a program"],
    ["a | b | c", "two commands at most"],
    ["a || b", "“||” is no pipe"],
    ["a && b", "“&&” means something to a shell"],
    ["a &", "“&” means something to a shell"],
    ["a; b", "“;” means something to a shell"],
    ["a > b", "“>” means something to a shell"],
    ["a 'b c'", "“'” means something to a shell"],
    ["a `b`", "“`” means something to a shell"],
    ["a $(b)", "“(” means something to a shell"],
    ["a\nb", "a line end means something to a shell"],
    ["a".repeat(1001), "at most 1000 characters"],
  ])("refuse %j", (text, reason) => {
    const parsed = parseCommandPattern(text);
    expect(parsed.ok ? "" : parsed.reason).toContain(reason);
  });
});

describe("words", () => {
  it.each<readonly [string, string, Truth]>([
    ["rm x", "rm", true],
    ["/bin/rm x", "rm", true],
    ["◦/rm x", "rm", true],
    ["◦rm x", "rm", false],
    ["RM x", "rm", "unknown"],
    ["mkfs.ext4 x", "mkfs*", true],
    ["git push x", "git push", true],
    ["git x push", "git push", false],
    ["git -C x push", "git push", true],
    ["git -C x y push", "git push", false],
    ["git -a -b x -c push", "git push", true],
    ["git ◦ push", "git push", "unknown"],
    ["git -C ◦ push", "git push", true],
    ["git ◦… push", "git push", "unknown"],
    ["git ◦…", "git push", "unknown"],
    ["git push ◦…", "git push", true],
    ["git pu◦", "git push", "unknown"],
    ["git pu◦", "git pu*", true],
    ["git pu◦", "git pull-*-x", "unknown"],
    ["git po◦", "git push", false],
    ["a b c d", "a b d", false],
    ["a b c d", "a b ... d", true],
    ["a b d", "a b ... d", true],
    ["a b", "a b ... d", false],
    ["a b ◦… d", "a b ... d", true],
    ["a b", "a *", true],
    ["a", "a *", false],
    ["a ◦…", "a b c", "unknown"],
    ["a x◦…", "a x y", false],
    ["a é", "a ?", true],
    ["a 😀", "a ?", true],
    ["a -- b", "a b", true],
  ])("%s runs %s: %s", checkRuns);
});

describe("options", () => {
  it.each<readonly [string, string, Truth]>([
    ["rm -fr x", "rm -r", true],
    ["rm x y -fr", "rm -rf", true],
    ["rm -r x -f", "rm -rf", true],
    ["rm -r x", "rm -rf", false],
    ["rm --recursive x", "rm -r", false],
    ["rm -◦", "rm -r", "unknown"],
    ["rm ◦", "rm -r", "unknown"],
    ["rm x◦", "rm -r", false],
    ["rm ◦…", "rm -r", "unknown"],
    ["rm ./◦…", "rm -r", false],
    ["rm --x=◦", "rm -r", false],
    ["rm -- -r", "rm -r", "unknown"],
    ["sed -e=r", "sed -r", "unknown"],
    ["git push --force", "git push --force", true],
    ["git push --fo", "git push --force", true],
    ["git push --", "git push --force", false],
    ["git push --force=x", "git push --force", true],
    ["git push --forced", "git push --force", false],
    ["git push -f", "git push --force", false],
    ["git push -force", "git push --force", "unknown"],
    ["git push --fo◦", "git push --force", "unknown"],
    ["git push --ba◦", "git push --force", false],
    ["git push --no-verify", "git --no-*", true],
    ["git push --no-verify=1", "git --no-verif?", true],
    ["git push --yes", "git --no-*", false],
    ["curl x -X DELETE", "curl -X DELETE", true],
    ["curl x -XDELETE", "curl -X DELETE", true],
    ["curl x -X=DELETE", "curl -X DELETE", true],
    ["curl x -X ◦", "curl -X DELETE", "unknown"],
    ["curl x -X GET", "curl -X DELETE", false],
    ["curl x --request DELETE", "curl --request DELETE", true],
    ["curl x --request=DELETE", "curl --request DELETE", true],
    ["curl x --request DELETE", "curl --request=D*", true],
    ["curl x --request GET DELETE", "curl --request=D*", false],
    ["git -f push", "git -f push", true],
    ["git push -f", "git -f push", true],
    ["git push x", "git -f push", false],
  ])("%s runs %s: %s", checkRuns);
});

describe("commands", () => {
  const rm = [entry("rm")];

  it("match by any of their simple commands, and any entry", () => {
    expect(commandRuns(command(["ls", "rm x"]), [entry("dd"), entry("rm")])).toBe(true);
    expect(commandRuns(command(["ls", "cat"]), [entry("dd"), entry("rm")])).toBe(false);
    expect(commandRuns(command([]), rm)).toBe(false);
  });

  it("that are incomplete may run anything, and surely run what is seen", () => {
    expect(commandRuns(command(["ls"], { complete: false }), rm)).toBe("unknown");
    expect(commandRuns(command(["rm x"], { complete: false }), rm)).toBe(true);
    expect(commandRuns(command([], { complete: false }), [])).toBe(false);
  });

  it("match by the script that they read", () => {
    const [simple] = command(["bash -x ./a.sh b"]).simple;
    const value = { ...command([]), simple: simple === undefined ? [] : [{ ...simple, script: 2 }] };
    expect(commandRuns(value, [entry("a.sh b")])).toBe(true);
    expect(commandRuns(value, [entry("bash")])).toBe(true);
    expect(commandRuns(value, [entry("a.sh c")])).toBe(false);
  });

  it.each<readonly [readonly Pipe[], Truth]>([
    [[[0, 2]], true],
    [[[0, 1]], false],
    [
      [
        [0, 1],
        [1, 2],
      ],
      "unknown",
    ],
    [[[2, 0]], false],
    [
      [
        [2, 1],
        [1, 0],
      ],
      false,
    ],
    [
      [
        [0, 1],
        [1, 0],
      ],
      false,
    ],
  ])("match two that %j joins: %s", (pipes, expected) => {
    expect(commandRuns(command(["curl x", "tee y", "sh"], { pipes }), [entry("curl ... | sh")])).toBe(
      expected,
    );
  });
});

describe("time", () => {
  it.each([
    ["stars in a glob", `a ${"a".repeat(50_000)}`, `a ${"*a".repeat(20)}*b`],
    ["stars over what is not seen", `a ${"a◦".repeat(20_000)}`, `a ${"*a".repeat(20)}*b`],
    ["runs of words", `a ${"b ".repeat(10_000)}c`, `a ${"... b ".repeat(50)}d`],
    ["words that may be several", `a ${"◦… ".repeat(10_000)}c`, `a ${"b ".repeat(50)}... d`],
    ["options with words after them", `a ${"-b c ".repeat(5_000)}`, `a ${"c ".repeat(50)}d`],
  ])("is bounded by words × entry: %s", (_name, line, text) => {
    const value = command([line]);
    const start = performance.now();
    commandRuns(value, [entry(text)]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("laws", () => {
  // Without `--`: a word that is not seen is not taken for the one that ends the options.
  const plain = fc.constantFrom("a", "b", "-a", "-ab", "-b", "--ab", "--a=b", "-", "ab");
  const lines = fc.array(plain, { minLength: 1, maxLength: 6 }).map((words) => ["p", ...words]);
  const part = fc.constantFrom("a", "b", "*", "a*", "?", "...", "-a", "-ab", "--ab", "--a=b", "--a*");
  const entries = fc.array(part, { maxLength: 4 }).map((parts) => entry(["p", ...parts].join(" ")));
  const order = { false: 0, unknown: 1, true: 2 };
  const level = (truth: Truth) => order[`${truth}`];

  it("what is hidden is unknown, and never the opposite of what it was", () => {
    const hide = fc.constantFrom("◦", "◦…", "first◦", "◦last");
    fc.assert(
      fc.property(lines, fc.nat(), hide, entries, (words, place, how, pattern) => {
        const index = 1 + (place % (words.length - 1));
        const shown = words[index] ?? "";
        const hidden = how.replace("first", shown.slice(0, 1)).replace("last", shown.slice(-1));
        const before = commandRuns(command([words.join(" ")]), [pattern]);
        const after = commandRuns(command([words.with(index, hidden).join(" ")]), [pattern]);
        expect([before, "unknown"]).toContain(after);
      }),
      { numRuns: 5000 },
    );
  });

  it("a further entry or command never makes it run less", () => {
    fc.assert(
      fc.property(lines, lines, entries, entries, (one, other, first, second) => {
        const least = level(commandRuns(command([one.join(" ")]), [first]));
        const more = command([other.join(" "), one.join(" ")]);
        expect(level(commandRuns(more, [second, first]))).toBeGreaterThanOrEqual(least);
      }),
      { numRuns: 2000 },
    );
  });

  it("a pattern is plain data", () => {
    fc.assert(
      fc.property(lines, entries, (words, pattern) => {
        const copy = JSON.parse(JSON.stringify(pattern)) as CommandPattern;
        const value = command([words.join(" ")]);
        expect(commandRuns(value, [copy])).toBe(commandRuns(value, [pattern]));
      }),
      { numRuns: 300 },
    );
  });
});
