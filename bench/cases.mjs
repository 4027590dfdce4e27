// How many golden cases `agentpol test` runs a second: 20,000 in ten files, with and without worker threads, in interleaved
// rounds on the same machine.
//
//   npm run build && node bench/cases.mjs

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CASES = 20_000;
const FILES = 10;
const ROUNDS = Number(process.argv[2] ?? 5);
const main = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "agentpol-bench-"));

writeFileSync(
  join(folder, "p.agentpol"),
  `policy p { default block }
agent { id: string }
action pay(amount: money(USD)) { effect write, reversible never }
rule small on pay { when args.amount < 10 USD, allow }
`,
);
for (let file = 0; file < FILES; file += 1) {
  const cases = Array.from({ length: CASES / FILES }, (_, i) => {
    const verdict = i % 20 < 10 ? "allow" : "block";
    return `  - name: case ${i}\n    agent: { id: a-${i} }\n    action: { name: pay, args: { amount: ${i % 20} } }\n    expect: ${verdict}\n`;
  });
  writeFileSync(join(folder, `${file}.cases.yaml`), `policy: p.agentpol\ncases:\n${cases.join("")}`);
}

const ways = { "one thread": [], "--parallel": ["--parallel"] };
const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, options] of Object.entries(ways)) {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [main, "test", ".", ...options], {
      cwd: folder,
      encoding: "utf8",
    });
    times[name].push(performance.now() - start);
    if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  }
}
rmSync(folder, { recursive: true });

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times["one thread"]);
for (const [name, list] of Object.entries(times)) {
  const time = median(list);
  const rate = Math.round((CASES / time) * 1000);
  console.log(
    `${name.padEnd(12)} ${time.toFixed(0).padStart(6)} ms  ${String(rate).padStart(6)} cases/s  ${(base / time).toFixed(2)} ×`,
  );
}
