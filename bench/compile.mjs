// How long it takes to compile, to load what was compiled, to prove what can be proved of every rule, and to compare with a
// version in which one rule is another: policies of 100, 1,000 and 10,000 rules of both families, each in a process of its
// own, as the command line starts one. Run: node bench/compile.mjs [sizes] [families]
//
// Times are in milliseconds: wall time, and the processor's on all threads, which other programs change little. `open` is
// the rules of which nothing is known, `regions` the differences that were told and the actions that were left, and `load`
// how many programs wanted the machine's processors in the last minute.

import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle, bundled, removeBundle } from "./bundle.mjs";

const [first = "100,1000,10000", family = "tool-scoped,adversarial", size] = process.argv.slice(2);
if (first === "--measure") console.log(JSON.stringify(await measure(family, Number(size))));
else await compare(first.split(",").map(Number), family.split(","));

async function compare(sizes, families) {
  await bundleAll();
  let isTitled = false;
  for (const name of families) {
    for (const count of sizes) {
      const row = { family: name, rules: count, ...measuredApart(name, count) };
      if (!isTitled) console.log(lineOf(Object.keys(row)));
      isTitled = true;
      console.log(lineOf(Object.values(row)));
    }
  }
  await removeBundle("compile");
}

/** With its packages, as the package that is published has them. */
function bundleAll() {
  return bundle(
    "compile",
    `
  export { load } from "./compiler/names/load.js";
  export { check } from "./compiler/types/check.js";
  export { lower } from "./compiler/hir/lower.js";
  export { emitTable, tableBytes } from "./compiler/emit/table.js";
  export { diffTables } from "./compiler/verify/diff/diff.js";
  export { groundOf } from "./compiler/verify/ground.js";
  export { verifyRules } from "./compiler/verify/rules.js";
  export { coveringIn, subjectOf } from "./compiler/verify/subject.js";
  export { readTable } from "./runtime/decide/load.js";
  export { preparePolicy } from "./runtime/decide/policy.js";
  export { ready } from "./runtime/facts/ready.js";
  export { policyText } from "./bench/contenders/agentpol.js";
  export { familyOf } from "./bench/families/family.js";
    `,
    {
      packages: "bundle",
      external: ["libpg-query"],
      banner: {
        js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
      },
    },
  );
}

function lineOf(cells) {
  return cells.map((cell) => String(cell).padStart(11)).join(" ");
}

/** A fresh process: nothing is compiled yet, and its peak of memory is its own. */
function measuredApart(name, count) {
  const script = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, script, "--measure", name, String(count)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measure(kind, rules) {
  const library = await bundled("compile");
  await library.ready();
  const policy = library.familyOf({ kind, rules, seed: 1 });
  const text = library.policyText(policy);
  const found = {};
  const times = {};
  const timed = (phase, run) => {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    const value = run();
    const { user, system } = process.cpuUsage(used);
    times[phase] = [performance.now() - begin, (user + system) / 1000];
    found[phase] = shown(times[phase]);
    return value;
  };
  const { program, table } = compiled(text, library, timed);
  const phases = [times.parse, times.check, times.lower, times.emit];
  found.compile = shown([0, 1].map((i) => phases.reduce((sum, each) => sum + each[i], 0)));
  const bytes = timed("bytes", () => library.tableBytes(table));
  found["peak MiB"] = Math.round(process.resourceUsage().maxRSS / 1024);
  const json = timed("json", () => JSON.parse(bytes));
  const reading = timed("read", () => library.readTable(json));
  if (!reading.ok) throw new Error(reading.reason);
  timed("prepare", () => library.preparePolicy(reading.table));
  found.open = timed("verify", () => verified(program, table, library)).notVerified.length;
  const edited = compiled(library.policyText(withOneEdited(policy)), library, (_, run) => run());
  const { differences, unresolved } = timed("diff", () => library.diffTables(table, edited.table));
  found.regions = `${differences.length}+${unresolved.length}`;
  found.load = loadavg()[0].toFixed(1);
  found["text KiB"] = Math.round(text.length / 1024);
  found["table KiB"] = Math.round(bytes.length / 1024);
  return found;
}

/** Wall and processor time, in milliseconds. */
function shown(times) {
  return times.map((time) => Math.round(time)).join("/");
}

function compiled(text, library, timed) {
  const read = () => ({ ok: true, text });
  const loaded = timed("parse", () => library.load("bench.agentpol", read));
  const { program, diagnostics } = timed("check", () => library.check(loaded, { read }));
  const found = [...loaded.diagnostics, ...diagnostics].find(({ severity }) => severity === "error");
  if (found !== undefined) throw new Error(found.message);
  const { core } = timed("lower", () => library.lower(program));
  return { program, table: timed("emit", () => library.emitTable(core)) };
}

/** What `agentpol verify` says of rules. */
function verified(program, table, library) {
  const ground = library.groundOf(library.subjectOf(program, table));
  return library.verifyRules(ground, { covering: library.coveringIn(program) });
}

/** In the middle, a rule that allows blocks. */
function withOneEdited({ tools, rules }) {
  const half = Math.floor(rules.length / 2);
  const place = rules.findIndex(({ verdict }, i) => i >= half && verdict === "allow");
  return { tools, rules: rules.map((rule, i) => (i === place ? { ...rule, verdict: "block" } : rule)) };
}
