// `agentpol fmt`: files in place, standard input, what is shown, and exit codes.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cli, type CliResult } from "../support/cli.js";

const ugly = "// c\nlet   a = 1\n";
const tidy = "// c\nlet a = 1\n";
const wrong = "let a = =\n";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-fmt-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
};
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const fmt = (args: readonly string[], input = ""): CliResult => cli(["fmt", ...args], { cwd: folder, input });

describe("in place", () => {
  it("formats all policies of a folder, and touches no other file", () => {
    put("a.agentpol", ugly);
    put("b.agentpol", tidy);
    put("c.txt", ugly);
    utimesSync(join(folder, "b.agentpol"), 1000, 1000);
    expect(fmt([])).toEqual({ code: 0, stdout: "a.agentpol\n✓ 2 policies: 1 formatted\n", stderr: "" });
    expect([read("a.agentpol"), read("b.agentpol"), read("c.txt")]).toEqual([tidy, tidy, ugly]);
    expect(statSync(join(folder, "b.agentpol")).mtimeMs).toBe(1_000_000);
    expect(readdirSync(folder)).toEqual(["a.agentpol", "b.agentpol", "c.txt"]);
    expect(fmt([])).toEqual({ code: 0, stdout: "✓ 2 policies: nothing to format\n", stderr: "" });
  });

  it("keeps a file's mode, and a link a link", () => {
    mkdirSync(join(folder, "real"));
    put("real/a.agentpol", ugly);
    chmodSync(join(folder, "real/a.agentpol"), 0o666);
    symlinkSync("real/a.agentpol", join(folder, "a.agentpol"));
    expect(fmt(["a.agentpol"]).code).toBe(0);
    expect(lstatSync(join(folder, "a.agentpol")).isSymbolicLink()).toBe(true);
    expect(read("real/a.agentpol")).toBe(tidy);
    expect(statSync(join(folder, "real/a.agentpol")).mode & 0o777).toBe(0o666);
    expect(readdirSync(join(folder, "real"))).toEqual(["a.agentpol"]);
  });

  it("leaves a policy with mistakes alone, says where they are, and formats the others", () => {
    put("a.agentpol", wrong);
    put("b.agentpol", ugly);
    const { code, stdout, stderr } = fmt(["."]);
    expect(code).toBe(1);
    expect(stdout).toBe("b.agentpol\n✗ 2 policies: 1 formatted, 1 left alone for errors in the syntax\n");
    expect(stderr).toContain("--> a.agentpol:1:9");
    expect([read("a.agentpol"), read("b.agentpol")]).toEqual([wrong, tidy]);
  });

  it("ends with 2 where a file cannot be read, after all others were formatted", () => {
    writeFileSync(join(folder, "a.agentpol"), Buffer.from([0xff, 0xfe]));
    put("b.agentpol", ugly);
    const { code, stderr } = fmt(["."]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot read a.agentpol");
    expect(read("b.agentpol")).toBe(tidy);
    expect(fmt(["nowhere"])).toMatchObject({ code: 2 });
    mkdirSync(join(folder, "empty"));
    expect(fmt(["empty"])).toMatchObject({ code: 2 });
  });
});

describe("without a change", () => {
  it("--check lists what is not formatted", () => {
    put("a.agentpol", ugly);
    put("b.agentpol", tidy);
    expect(fmt(["--check"])).toEqual({
      code: 1,
      stdout: "a.agentpol\n✗ 2 policies: 1 not formatted\n",
      stderr: "",
    });
    expect(read("a.agentpol")).toBe(ugly);
    expect(fmt(["--check", "b.agentpol"])).toMatchObject({
      code: 0,
      stdout: "✓ 1 policy: nothing to format\n",
    });
  });

  it("--diff shows what would change, and fails with --check alone", () => {
    put("a.agentpol", `${ugly}let b = 2`);
    const diff = `--- a.agentpol
+++ a.agentpol
@@ -1,3 +1,3 @@
 // c
-let   a = 1
-let b = 2
\\ No newline at end of file
+let a = 1
+let b = 2
`;
    expect(fmt(["--diff"])).toEqual({ code: 0, stdout: diff, stderr: "" });
    expect(fmt(["--diff", "--check"])).toEqual({ code: 1, stdout: diff, stderr: "" });
    expect(read("a.agentpol")).toBe(`${ugly}let b = 2`);
  });

  it("--diff shows changes that are far from each other apart", () => {
    const lines = Array.from({ length: 30 }, (_, at) => `let a${at} = ${at}\n`);
    put("a.agentpol", [lines[0]?.replace("let ", "let  "), ...lines.slice(1, 29), "let  z = 1\n"].join(""));
    const { stdout } = fmt(["--diff"]);
    expect(stdout.split("\n").filter((line) => line.startsWith("@@"))).toEqual([
      "@@ -1,4 +1,4 @@",
      "@@ -27,4 +27,4 @@",
    ]);
  });
});

describe("standard input", () => {
  it("goes to standard output", () => {
    expect(fmt(["-"], ugly)).toEqual({ code: 0, stdout: tidy, stderr: "" });
    expect(fmt(["--stdin-filepath", "x.agentpol"], ugly)).toEqual({ code: 0, stdout: tidy, stderr: "" });
    expect(existsSync(join(folder, "x.agentpol"))).toBe(false);
  });

  it("is called by the name that it was given", () => {
    const { code, stdout, stderr } = fmt(["--stdin-filepath", "dir/x.agentpol", "-"], wrong);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("--> dir/x.agentpol:1:9");
  });

  it("is checked as a file is, and stands alone", () => {
    expect(fmt(["-", "--check"], ugly)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("1 not formatted") as unknown,
    });
    expect(fmt(["-", "--check"], tidy)).toMatchObject({ code: 0 });
    expect(fmt(["-", "a.agentpol"], ugly)).toMatchObject({ code: 2 });
    expect(fmt(["--stdin-filepath", "x.agentpol", "a.agentpol"], ugly)).toMatchObject({ code: 2 });
  });
});

describe("as JSON", () => {
  it("says what became of each file", () => {
    put("a.agentpol", ugly);
    put("b.agentpol", tidy);
    put("c.agentpol", wrong);
    const first = fmt(["--json", "--check", "--diff"]);
    expect(first.code).toBe(1);
    expect(JSON.parse(first.stdout)).toMatchObject({
      files: [
        { file: "a.agentpol", status: "unformatted", diff: expect.stringContaining("+let a = 1") as unknown },
        { file: "b.agentpol", status: "unchanged", diff: "" },
        { file: "c.agentpol", status: "invalid", diagnostics: [{ span: { start: { line: 1, column: 9 } } }] },
      ],
    });
    const { files } = JSON.parse(fmt(["--json", "a.agentpol"]).stdout) as { files: unknown };
    expect(files).toEqual([{ file: "a.agentpol", status: "formatted" }]);
    expect(JSON.parse(fmt(["--json", "-"], ugly).stdout)).toEqual({
      files: [{ file: "stdin.agentpol", status: "formatted", text: tidy }],
    });
  });
});
