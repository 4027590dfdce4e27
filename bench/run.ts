// Measures what is asked for, tells it, and writes it down where that is wanted.

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CONTENDERS } from "./contenders/all.js";
import { KINDS, type Kind } from "./families/family.js";
import { measureField, type Result } from "./measure/field.js";
import { reportOf } from "./report/markdown.js";
import { plotOf } from "./report/plot.js";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    rules: { type: "string" },
    families: { type: "string", default: KINDS.join() },
    only: { type: "string", default: CONTENDERS.map(({ name }) => name).join() },
    seed: { type: "string", default: "1" },
  },
});

const plan = flags.quick
  ? { rules: "10,100,1000", requests: 300, rounds: 7, turn: 20 }
  : { rules: "10,100,1000,10000", requests: 2_000, rounds: 21, turn: 40 };

/** The bundle lies two folders below the benchmark's. */
const bench = fileURLToPath(new URL("../..", import.meta.url));

const began = new Date();
const loads = [loadavg()[0] ?? 0];
const folder = await mkdtemp(join(tmpdir(), "agentpol-bench-"));
const fields: { kind: Kind; rules: number; results: readonly Result[] }[] = [];
try {
  for (const kind of KINDS.filter((each) => flags.families.split(",").includes(each)))
    for (const rules of (flags.rules ?? plan.rules).split(",").map(Number)) {
      console.log(`${kind}, ${rules} rules`);
      const results = await measureField({
        ...{ ...plan, kind, rules, seed: Number(flags.seed), folder },
        contenders: CONTENDERS.map(({ name }) => name).filter((name) => flags.only.split(",").includes(name)),
        program: fileURLToPath(new URL("process.mjs", import.meta.url)),
        tell: (line) => {
          console.log(line);
        },
      });
      fields.push({ kind, rules, results });
      loads.push(loadavg()[0] ?? 0);
    }
} finally {
  await rm(folder, { recursive: true });
}

const report = reportOf(fields, {
  date: began.toISOString().slice(0, 10),
  commit: execFileSync("git", ["describe", "--always", "--dirty"], { cwd: bench, encoding: "utf8" }).trim(),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
  node: process.version,
  load: loads,
  ...{ requests: plan.requests, rounds: plan.rounds, turn: plan.turn, seed: Number(flags.seed) },
});
console.log(`\n${report}`);
if (flags.write) {
  await writeFile(join(bench, "RESULTS.md"), report);
  await writeFile(join(bench, "RESULTS.svg"), plotOf(fields));
}
