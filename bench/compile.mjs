// How long compiling takes, phase by phase, and how long loading what was compiled: policies of 100, 1,000 and 10,000
// rules of two families, each in a process of its own, as the command line starts one. Run: node bench/compile.mjs [sizes]
//
// Times are wall time, in milliseconds; `processor` is all that the process used for the policy, on all its threads.

import { spawnSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "node_modules", ".bench-compile");
const outfile = join(folder, "compile.mjs");

const [first = "100,1000,10000", family, size] = process.argv.slice(2);
if (first === "--measure") console.log(JSON.stringify(await measure(policyOf(family, Number(size)))));
else await compare(first.split(",").map(Number));

async function compare(sizes) {
  await mkdir(folder, { recursive: true });
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    stdin: {
      resolveDir: root,
      contents: `
        export { load } from "./compiler/names/load.js";
        export { check } from "./compiler/types/check.js";
        export { lower } from "./compiler/hir/lower.js";
        export { emitTable, tableBytes } from "./compiler/emit/table.js";
        export { readTable } from "./runtime/decide/load.js";
        export { preparePolicy } from "./runtime/decide/policy.js";
      `,
    },
    bundle: true,
    packages: "bundle",
    external: ["libpg-query"],
    banner: {
      js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
    },
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "warning",
  });
  let isTitled = false;
  for (const name of ["scoped", "adversarial"]) {
    for (const count of sizes) {
      const row = { family: name, rules: count, ...measuredApart(name, count) };
      if (!isTitled) console.log(lineOf(Object.keys(row)));
      isTitled = true;
      console.log(lineOf(Object.values(row)));
    }
  }
  await rm(folder, { recursive: true });
}

function lineOf(cells) {
  return cells.map((cell) => String(cell).padStart(11)).join(" ");
}

/** A fresh process: nothing is compiled yet, and its peak of memory is its own. */
function measuredApart(name, count) {
  const script = fileURLToPath(import.meta.url);
  const args = [script, "--measure", name, String(count)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measure(text) {
  const library = await import(pathToFileURL(outfile).href);
  const times = {};
  const timed = (phase, run) => {
    const begin = performance.now();
    const value = run();
    times[phase] = Math.round(performance.now() - begin);
    return value;
  };
  const started = process.cpuUsage();
  const read = () => ({ ok: true, text });
  const loaded = timed("parse", () => library.load("bench.agentpol", read));
  const { program, diagnostics } = timed("check", () => library.check(loaded, { read }));
  const found = [...loaded.diagnostics, ...diagnostics].find(({ severity }) => severity === "error");
  if (found !== undefined) throw new Error(found.message);
  const { core } = timed("lower", () => library.lower(program));
  const table = timed("emit", () => library.emitTable(core));
  times.compile = times.parse + times.check + times.lower + times.emit;
  const bytes = timed("bytes", () => library.tableBytes(table));
  times["peak MiB"] = Math.round(process.resourceUsage().maxRSS / 1024);
  const json = timed("json", () => JSON.parse(bytes));
  const reading = timed("read", () => library.readTable(json));
  if (!reading.ok) throw new Error(reading.reason);
  timed("prepare", () => library.preparePolicy(reading.table));
  const { user, system } = process.cpuUsage(started);
  times.processor = Math.round((user + system) / 1000);
  times["text KiB"] = Math.round(text.length / 1024);
  times["table KiB"] = Math.round(bytes.length / 1024);
  return times;
}

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A policy of `count` rules with ranges, globs and sets. `scoped`: twenty rules a tool, of one to three conditions;
 * `adversarial`: one tool, two to four conditions, long sets that overlap, and no attribute that each rule asks about.
 */
function policyOf(kind, count) {
  const random = randomFrom(1);
  const int = (from, to) => from + Math.floor(random() * (to - from + 1));
  const pick = (items) => items[int(0, items.length - 1)];
  const many = (size, item) => Array.from({ length: size }, (_, i) => item(i));
  const isScoped = kind === "scoped";
  const roles = ["clerk", "lead", "researcher", "deployer", "auditor", "oncall"];
  const environments = ["dev", "test", "staging", "prod"];
  const tools = isScoped ? Math.ceil(count / 20) : 1;
  const team = () => `"team-${int(0, 199)}"`;
  const conditions = {
    role: () => `agent.role in [${Array.from(new Set(many(3, () => pick(roles)))).join(", ")}]`,
    team: () => (isScoped ? `agent.team == ${team()}` : `agent.team in [${many(40, team).join(", ")}]`),
    env: () => `context.env != ${pick(environments)}`,
    amount: () => {
      const from = int(0, 90_000);
      return `args.amount in ${from}..${from + int(1000, 60_000)}`;
    },
    risk: () => `args.risk >= ${int(0, 60)}`,
    region: () => `args.region in [${many(8, () => `"r${int(0, 23)}"`).join(", ")}]`,
    path: () =>
      `args.file like "/srv/${pick(["a", "b", "c", "*"])}/${pick(["x", "y", "*", "**"])}/${pick(["*.txt", "*", "f?.md"])}"`,
  };
  const rule = (i) => {
    const names = new Set();
    const size = isScoped ? int(1, 3) : int(2, 4);
    while (names.size < size) names.add(pick(Object.keys(conditions)));
    const when = Array.from(names, (name) => conditions[name]()).join(" and ");
    const verdict = pick(["allow", "allow", "allow", "block", "escalate to ops"]);
    return `rule r${i} on tool.t${int(0, tools - 1)} {\n  when ${when}\n  ${verdict}\n}`;
  };
  const action = (i) =>
    `action tool.t${i}(amount: int, risk: int, region: string, file: path) { effect write, reversible always }`;
  return [
    `policy bench { version "1" default block }`,
    `agent { id: string, role: ${roles.join(" | ")}, team: string }`,
    `context { env: ${environments.join(" | ")} }`,
    `group ops = ["a@x.example", "b@x.example"]`,
    ...many(tools, action),
    ...many(count, rule),
  ].join("\n");
}
