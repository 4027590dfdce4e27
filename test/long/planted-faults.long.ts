// Sixty faults, planted one by one in the lowering, the table and the state: do the tests of the policies notice?
//
// Whoever does not find a fault here would not find it in an upgrade of the engine either.

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.js";
import { withFault } from "./faults/build.js";
import { FAULTS } from "./faults/faults.js";

/** What notices: the golden cases that stand beside the policies, and the properties that are made from them. */
const BY = { cases: [] } as const;

const noticed = new Map<string, readonly string[]>();

describe("planted faults", () => {
  it.each(FAULTS.map((fault) => [fault.what, fault] as const))("%s", async (what, fault) => {
    const by = await withFault(fault, (program) =>
      Object.entries(BY).flatMap(([name, options]) => (fails(program, options) ? [name] : [])),
    );
    noticed.set(what, by);
    process.stdout.write(`${by.length === 0 ? "NOT NOTICED" : by.join(", ")}: ${what}\n`);
  });

  it("are noticed, but for a few", () => {
    expect(noticed.size).toBe(FAULTS.length);
    const missed = Array.from(noticed).flatMap(([what, by]) => (by.length === 0 ? [what] : []));
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(5);
  });
});

/** Failures, and not errors of usage: those would be noticed by anybody. */
function fails(program: string, options: readonly string[]): boolean {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, "test", "fixtures/policies", ...options],
    { cwd: ROOT, encoding: "utf8" },
  );
  if (status !== 0 && status !== 1) throw new Error(`ended with ${String(status)}: ${stdout}${stderr}`);
  return status === 1;
}
