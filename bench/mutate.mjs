// How long mutation testing takes: a policy of 200 rules of all common forms, with 300 cases that pass on it. Once the cases are
// drawn at random, which tell few mistakes, so that a missing case is looked for of most; and once they are as people write
// them: those that tell most, of what told a mistake in the first run or was found missing there.
// Run: node bench/mutate.mjs [rules] [cases]
//
// `time` is wall time and `cpu` the processor's, in milliseconds. `each` is the processor's time for a mutant.

import { bundle, bundled, removeBundle } from "./bundle.mjs";

const [rules = 200, cases = 300] = process.argv.slice(2).map(Number);

/** Rules of one tool, of which the policy has as many as it takes. */
const toolRules = (tool, i) => `
action ${tool}.run(path: path, amount: money(USD), hosts: int, url: url, note?: string) { effect write, reversible ${i % 3 === 0 ? "reported" : "always"}, reaches url }
rule ${tool}_may on ${tool}.run { when agent.role in [clerk, lead], allow }
rule ${tool}_lead on ${tool}.run { when agent.role == admin and context.env != prod, allow }
rule ${tool}_paths on ${tool}.run { when args.path like "/etc/${tool}/**" or args.path like "**/.env", block "out of bounds" }
rule ${tool}_ticket on ${tool}.run { when context.env == prod and not has context.ticket and args.hosts > ${String(3 + (i % 5))}, escalate to sre }
cap ${tool}_hosts on ${tool}.run { limit args.hosts <= ${String(10 + i)}, else block "too many hosts" }
cap ${tool}_spend on ${tool}.run { limit sum(args.amount) <= ${String(5000 + 100 * i)} USD per 1d by agent.id, else escalate to finance }
throttle ${tool}_pace on ${tool}.run { limit ${String(4 + (i % 3))} per 1h by agent.session }
quorum ${tool}_large on ${tool}.run { when args.amount >= ${String(1000 + 50 * i)} USD, need 2 of finance, within 30m, else escalate to finance }
boundary ${tool}_hosts_reached on ${tool}.run { reach ["*.corp.example", "10.0.0.0/8"], else block }
rule ${tool}_repeats on ${tool}.run { when count(${tool}.run where args.hosts > 2, within 1h, by agent.id) >= 3, escalate to sre }
`;

const RULES_OF_A_TOOL = 10;

function policyText(count) {
  const tools = Array.from({ length: Math.ceil(count / RULES_OF_A_TOOL) }, (_, i) => `tool${String(i)}`);
  return `policy bench { default block }
agent { id: string, role: clerk | lead | admin, session: string, owner?: string }
context { env: dev | staging | prod, ticket?: string }
group sre = ["sam@corp.example", "sue@corp.example", "sid@corp.example"]
group finance = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]
${tools.map(toolRules).join("")}`;
}

/** Numbers from 0 to 1, the same in each run. */
function drawing(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function stepsOf(draw, tools) {
  const pick = (items) => items[Math.floor(draw() * items.length)];
  const i = Math.floor(draw() * tools);
  const steps = [
    { step: "agent", values: { id: pick(["a", "b"]), role: pick(["clerk", "lead", "admin"]), session: "s" } },
    {
      step: "context",
      values: { env: pick(["dev", "prod"]), ...(draw() < 0.5 && { ticket: "T-1" }) },
    },
    {
      step: "action",
      name: `tool${String(i)}.run`,
      args: {
        path: pick(["/srv/a", "/srv/b", `/etc/tool${String(i)}/x`, "/srv/.env"]),
        amount: { amount: pick([1, 999 + 50 * i, 1000 + 50 * i, 4999]), currency: "USD" },
        hosts: pick([1, 3, 4, 5, 10 + i, 11 + i]),
        url: pick(["https://api.corp.example/", "https://10.1.2.3/", "https://elsewhere.example/"]),
      },
      ...(i % 3 === 0 && { reversible: draw() < 0.5 }),
    },
  ];
  return [...steps, { step: "expect", verdict: "block", times: 1 }].concat(
    draw() < 0.3
      ? [
          { step: "after", duration: 60_000 },
          { step: "expect", verdict: "block", times: 1 },
        ]
      : [],
  );
}

/** Cases that expect what is decided: each expectation is put right until none fails. */
async function casesOf(count, tools, run) {
  const draw = drawing(1);
  const made = [];
  for (let i = 0; i < count; i += 1) {
    const steps = stepsOf(draw, tools).map((step, at) => ({ ...step, origin: String(at) }));
    for (;;) {
      const { failure } = await run({ name: `case ${String(i)}`, origin: "", steps });
      if (failure === undefined) break;
      const at = steps.findIndex(({ origin }) => origin === failure.origin);
      steps[at] = { ...steps[at], verdict: failure.actual.verdict };
    }
    made.push({ name: `case ${String(i)}`, origin: "", steps });
  }
  return made;
}

await bundle(
  "mutate",
  `
  export { compile } from "./compiler/compile.js";
  export { mutate } from "./compiler/mutate/mutate.js";
  export { OPERATORS } from "./compiler/mutate/operators.js";
  export { scoreOf } from "./compiler/mutate/score.js";
  export { ready } from "./runtime/facts/ready.js";
  export { caseRunner } from "./runtime/testing/run.js";
  `,
);
const library = await bundled("mutate");
await removeBundle("mutate");
await library.ready();
const text = policyText(rules);
const options = { read: () => ({ ok: true, text }) };
const { program, table, diagnostics } = library.compile("bench.agentpol", options);
if (table === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
const golden = await casesOf(cases, Math.ceil(rules / RULES_OF_A_TOOL), await library.caseRunner(table));
const subject = { entry: "bench.agentpol", options, program, table };

/** Runs all mutants, and tells how that went. */
async function measured(suite, some) {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  const { mutants } = await library.mutate({ ...subject, cases: some }, { operators: library.OPERATORS });
  const time = performance.now() - begin;
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1000;
  const { percent, killed, survived, equivalent } = library.scoreOf(mutants);
  const found = mutants.filter(({ killer }) => killer !== undefined).length;
  console.log({
    ...{ suite, rules: program.rules.length, cases: some.length, mutants: mutants.length },
    ...{ killed, survived, equivalent, found, percent: Math.round(percent) },
    ...{ time: Math.round(time), cpu: Math.round(cpu), each: Math.round((100 * cpu) / mutants.length) / 100 },
  });
  return mutants;
}

const mutants = await measured("drawn", golden);
const told = new Map();
for (const { by, killer } of mutants) {
  const one = by ?? killer;
  if (one !== undefined) told.set(one, (told.get(one) ?? 0) + 1);
}
const most = Array.from(told).sort(([, a], [, b]) => b - a);
await measured(
  "written",
  most.slice(0, cases).map(([one]) => one),
);
