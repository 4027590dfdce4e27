// DMN: the model is one that DMN's tools read, and what it states wholly it answers as `decide` does.
//
// The oracle is a reading of decision tables by DMN 1.3, section 8.2.11, over the FEEL of the package `feelin`.

import { DmnModdle, type ModdleElement } from "dmn-moddle";
import fc from "fast-check";
import { evaluate, unaryTest } from "feelin";
import { beforeAll, describe, expect, it } from "vitest";
import type { LeftOut } from "../../../compiler/tabulate/dmn/model.js";
import { dmnOf } from "../../../compiler/tabulate/dmn/state.js";
import { dmnXml } from "../../../compiler/tabulate/dmn/xml.js";
import { decide } from "../../../runtime/decide/decide.js";
import { preparePolicy } from "../../../runtime/decide/policy.js";
import { ready } from "../../../runtime/facts/ready.js";
import { declarationOf, overlap } from "../../../runtime/values/action-name.js";
import { compiled } from "../../support/agreement.js";
import { policy } from "../../support/arbitrary-policy.js";
import { step } from "../../support/arbitrary-steps.js";
import { tableOfFiles } from "../../support/compiling.js";

const NOW = Date.parse("2026-01-01T08:59:30Z");
const POLICIES = Number(process.env.DMN_POLICIES ?? 25);

beforeAll(ready);

// ─── A reader of DMN ────────────────────────────────────────────────────────────────────────────────────────────

type Row = Readonly<Record<string, unknown>>;

interface Model {
  readonly warnings: readonly string[];
  readonly elements: readonly ModdleElement[];
}

async function read(xml: string): Promise<Model> {
  const { rootElement, warnings } = await new DmnModdle().fromXML(xml);
  return { warnings: warnings.map(({ message }) => message), elements: rootElement.drgElement };
}

/** What each decision gives, in the order of the model, in which what is required stands before. */
function answers({ elements }: Model, request: Row): ReadonlyMap<string, unknown> {
  const context: Record<string, unknown> = { ...request };
  const found = new Map<string, unknown>();
  for (const decision of elements.filter(({ $type }) => $type === "dmn:Decision")) {
    context[decision.name] = answer(decision.decisionLogic, context);
    found.set(decision.label, context[decision.name]);
  }
  return found;
}

function answer(
  { hitPolicy, input = [], output = [], rule = [] }: ModdleElement["decisionLogic"],
  context: Row,
): unknown {
  const values = input.map(({ inputExpression }) => evaluate(inputExpression.text, { ...context }).value);
  const outputs = rule
    .filter(({ inputEntry = [] }) =>
      inputEntry.every(
        ({ text }, i) => unaryTest(text, { ...context, "?": values[i] ?? null }).value === true,
      ),
    )
    .map(({ outputEntry }) => evaluate(outputEntry[0]?.text ?? "", {}).value);
  const [clause] = output;
  if (outputs.length === 0)
    return clause?.defaultOutputEntry === undefined
      ? null
      : evaluate(clause.defaultOutputEntry.text, {}).value;
  if (hitPolicy === "ANY") {
    expect(new Set(outputs).size).toBe(1);
    return outputs[0];
  }
  expect(hitPolicy).toBe("PRIORITY");
  const order = evaluate(`[${clause?.outputValues?.text ?? ""}]`, {}).value as readonly unknown[];
  return order.find((each) => outputs.includes(each));
}

// ─── Policies that DMN can state wholly ─────────────────────────────────────────────────────────────────────────

const HEAD = `agent { id: string, role: low < middle < high, kind?: red | green }
context { flag: bool, maybe?: bool, deep?: { level: int, word?: string } }
action act(n: int, m?: int, price: money(USD), share?: percent, ratio: decimal, s: string, t?: string, size?: bytes) {
  effect write
  reversible reported
}
data words: set<string> from "words.json"
group leads = ["ana@corp.example"]
let dear = args.price >= 10.5 USD
`;

