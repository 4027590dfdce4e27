// The files that commands name and what alone they run: vectors, laws and hostile sizes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import files from "../../../fixtures/vectors/command-files.json" with { type: "json" };
import only from "../../../fixtures/vectors/runs-only.json" with { type: "json" };
import { parseCommand } from "../../../runtime/facts/command/parse.js";
import { parseExactPattern } from "../../../runtime/values/command-exact.js";
import { commandRunsOnly } from "../../../runtime/values/command-only.js";
import { parseCommandPattern } from "../../../runtime/values/command-pattern.js";
import {
  commandRedirects,
  commandRunsTouching,
  commandTouches,
} from "../../../runtime/values/command-touch.js";
import { parsePathGlobs, type PathGlob } from "../../../runtime/values/home-glob.js";
import type { Normalized } from "../../../runtime/values/normalized.js";

interface Vector {
  readonly command: string | readonly string[];
  readonly patterns: readonly string[];
  readonly entries?: readonly string[];
  readonly directory?: string;
  /** Absent: not declared; null: not stated. */
  readonly home?: string | null;
  readonly expect: boolean | string;
}

interface OnlyVector {
  readonly command: string | readonly string[];
  readonly entries: readonly string[];
  readonly env?: readonly string[];
  readonly writing?: readonly string[];
  readonly directory?: string;
  readonly home: string;
  readonly expect: boolean | string;
}

function must<T>(parsed: Normalized<T>): T {
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

const globs = (patterns: readonly string[]): readonly PathGlob[] =>
  patterns.flatMap((pattern) => must(parsePathGlobs(pattern)));
const homeOf = ({ home }: Vector) => ({ declared: home !== undefined, path: home ?? undefined });

describe("touches", () => {
  it.each<Vector>(files.touches)("$command touches $patterns: $expect", (vector) => {
    const command = parseCommand(vector.command, vector.directory);
    expect(commandTouches(command, globs(vector.patterns), homeOf(vector))).toBe(vector.expect);
  });

  it("what redirects does, touches too", () => {
    for (const vector of files.redirects as readonly Vector[]) {
      if (vector.expect !== true) continue;
      const command = parseCommand(vector.command, vector.directory);
      expect(commandTouches(command, globs(vector.patterns), homeOf(vector))).toBe(true);
    }
  });

  it("finds a path however it is spelt, and never denies it", () => {
    const step = fc.constantFrom(".", "x/..", "", "./.");
    const spelt = fc.tuple(fc.array(step, { maxLength: 4 }), fc.array(step, { maxLength: 4 }));
    const place = fc.constantFrom(
      "cat %",
      "cd / && cat .%",
      "sudo cat %",
      "cat < %",
      "x --f=%",
      "x a:%",
      "cat '%'",
    );
    fc.assert(
      fc.property(spelt, place, ([before, after], line) => {
        const path = `/${[...before, "etc", ...after, "shadow"].join("/")}`;
        const command = parseCommand(
          line.replace("%", () => path),
          "/srv",
        );
        expect(commandTouches(command, globs(["/etc/shadow"]), { declared: false })).toBe(true);
      }),
    );
  });
});

describe("redirects", () => {
  it.each<Vector>(files.redirects)("$command redirects $patterns: $expect", (vector) => {
    const command = parseCommand(vector.command, vector.directory);
    expect(commandRedirects(command, globs(vector.patterns), homeOf(vector))).toBe(vector.expect);
  });
});

describe("runs … touching", () => {
  it.each<Vector>(files.touching)("$command runs $entries touching $patterns: $expect", (vector) => {
    const command = parseCommand(vector.command, vector.directory);
    const entries = (vector.entries ?? []).map((entry) => {
      const parsed = parseCommandPattern(entry);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.value;
    });
    expect(commandRunsTouching(command, entries, globs(vector.patterns), homeOf(vector))).toBe(vector.expect);
  });
});

function onlyTruth({
  command,
  entries,
  env = [],
  writing = [],
  directory,
  home,
}: OnlyVector): boolean | string {
  const allowed = {
    entries: entries.map((entry) =>
      must<{ text: string; words: readonly string[]; rest: boolean }>(parseExactPattern(entry)),
    ),
    env,
    writing: globs(writing),
  };
  return commandRunsOnly(parseCommand(command, directory), allowed, { declared: true, path: home });
}

describe("runs only", () => {
  it.each<OnlyVector>(only.commands)("$command runs only $entries: $expect", (vector) => {
    expect(onlyTruth(vector)).toBe(vector.expect);
  });

  it.each(only.malformed)("refuses the entry $entry", ({ entry, reason }) => {
    expect(parseExactPattern(entry)).toEqual({ ok: false, reason });
  });

  it("never holds of a line to which something else is added", () => {
    const good = (only.commands as readonly OnlyVector[]).filter(
      (vector) => vector.expect === true && typeof vector.command === "string",
    );
    const extra = fc.constantFrom(
      "; evil",
      "\nevil",
      " && evil",
      " | evil",
      " $(evil)",
      " `evil`",
      "; X=1",
      " > /x",
      "; > /x",
    );
    fc.assert(
      fc.property(fc.constantFrom(...good), extra, (vector, more) => {
        expect(onlyTruth({ ...vector, command: `${String(vector.command)}${more}` })).not.toBe(true);
      }),
    );
  });
});

describe("hostile sizes", () => {
  it.each([
    ["many words", `cat ${"a ".repeat(30_000)}`],
    ["a deep path", `cat ${"a/".repeat(30_000)}`],
    ["a climbing path", `cat ${"../".repeat(20_000)}`],
    ["many parts", `cat ${"a=".repeat(30_000)}`],
    ["many stars", `cat ${"*/".repeat(30_000)}`],
    ["many changes of directory", "cd a; ".repeat(900)],
    ["many joined changes", `${"cd a && ".repeat(900)}ls`],
    ["many redirects", `ls ${">x ".repeat(15_000)}`],
  ])("end quickly: %s", (_what, text) => {
    const command = parseCommand(text, "/srv");
    const patterns = globs(["~/.ssh/**", "**/a/**/b/**/c", "/etc/*/x"]);
    const entries = [{ text: "cat ...", words: ["cat"], rest: true }];
    const home = { declared: true, path: "/data/ann" };
    const started = performance.now();
    commandTouches(command, patterns, home);
    commandRedirects(command, patterns, home);
    commandRunsOnly(command, { entries, env: [], writing: patterns }, home);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
