// How long the command line takes to start, beside `node -e 0` on the same machine: interleaved rounds, medians, ratios.
//
//   npm run build && node bench/startup.mjs

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROUNDS = 21;
const root = fileURLToPath(new URL("..", import.meta.url));
const main = join(root, "dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "agentpol-bench-"));

/** A policy of `count` rules over ten actions. */
function policyOf(count) {
  const actions = Array.from(
    { length: 10 },
    (_, i) => `action tool${i}.call(x: int, to: string) { effect write, reversible always }`,
  );
  const rules = Array.from(
    { length: count },
    (_, i) =>
      `rule r${i} on tool${i % 10}.call {\n  when args.x > ${i} and agent.role == ${i % 2 ? "a" : "b"} and args.to like "x${i}-*"\n  ${i % 3 ? "allow" : `block "rule ${i}"`}\n}`,
  );
  return [`policy big { default block }`, `agent { id: string, role: a | b }`, ...actions, ...rules].join(
    "\n",
  );
}

const big = join(folder, "big.agentpol");
writeFileSync(big, policyOf(1000));

const commands = {
  "node -e 0": ["-e", "0"],
  "agentpol --version": [main, "--version"],
  "agentpol check (small policy)": [
    main,
    "check",
    join(root, "fixtures/policies/primitives/throttle.agentpol"),
  ],
  "agentpol check (payments)": [main, "check", join(root, "fixtures/policies/payments.agentpol")],
  "agentpol check (1,000 rules)": [main, "check", big],
};

const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, args] of Object.entries(commands)) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    times[name].push(performance.now() - start);
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  }
}
rmSync(folder, { recursive: true });

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times["node -e 0"]);
for (const [name, list] of Object.entries(times)) {
  console.log(
    `${name.padEnd(32)} ${median(list).toFixed(0).padStart(5)} ms  ${(median(list) / base).toFixed(2)} ×`,
  );
}