const REQUIRED: readonly string[] = [
  ...["args.n > 3", "args.n == 2", "args.n != 2", "3 <= args.n", "args.n in 1..4", "args.n in [0, 3, 5]"],
  ...["dear", "not dear", "args.price < 10 USD", "args.ratio <= 0.25", "args.n < 2.5"],
  ...[
    'args.s == "a|b"',
    'args.s like "a*"',
    'args.s not like "?-[x]*"',
    "args.s in words",
    "args.s not in words",
  ],
  ...["agent.role >= middle", "agent.role == low", "context.flag", "not context.flag"],
  ...[
    "action.reversible",
    'action.name == "act"',
    "has args.m",
    "not has args.m",
    "has args.t",
    "has context.deep",
  ],
];

const OPTIONAL: readonly (readonly [path: string, asks: readonly string[]])[] = [
  ["args.m", ["args.m < 3", "args.m in [1, 4]", "args.m not in [1, 4]"]],
  ["args.share", ["args.share > 2.5%"]],
  ["args.t", ['args.t == "<&>\\""', 'args.t like "*\\\\*"', "args.t in words", "args.t not in words"]],
  ["agent.kind", ["agent.kind == red", "agent.kind not in [red]"]],
  ["context.maybe", ["context.maybe", "not context.maybe"]],
  ["context.deep", ["context.deep.level >= 2"]],
  ["context.deep.word", ['context.deep.word == "x"']],
  ["args.size", ["args.size >= 1KiB"]],
];

/** What may be absent is asked about where it is there, or where it is not. */
const ATOMS: readonly string[] = [
  ...REQUIRED,
  ...OPTIONAL.flatMap(([path, asks]) =>
    asks.flatMap((ask) => [`(has ${path} and ${ask})`, `(not has ${path} or ${ask})`]),
  ),
];

const condition: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...ATOMS),
    fc
      .tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie("condition").map((each) => `not (${each})`),
  ),
})).condition;

const verdict = fc.constantFrom(
  ...["allow", "allow", 'block "b"', 'escalate to leads "e"', 'throttle "t"', "allow once approved by leads"],
);

const rules = fc
  .array(fc.tuple(condition, fc.option(condition), verdict), { minLength: 1, maxLength: 6 })
  .map((all) => all.map(ruleText).join("\n"));

function ruleText([when, unless, gives]: readonly [string, string | null, string], place: number): string {
  const clauses = [`when ${when}`, ...(unless === null ? [] : [`unless ${unless}`]), gives];
  return `rule r${String(place)} on act { ${clauses.join(", ")} }`;
}

const fallback = fc.constantFrom('block "no"', "allow", 'escalate to leads "ask"', 'throttle "later"');

const files = fc
  .record({
    own: rules,
    default: fallback,
    floor: fc.option(fc.record({ rules, default: fallback, mode: fc.constantFrom("enforce", "shadow") })),
  })
  .map(({ own, default: otherwise, floor }) => ({
    "words.json": '["a", "a|b", "\\u0001é😀", "\\\\"]',
    "head.agentpol": HEAD,
    "p.agentpol": `policy p { default ${otherwise}${floor === null ? "" : ', floor "./floor.agentpol"'} }\nimport "./head.agentpol"\n${own}`,
    ...(floor !== null && {
      "floor.agentpol": `policy floor { default ${floor.default}, mode ${floor.mode} }\nimport "./head.agentpol"\n${floor.rules}`,
    }),
  }));

const TEXTS = ["a", "a|b", "abc", "x-[x]y", "1-[x]", '<&>"', "a*b", "\\", "\u0001é😀", "", "*"];
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const request = fc
  .record({
    agent: fc.record({
      id: fc.constant("x"),
      role: fc.constantFrom("low", "middle", "high"),
      kind: optional(fc.constantFrom("red", "green")),
    }),
    context: fc.record({
      flag: fc.boolean(),
      maybe: optional(fc.boolean()),
      deep: optional(
        fc.record({ level: fc.integer({ min: 0, max: 4 }), word: optional(fc.constantFrom("x", "y")) }),
      ),
    }),
    action: fc.record({
      name: fc.constant("act"),
      reversible: optional(fc.boolean()),
      args: fc.record({
        n: fc.integer({ min: -1, max: 6 }),
        m: optional(fc.integer({ min: 0, max: 5 })),
        price: fc.constantFrom(0, 9.9999, 10, 10.4999, 10.5, 11),
        share: optional(fc.constantFrom(0, 2.5, 2.5001, 3)),
        ratio: fc.constantFrom(0, 0.25, 0.2501, 1),
        s: fc.constantFrom(...TEXTS),
        t: optional(fc.constantFrom(...TEXTS)),
        size: optional(fc.constantFrom(0, 1023, 1024)),
      }),
    }),
  })
  .map((each) => JSON.parse(JSON.stringify(each)) as RequestRow);

