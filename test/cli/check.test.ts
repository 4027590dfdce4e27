// `agentpol check` as a user meets it: formats, exit codes, standard input, and errors of use.

import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const BROKEN = `policy p { default block }
agent { id: string }
action a(x: int) { effect read, reversible always }
rule r on b { allow }
`;

interface Report {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly file: string;
    readonly span: { readonly start: object; readonly end: object };
    readonly related: readonly unknown[];
    readonly fixes: readonly unknown[];
  }[];
}

describe("agentpol check", () => {
  it("is quiet and exits with 0 where nothing is wrong", () => {
    const { code, stdout, stderr } = cli(["check", "fixtures/policies/payments.agentpol"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "✓ 1 policy checked, nothing to report\n",
      stderr: "",
    });
  });

  it("shows the place, and exits with 1", () => {
    const { code, stdout } = cli(["check", "-"], { input: BROKEN });
    expect(code).toBe(1);
    expect(stdout).toContain("stdin.agentpol:4:11");
    expect(stdout).toContain("4 | rule r on b { allow }");
    expect(stdout).toContain("|           ^");
    expect(stdout).not.toContain("\u001B[");
  });

  it("colours where it is asked to", () => {
    expect(cli(["check", "-"], { input: BROKEN, env: { NO_COLOR: "", FORCE_COLOR: "1" } }).stdout).toContain(
      "\u001B[",
    );
  });

  it("gives JSON with places from 1", () => {
    const { code, stdout } = cli(["check", "-", "--json"], { input: BROKEN });
    const { diagnostics } = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: "error",
      file: "stdin.agentpol",
      span: { start: { line: 4, column: 11 }, end: { line: 4, column: 12 } },
    });
    expect(Object.keys(diagnostics[0] ?? {})).toEqual(
      expect.arrayContaining(["code", "severity", "message", "file", "span", "related", "fixes"]),
    );
  });

  it("gives SARIF and GitHub annotations", () => {
    const sarif = JSON.parse(cli(["check", "-", "--format", "sarif"], { input: BROKEN }).stdout) as {
      readonly version: string;
      readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string }[] }];
    };
    expect(sarif.version).toBe("2.1.0");
    expect(sarif.runs[0].results).toHaveLength(1);
    const github = cli(["check", "-", "--format", "github"], { input: BROKEN }).stdout;
    expect(github).toMatch(
      /^::error file=stdin\.agentpol,line=4,col=11,endLine=4,endColumn=12,title=AP\d{4}::.+\n$/,
    );
  });

  it("fails on warnings only if asked", () => {
    expect(cli(["check", "fixtures/policies/coding.agentpol"]).code).toBe(0);
    expect(cli(["check", "fixtures/policies/coding.agentpol", "--max-warnings", "0"]).code).toBe(1);
  });

  it("checks parts with the policies that import them", () => {
    const { code, stdout } = cli(["check", "fixtures/policies/composed"]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "✓ 1 policy checked, nothing to report\n" });
  });

  it.each([
    [["check", "nowhere.agentpol"], "there is no such file"],
    [["check", "docs/diagnostics"], "no policies under"],
    [["check", "/dev/zero"], "larger than 256 MiB"],
    [["check", "--format", "yaml"], "Allowed choices are"],
    [["check", "--max-warnings", "many"], "whole number"],
    [["chek"], "unknown command"],
  ])("%j is bad usage: exit code 2, and no stack trace", (args, message) => {
    const { code, stderr } = cli(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each([["(".repeat(100_000)], ["\u0000\uFFFF"], ["x".repeat(1_000_000)], ['"'], ["/*"], [""]])(
    "hostile text is a diagnostic",
    (input) => {
      const { code, stderr } = cli(["check", "-"], { input });
      expect(code).toBe(1);
      expect(stderr).toBe("");
    },
  );

  it("takes no text that is not UTF-8, from standard input either", () => {
    const { code, stderr } = cli(["check", "-"], { input: Uint8Array.of(0x70, 0xff, 0xfe) });
    expect(code).toBe(2);
    expect(stderr).toContain("cannot read standard input");
    expect(stderr).toContain("it is not UTF-8");
  });
});
