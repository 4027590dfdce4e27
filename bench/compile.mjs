// How long it takes to compile, to load what was compiled, to prove what can be proved of every rule, and to compare with a
// version in which one rule is another: policies of 100, 1,000 and 10,000 rules of both families, each of the three in a
// process of its own, as the command line starts one. Run: node bench/compile.mjs [sizes] [families]
//
// Times are in milliseconds: wall time, and the processor's on all threads, which other programs change little. `open` is
// the rules of which nothing is known, `regions` the differences that were told and the actions that were left, and `load`
// how many programs wanted the machine's processors in the last minute.

import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle, bundled, removeBundle } from "./bundle.mjs";

const measures = { loading, proving, comparing };

const [first = "100,1000,10000", family = "tool-scoped,adversarial", size] = process.argv.slice(2);
if (first in measures) console.log(JSON.stringify(await measure(measures[first], family, Number(size))));
else await compare(first.split(",").map(Number), family.split(","));

async function compare(sizes, families) {
  await bundleAll();
  let isTitled = false;
  for (const name of families) {
    for (const count of sizes) {
      const measured = Object.keys(measures).map((what) => measuredApart(what, name, count));
      const row = Object.assign({ family: name, rules: count }, ...measured);
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
function measuredApart(what, name, count) {
  const script = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, script, what, name, String(count)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function measure(run, kind, rules) {
  const library = await bundled("compile");
  await library.ready();
  const found = {};
  const timed = (phase, act) => {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    const value = act();
    const { user, system } = process.cpuUsage(used);
    const time = [performance.now() - begin, (user + system) / 1000];
    found[phase] = shown(time);
    return { value, time };
  };
  const told = run(library.familyOf({ kind, rules, seed: 1 }), library, timed);
  return { ...found, ...told };
}

/** What `agentpol compile` does, and a service that reads what it wrote. */
function loading(policy, library, timed) {
  const text = library.policyText(policy);
  const { table, times } = compiled(text, library, timed);
  const compile = shown([0, 1].map((i) => times.reduce((sum, each) => sum + each[i], 0)));
  const bytes = timed("bytes", () => library.tableBytes(table)).value;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const json = timed("json", () => JSON.parse(bytes)).value;
  const reading = timed("read", () => library.readTable(json)).value;
  if (!reading.ok) throw new Error(reading.reason);
  timed("prepare", () => library.preparePolicy(reading.table));
  const sizes = { "text KiB": Math.round(text.length / 1024), "table KiB": Math.round(bytes.length / 1024) };
  return { compile, "peak MiB": peak, ...sizes };
}

/** What `agentpol verify` does, the compiler's work aside. */
function proving(policy, library, timed) {
  const { program, table } = compiled(library.policyText(policy), library, untimed);
  const prove = () => {
    const ground = library.groundOf(library.subjectOf(program, table));
    return library.verifyRules(ground, { covering: library.coveringIn(program) });
  };
  return { open: timed("verify", prove).value.notVerified.length };
}

/** What `agentpol diff` does, the compiler's work aside. */
function comparing(policy, library, timed) {
  const [before, after] = [policy, withOneEdited(policy)].map(
    (each) => compiled(library.policyText(each), library, untimed).table,
  );
  const { differences, unresolved } = timed("diff", () => library.diffTables(before, after)).value;
  return { regions: `${differences.length}+${unresolved.length}`, load: loadavg()[0].toFixed(1) };
}

function untimed(_, act) {
  return { value: act(), time: [] };
}

/** Wall and processor time, in milliseconds. */
function shown(times) {
  return times.map((time) => Math.round(time)).join("/");
}

function compiled(text, library, timed) {
  const read = () => ({ ok: true, text });
  const { value: loaded, time: parse } = timed("parse", () => library.load("bench.agentpol", read));
  const { value: checked, time: check } = timed("check", () => library.check(loaded, { read }));
  const { program, diagnostics } = checked;
  const found = [...loaded.diagnostics, ...diagnostics].find(({ severity }) => severity === "error");
  if (found !== undefined) throw new Error(found.message);
  const { value: lowered, time: lower } = timed("lower", () => library.lower(program));
  const { value: table, time: emit } = timed("emit", () => library.emitTable(lowered.core));
  return { program, table, times: [parse, check, lower, emit] };
}

/** In the middle, a rule that allows blocks. */
function withOneEdited({ tools, rules }) {
  const half = Math.floor(rules.length / 2);
  const place = rules.findIndex(({ verdict }, i) => i >= half && verdict === "allow");
  return { tools, rules: rules.map((rule, i) => (i === place ? { ...rule, verdict: "block" } : rule)) };
}