type RequestRow = Row & { readonly action: Row & { readonly args: Row } };

/** What a model finds under its inputs: what is absent is null. */
function inputsOf({ agent, context, impact, action }: Row): Row {
  const { args, reversible } = action as Row;
  return {
    agent: agent ?? {},
    context: context ?? {},
    impact: impact ?? {},
    args: args ?? {},
    action: { reversible: reversible ?? null },
  };
}

describe("a decision of DMN", () => {
  it("is that of `decide`, of policies that DMN states wholly", async () => {
    const seen = new Map<unknown, number>();
    const property = fc.asyncProperty(
      files,
      fc.array(request, { minLength: 12, maxLength: 12 }),
      async (all, requests) => {
        const table = tableOfFiles(all);
        const { model, leftOut } = dmnOf(table);
        // A condition of many alternatives in many parts has no short table.
        if (leftOut.some(({ reason }) => reason.includes("too many ways"))) return;
        // Only what holds once somebody has approved, or never, is missing.
        expect(leftOut.filter(({ changes }) => changes)).toEqual([]);
        const dmn = await read(dmnXml(model));
        const prepared = preparePolicy(table);
        for (const each of requests) {
          const decision = decide(prepared, each, { now: NOW });
          const given = answers(dmn, inputsOf(each)).get("act");
          expect({ request: each, verdict: given }).toEqual({ request: each, verdict: decision.verdict });
          seen.set(given, (seen.get(given) ?? 0) + 1);
        }
      },
    );
    await fc.assert(property, { numRuns: POLICIES, endOnFailure: true });
    process.stdout.write(`dmn: ${JSON.stringify(Object.fromEntries(seen))}\n`);
    expect(Array.from(seen.keys()).sort()).toEqual(["allow", "block", "escalate", "throttle"]);
  }, 300_000);

  it("is that of `decide`, of the actions of any policy that lose no rule", async () => {
    let compared = 0;
    const property = fc.asyncProperty(
      policy,
      fc.array(step, { maxLength: 30, size: "max" }),
      async (random, steps) => {
        const { table } = compiled(random);
        const { model, leftOut } = dmnOf(table);
        const dmn = await read(dmnXml(model));
        expect(dmn.warnings).toEqual([]);
        const prepared = preparePolicy(table);
        for (const each of steps) {
          if (each.do !== "attempt") continue;
          const decision = decide(prepared, each.request, { now: NOW });
          if (decision.fault !== undefined) continue;
          const asked = each.request as RequestRow;
          const declared = declarationOf(table.schema.actions, asked.action.name as string) ?? "";
          if (leftOut.some((rule) => rule.changes && isAbout(rule, declared))) continue;
          const given = answers(dmn, inputsOf(asked)).get(declared);
          expect({ request: asked, verdict: given }).toEqual({ request: asked, verdict: decision.verdict });
          compared += 1;
        }
      },
    );
    await fc.assert(property, { numRuns: POLICIES, endOnFailure: true });
    process.stdout.write(`dmn of any policy: ${String(compared)} decisions\n`);
    expect(compared).toBeGreaterThan(POLICIES / 5);
  }, 300_000);
});

/** A floor may know the action by another name. */
function isAbout({ actions }: LeftOut, declared: string): boolean {
  return actions.some((each) => overlap(each, declared));
}

// ─── The model ──────────────────────────────────────────────────────────────────────────────────────────────────

const HOSTILE = `policy p { default block "<b>&amp;\\u0001 ]]> \\"'" }
agent { id: string }
action a.b(s: string) { effect read }
action a_b(s: string) { effect read }
rule r on * { when args.s == "]]><!-- \\u0000\\u202e\\n\\"\\\\ 😀" or args.s like "<*>", allow }
`;

