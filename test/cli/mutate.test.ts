// `agentpol mutate` as a user meets it.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const POLICY = `policy p { default block }
agent { id: string }
action pay(n: int) { effect write, reversible always }
rule may on pay { when args.n <= 5, allow }
test "little" {
  agent { id: "a" }
  action pay(n: 5)
  expect allow
}
`;

interface Report {
  readonly format: number;
  readonly score: { readonly killed: number; readonly survived: number; readonly percent: number };
  readonly policies: readonly {
    readonly file: string;
    readonly leftOut: number;
    readonly mutants: readonly {
      readonly operator: string;
      readonly rule: string;
      readonly status: string;
      readonly line: number;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    }[];
  }[];
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-mutate-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  writeFileSync(join(folder, "p.agentpol"), POLICY);
  rmSync(join(folder, "p.cases.yaml"), { force: true });
});

function mutate(...args: readonly string[]): ReturnType<typeof cli> {
  return cli(["mutate", "p.agentpol", ...args], { cwd: folder });
}

function json(...args: readonly string[]): Report {
  return JSON.parse(mutate("--json", ...args).stdout) as Report;
}

describe("agentpol mutate", () => {
  it("shows what no case tells as a diff, with the case that would, and exits with 1", () => {
    const { code, stdout, stderr } = mutate("--operator", "threshold");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toBe(`p.agentpol 1 case
  ✗ p.may threshold p.agentpol:4:34
      - rule may on pay { when args.n <= 5, allow }
      + rule may on pay { when args.n <= 6, allow }

      test "may: 5, not 6" {
        agent  { id: "x" }
        action pay(n: 6)
        expect block
      }

  2 mutants: 1 killed, 1 survived; score 50 %
`);
  });

  it("exits by the score where one is asked for", () => {
    expect(mutate("--operator", "threshold", "--min", "50").code).toBe(0);
    expect(mutate("--operator", "threshold", "--min", "50.1").code).toBe(3);
    expect(mutate("--operator", "comparison", "--min", "100%").code).toBe(0);
    expect(mutate("--operator", "comparison").code).toBe(0);
  });

  it("gives JSON", () => {
    const { format, score, policies } = json("--operator", "threshold");
    expect({ format, score }).toMatchObject({ format: 1, score: { killed: 1, survived: 1, percent: 50 } });
    expect(policies[0]?.mutants.map(({ operator, status, line }) => [operator, status, line])).toEqual([
      ["threshold", "survived", 4],
      ["threshold", "killed", 4],
    ]);
  });

  it("is told all that could be told once the missing cases are written", () => {
    const before = mutate("--write-cases");
    expect(before.stderr).toMatch(/^\d+ cases? written to p\.cases\.yaml: review what they expect\n$/);
    expect(readFileSync(join(folder, "p.cases.yaml"), "utf8")).toContain("# review: tells a mistake");
    const after = mutate();
    expect(after.code).toBe(0);
    expect(after.stdout).toContain("0 survived; score 100 %");
    expect(cli(["test", "p.agentpol", "p.cases.yaml"], { cwd: folder }).code).toBe(0);
  });

  it("writes missing cases beside a policy that stands outside the working folder", () => {
    const inner = join(folder, "inner");
    mkdirSync(inner, { recursive: true });
    const { stderr } = cli(["mutate", "../p.agentpol", "--write-cases"], { cwd: inner });
    expect(stderr).toContain("written to ../p.cases.yaml: review");
    expect(readdirSync(inner)).toEqual([]);
    expect(mutate().stdout).toContain("0 survived; score 100 %");
  });

  it("takes a rule by its name with or without the policy's", () => {
    const owners = (...args: readonly string[]): ReadonlySet<string> =>
      new Set(json(...args).policies.flatMap(({ mutants }) => mutants.map(({ rule }) => rule)));
    expect(owners()).toEqual(new Set(["policy", "pay", "p.may"]));
    expect(owners("--rule", "may")).toEqual(new Set(["p.may"]));
    expect(owners("--rule", "p.may")).toEqual(new Set(["p.may"]));
  });

  it("takes only what means something else since a revision, or is new", () => {
    const git = (...args: readonly string[]): void => {
      const { status } = spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@x.example", ...args], {
        cwd: folder,
      });
      expect(status).toBe(0);
    };
    const limits = "let most = 5\nrule low on pay { when args.n < 0, block }\n";
    const before = `${POLICY.replace("<= 5", "<= most")}${limits}`;
    writeFileSync(join(folder, "p.agentpol"), before);
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    const owners = (): readonly string[] => {
      const all = json("--since", "HEAD").policies.flatMap(({ mutants }) => mutants.map(({ rule }) => rule));
      return Array.from(new Set(all)).sort();
    };
    expect(owners()).toEqual([]);
    writeFileSync(
      join(folder, "p.agentpol"),
      before.replace("low on pay {", "low on pay {\n  // laid out\n "),
    );
    expect(owners()).toEqual([]);
    writeFileSync(join(folder, "p.agentpol"), before.replace("most = 5", "most = 6"));
    expect(owners()).toEqual(["most", "p.may"]);
    writeFileSync(join(folder, "p.agentpol"), `${before}rule fresh on pay { when args.n == 3, block }\n`);
    expect(owners()).toEqual(["p.fresh"]);
    expect(mutate("--since", "nowhere").stderr).toContain("the repository has no revision nowhere");
  });

  it("changes nothing where a case fails before", () => {
    writeFileSync(join(folder, "p.agentpol"), POLICY.replace("expect allow", "expect block"));
    const { code, stdout, stderr } = mutate();
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe(
      "error: cases fail before anything is changed; `agentpol test` says why\n  ✗ little p.agentpol:5:1\n",
    );
  });

  it.each([
    [["--operator", "thresold"], "did you mean threshold?"],
    [["--rule", "nobody"], "no rule is called nobody"],
    [["--min", "101"], "It must be a number from 0 to 100."],
    [["nowhere.agentpol"], "there is no such file"],
  ])("%j is bad usage: exit code 2", (args, message) => {
    const { code, stderr } = mutate(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("tells how many mistakes of a long list are left out, in text and in JSON", () => {
    const amounts = Array.from({ length: 250 }, (_, i) => String(i)).join(", ");
    writeFileSync(join(folder, "p.agentpol"), POLICY.replace("args.n <= 5", `args.n in [${amounts}]`));
    expect(mutate("--operator", "entry").stdout).toContain(
      "  150 mistakes left out: of one kind in one declaration at most 100 are made, fewer where it is very long\n",
    );
    const [policy] = json("--operator", "entry").policies;
    expect([policy?.leftOut, policy?.mutants.length]).toEqual([150, 100]);
  });
});
