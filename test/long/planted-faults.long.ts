// Sixty faults, planted one by one in the lowering, the table and the state: do the tests of the policies notice?
//
// Whoever does not find a fault here would not find it in an upgrade of the engine either.

import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.js";
import { withFault } from "./faults/build.js";
import { FAULTS } from "./faults/faults.js";

const EXAMPLES = ["payments", "coding", "customer-data", "remediation"].map(
  (name) => `fixtures/policies/${name}.agentpol`,
);

/** What notices: the golden cases that stand beside the policies, and the properties that are made from those that tell most. */
const BY = {
  cases: ["fixtures/policies"],
  properties: ["fixtures/policies/primitives", ...EXAMPLES, "--properties", "--runs", "30"],
};

const noticed = new Map<string, readonly string[]>();

describe("planted faults", { concurrent: true }, () => {
  it.each(FAULTS.map((fault) => [fault.what, fault] as const))("%s", async (what, fault) => {
    const by = await withFault(fault, async (program) => {
      const found: string[] = [];
      for (const [name, args] of Object.entries(BY)) if (await fails(program, args)) found.push(name);
      return found;
    });
    noticed.set(what, by);
    process.stdout.write(`${by.length === 0 ? "NOT NOTICED" : by.join(", ")}: ${what}\n`);
  });
});

describe("of the planted faults", () => {
  it("nearly all are noticed", () => {
    expect(noticed.size).toBe(FAULTS.length);
    const missed = Array.from(noticed).flatMap(([what, by]) => (by.length === 0 ? [what] : []));
    expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(5);
  });
});

/** Failures, and not errors of usage or crashes: those would be noticed by anybody. */
async function fails(program: string, args: readonly string[]): Promise<boolean> {
  const started = spawn(process.execPath, [program, "test", ...args], { cwd: ROOT });
  let text = "";
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (piece: Buffer) => (text += piece.toString()));
  const status = await new Promise<number | null>((resolve) => started.on("close", resolve));
  if (status !== 0 && status !== 1) throw new Error(`ended with ${String(status)}: ${text.slice(-2000)}`);
  return status === 1;
}