describe("a model", () => {
  const hostile = () => dmnXml(dmnOf(tableOfFiles({ "p.agentpol": HOSTILE })).model);

  it("is read by DMN's tools, whatever texts stand in it", async () => {
    const xml = hostile();
    const { warnings, elements } = await read(xml);
    expect(warnings).toEqual([]);
    expect(elements.filter(({ $type }) => $type === "dmn:Decision").map(({ name }) => name)).toEqual([
      ...["permitted_a_b", "verdict_of_a_b", "permitted_a_b_2", "verdict_of_a_b_2"],
    ]);
    // What XML cannot hold, and what people do not see, stands as an escape.
    expect(xml.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    const cells = elements.at(-1)?.decisionLogic.rule?.map(({ inputEntry }) => inputEntry?.[0]?.text);
    expect(cells).toContain(String.raw`"]]><!-- \u0000\u202e\u000a\"\\ 😀"`);
  });

  it("decides what such texts say", async () => {
    const model = await read(hostile());
    const verdictOf = (s: string) => answers(model, { agent: {}, args: { s } }).get("a.b");
    expect(verdictOf(']]><!-- \u0000\u202e\n"\\ 😀')).toBe("allow");
    expect(verdictOf("<\nx>")).toBe("allow");
    expect(verdictOf("x")).toBe("block");
  });

  it("has ids that are unique, references that lead to one, and children in the order of the schema", () => {
    const xml = hostile();
    const ids = Array.from(xml.matchAll(/ id="([^"]*)"/g), ([, id = ""]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
    for (const [, id] of xml.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(id);
    const order = ["description", "variable", "informationRequirement", "decisionTable"];
    for (const [, body = ""] of xml.matchAll(/<decision [^>]*>\n([^]*?)\n {2}<\/decision>/g)) {
      const children = Array.from(body.matchAll(/^ {4}<(\w+)/gm), ([, name = ""]) => order.indexOf(name));
      expect(children).toEqual([...children].sort((a, b) => a - b));
      expect(children).not.toContain(-1);
    }
    expect(xml).toContain('xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"');
  });

  it("says of each rule that it lacks why", () => {
    const text = `policy p { default block "no" }
agent { id: string }
killswitch stop { scope all }
impact { cost: int }
action a(n: int, p: path, s: string, at: time, u: url) { effect read, reversible always }
action mcp.*(...) { effect read, reversible always }
rule window on a { when args.n > 1, allow }
cap c on a { limit sum(impact.cost) <= 5 per 1h, else block "c" }
rule path on a { when args.p like "/x/**", block "p" }
rule two on a { when args.s == agent.id, block "t" }
rule past on a { when count(a, within 1h) > 3, block "h" }
rule regex on a { when args.s matches "^x", block "r" }
rule at on a { when args.at < time("2026-01-01T00:00:00Z"), block "at" }
rule tried on a { mode shadow, block "s" }
rule noted on a { note "n" }
redact secret on a { mask args.s matching [api_key] }
rule some on mcp.fs.* { allow }
rule asked on a { allow once approved by people }
group people = ["ana@corp.example"]
`;
    const { leftOut } = dmnOf(tableOfFiles({ "p.agentpol": text }));
    const told = leftOut.map(({ rule, verdict: gives, reason, changes }) => [
      rule.slice(2),
      gives,
      reason,
      changes,
    ]);
    expect(told).toEqual([
      ["c", "block", "it asks what a window has counted", true],
      ["path", "block", "FEEL has no values of the type of args.p, path", true],
      ["two", "block", "it asks about more than one attribute, or about what is no attribute", true],
      ["past", "block", "it asks about more than one attribute, or about what is no attribute", true],
      ["regex", "block", "its regular expression is not FEEL's", true],
      ["at", "block", "FEEL has no values of the type of args.at, time", true],
      ["tried", "block", "it is a shadow rule, and not enforced", false],
      ["noted", "note", "it is a note, and gives no verdict", false],
      ["secret", "redact", "it looks for sensitive text", true],
      ["asked", "allow", "no request of the action meets it, before anybody has approved", false],
      ["some", "allow", "it asks which of a wildcard's names the action has", true],
    ]);
  });
});
