// `agentpol lint` as a user meets it: findings, fixes that are written, configurations, and errors of use.

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const scratch = mkdtempSync(join(tmpdir(), "agentpol-lint-"));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

let folders = 0;

/** A folder with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(scratch, String((folders += 1)));
  for (const [name, text] of Object.entries(files)) {
    const file = join(path, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
  }
  return path;
}

const NOTES = `policy notes { default block }
agent  { id: string, role: clerk | lead | guest }
action notes.read(id: string, size: int) { effect read, reversible always }
rule small on notes.read { when args.size < 100000, allow }
test "a guest reads a note" { agent { id: "a", role: guest }, action notes.read(id: "x", size: 1), expect allow by small }
test "nothing large is read" { agent { id: "a", role: guest }, action notes.read(id: "x", size: 100_000), expect block by default }
`;

const codes = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code);

describe("agentpol lint", () => {
  it("shows findings with their place and fix, and ends with 0: they are warnings", () => {
    const cwd = folder({ "notes.agentpol": NOTES });
    const { code, stdout } = cli(["lint"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("warning[style/digit-groups]: this number is easier to read as `100_000`");
    expect(stdout).toContain("--> notes.agentpol:4:45");
    expect(stdout).toContain("= fix: Write `100_000`");
    expect(cli(["lint", "--max-warnings", "0"], { cwd }).code).toBe(1);
    expect(cli(["lint", "--max-warnings", "1"], { cwd }).code).toBe(0);
  });

  it("says of each fix in JSON whether it changes the meaning", () => {
    const cwd = folder({ "notes.agentpol": NOTES.replace("default block", "default allow") });
    const { stdout } = cli(["lint", "--json"], { cwd });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; fixes: object[] }[] };
    expect(diagnostics.map(({ code, fixes }) => [code, fixes.map((fix) => "changesMeaning" in fix)])).toEqual(
      [
        ["security/default-allows", [true]],
        ["style/digit-groups", [false]],
      ],
    );
  });

  it("annotates pull requests, and writes SARIF with what its rules are about", () => {
    const cwd = folder({ "notes.agentpol": NOTES });
    expect(cli(["lint", "--format", "github"], { cwd }).stdout).toMatch(
      /^::warning file=notes\.agentpol,line=4,col=45,endLine=4,endColumn=51,title=style\/digit-groups::this/u,
    );
    const sarif = JSON.parse(cli(["lint", "--format", "sarif"], { cwd }).stdout) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(["style/digit-groups"]);
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["style/digit-groups"]);
  });

  it("reads standard input, and refuses to fix it", () => {
    expect(codes(cli(["lint", "-", "--json"], { input: NOTES }).stdout)).toEqual(["style/digit-groups"]);
    const { code, stderr } = cli(["lint", "-", "--fix"], { input: NOTES });
    expect(code).toBe(2);
    expect(stderr).toContain("standard input cannot be fixed");
  });

  it("shows the errors of a policy that does not compile, and ends with 1", () => {
    const { code, stdout } = cli(["lint", "-"], { input: NOTES.replace("args.size", "args.sise") });
    expect(code).toBe(1);
    expect(stdout).toContain("error[AP2001]");
    expect(stdout).not.toContain("style/");
  });

  it("counts cases beside the policy as tests", () => {
    const policy = NOTES.replace(/^test .*\n/gmu, "").replace("100000", "100_000");
    const cases = `policy: notes.agentpol
cases:
  - name: nothing large is read
    agent: { id: a, role: guest }
    action: { name: notes.read, args: { id: x, size: 100000 } }
    expect: { verdict: block, by: default }
`;
    expect(codes(cli(["lint", "--json"], { cwd: folder({ "notes.agentpol": policy }) }).stdout)).toEqual([
      "tests/none",
    ]);
    const cwd = folder({ "notes.agentpol": policy, "notes.cases.yaml": cases });
    expect(codes(cli(["lint", "--json"], { cwd }).stdout)).toEqual([]);
    expect(codes(cli(["lint", "notes.agentpol", "--json"], { cwd }).stdout)).toEqual([]);
  });

  it("tells a finding in a file that two policies import once", () => {
    const files = {
      "a.agentpol": 'policy a { default block }\nimport "lib.agentpol"\n',
      "b.agentpol": 'policy b { default block }\nimport "lib.agentpol"\n',
      "lib.agentpol": NOTES.replace("policy notes { default block }\n", "").replace(/^test .*\n/gmu, ""),
    };
    const found = codes(cli(["lint", "--json"], { cwd: folder(files) }).stdout);
    expect(found.filter((code) => code === "style/digit-groups")).toHaveLength(1);
  });
});

describe("agentpol lint --fix", () => {
  it("writes what is proved, keeps the file's mode, and leaves nothing beside it", () => {
    const cwd = folder({ "notes.agentpol": NOTES });
    const file = join(cwd, "notes.agentpol");
    chmodSync(file, 0o640);
    const { code, stdout, stderr } = cli(["lint", "--fix"], { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "✓ 1 policy checked, nothing to report\n",
      stderr: "fixed 1 finding in 1 file\n",
    });
    expect(readFileSync(file, "utf8")).toBe(NOTES.replace("100000", "100_000"));
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(["notes.agentpol"]);
  });

  it("leaves what changes the meaning to --fix-unsafe", () => {
    const text = NOTES.replace("default block", "default allow").replace("100000", "100_000");
    const cwd = folder({ "notes.agentpol": text });
    expect(cli(["lint", "--fix"], { cwd }).stderr).toBe("");
    expect(readFileSync(join(cwd, "notes.agentpol"), "utf8")).toBe(text);
    cli(["lint", "--fix-unsafe"], { cwd });
    expect(readFileSync(join(cwd, "notes.agentpol"), "utf8")).toContain("default block");
  });

  it("fixes findings of one rule where that is asked for", () => {
    const cwd = folder({
      "notes.agentpol": NOTES.replace("args.size < 100000", "not (args.size >= 100000)"),
    });
    cli(["lint", "--fix", "--rule", "style/negated-comparison"], { cwd });
    expect(readFileSync(join(cwd, "notes.agentpol"), "utf8")).toContain("args.size < 100000");
  });
});

describe("agentpol.config.json", () => {
  const config = (lint: object): string => JSON.stringify({ lint });

  it("is the nearest above each policy", () => {
    const cwd = folder({
      "a/notes.agentpol": NOTES,
      "b/deep/notes.agentpol": NOTES,
      "agentpol.config.json": config({ rules: { "style/digit-groups": "error" } }),
      "b/agentpol.config.json": config({ rules: { style: "off" } }),
    });
    const { stdout, code } = cli(["lint", "--json"], { cwd });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { file: string; severity: string }[] };
    expect(diagnostics.map(({ file, severity }) => [file, severity])).toEqual([
      ["a/notes.agentpol", "error"],
    ]);
    expect(code).toBe(1);
  });

  it("leaves files out, by globs from its own folder", () => {
    const cwd = folder({
      "made/notes.agentpol": NOTES,
      "notes.agentpol": NOTES,
      "agentpol.config.json": config({ ignore: ["made/**"] }),
    });
    const { diagnostics } = JSON.parse(cli(["lint", "--json"], { cwd }).stdout) as {
      diagnostics: { file: string }[];
    };
    expect(diagnostics.map(({ file }) => file)).toEqual(["notes.agentpol"]);
    expect(codes(cli(["lint", "notes.agentpol", "--json"], { cwd: join(cwd, "made") }).stdout)).toEqual([]);
  });

  it("may be named", () => {
    const cwd = folder({ "notes.agentpol": NOTES, "other.json": config({ rules: { style: "off" } }) });
    expect(codes(cli(["lint", "--config", "other.json", "--json"], { cwd }).stdout)).toEqual([]);
    expect(cli(["lint", "--config", "none.json"], { cwd }).code).toBe(2);
  });

  it("is told where it is wrong, and then nothing is linted", () => {
    const cwd = folder({
      "notes.agentpol": NOTES,
      "agentpol.config.json": '{\n  "lint": { "rules": { "style/digits": "off" } }\n}\n',
    });
    const { code, stdout, stderr } = cli(["lint"], { cwd });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("agentpol.config.json:2:24: there is no lint rule `style/digits`");
  });
});

describe("agentpol lint, asked about rules", () => {
  it("lists them, and explains one", () => {
    expect(cli(["lint", "--list-rules"]).stdout).toMatch(
      /^security\/allow-all +warning +none +Everything is allowed$/mu,
    );
    const { rules } = JSON.parse(cli(["lint", "--list-rules", "--json"]).stdout) as {
      rules: { id: string }[];
    };
    expect(rules.map(({ id }) => id)).toContain("style/unit");
    const { stdout, code } = cli(["lint", "--explain", "style/unit"]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(new URL("../../docs/lint/style/unit.md", import.meta.url), "utf8"));
  });

  it("says which was meant, where there is no such rule", () => {
    for (const args of [
      ["--explain", "style/units"],
      ["--rule", "style/units"],
    ]) {
      const { code, stderr } = cli(["lint", ...args]);
      expect(code).toBe(2);
      expect(stderr).toContain("there is no lint rule style/units");
      expect(stderr).toContain("did you mean style/unit?");
    }
  });
});
