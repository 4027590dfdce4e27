// `agentpol test --properties`: what is told, what is saved, and that saved cases fail.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const POLICY = `policy shop { default block }
agent { id: string }
action pay(amount: int) { effect write, reversible never }
rule may_pay on pay { when args.amount > 0, allow }
rule large on pay { when args.amount > 100, block }
throttle slow on pay { limit 2 per 1h by agent.id }
assert nothing_at_all on pay { when args.amount > 50, expect at least block }
`;

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "agentpol-properties-"));
  writeFileSync(join(folder, "shop.agentpol"), POLICY);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("test --properties", () => {
  it("tells which promises are kept, and shows the steps that break one", () => {
    const { code, stdout } = cli(["test", "shop.agentpol", "--properties", "--seed", "1", "--runs", "40"], {
      cwd: folder,
    });
    expect(stdout).toContain(
      "✓ throttle shop.slow: permitted attempts never exceed 2 per 1h by agent.id, over any interleaving",
    );
    expect(stdout).toContain("✗ assert nothing_at_all: the verdict is at least block");
    expect(stdout).toMatch(/ {8}pay\(\{"amount":\d+\}\) agent \{"id":"[^"]+"\} → allow by shop\.may_pay/u);
    expect(stdout).toContain("seed 1, path ");
    expect(code).toBe(1);
  });

  it("says the same of the same seed, as JSON", () => {
    const run = () =>
      cli(
        [
          "test",
          "shop.agentpol",
          "--properties",
          "--seed",
          "4",
          "--runs",
          "30",
          "--json",
          "--filter",
          "assert",
        ],
        { cwd: folder },
      );
    const [one, other] = [run(), run()];
    expect(one.stdout).toBe(other.stdout);
    const told = JSON.parse(one.stdout) as {
      seed: number;
      policies: { properties: { name: string; kept: boolean }[] }[];
    };
    expect(told.seed).toBe(4);
    expect(told.policies[0]?.properties).toEqual([
      expect.objectContaining({ name: "assert nothing_at_all: the verdict is at least block", kept: false }),
    ]);
  });

  it("writes what breaks a promise as a case, which fails as long as it is broken", () => {
    const args = [
      "test",
      "shop.agentpol",
      "--properties",
      "--seed",
      "1",
      "--runs",
      "20",
      "--save-cases",
      "shop.cases.yaml",
    ];
    const { stdout } = cli(args, { cwd: folder });
    expect(stdout).toContain("1 written to shop.cases.yaml");
    expect(readFileSync(join(folder, "shop.cases.yaml"), "utf8")).toContain("broken: assert nothing_at_all");
    const tested = cli(["test", "shop.cases.yaml"], { cwd: folder });
    expect(tested.code).toBe(1);
    expect(tested.stdout).toContain("block");
  });

  it("wants a whole number, and a name that there is", () => {
    expect(cli(["test", "shop.agentpol", "--properties", "--runs", "many"], { cwd: folder }).code).toBe(2);
    const unknown = cli(["test", "shop.agentpol", "--properties", "--filter", "quorum", "--runs", "1"], {
      cwd: folder,
    });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("no property has quorum in its name");
  });
});
