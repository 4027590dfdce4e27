// A property suite: what a policy promises, as a file for vitest and fast-check that a person can read.

import { withFloors } from "../../runtime/table/floor.js";
import type { Table, TableFile } from "../../runtime/table/format.js";
import { literal, quoted, remark } from "../emit/js/literal.js";
import type { Program } from "../types/program.js";
import type { Span } from "../source/source.js";
import { groundOf } from "../verify/ground.js";
import { subjectOf } from "../verify/subject.js";
import { listCode, textsCode } from "./code.js";
import { Conditions, functionCode } from "./condition.js";
import { examplesFor, pastOf } from "./examples.js";
import { general, killsCode } from "./general.js";
import { laidOut } from "./layout.js";
import { type Promised, statedBy, type Stated } from "./promises.js";
import { VOCABULARY } from "./vocabulary.js";
import { requestsCode } from "./requests.js";
import { shapeOf } from "./shapes.js";

export interface Suite {
  /** A module of JavaScript: what the file holds. */
  readonly text: string;
  /**
   * The same without its imports: statements that call `promise(name, situations, generated, check)`, in which `fc`, `suite`,
   * `table` and `target` are bound.
   */
  readonly body: string;
}

/** What `ready()` loads must be loaded. `table` is the file beside the suite. */
export function emitSuite(program: Program, table: TableFile, tableName: string): Suite {
  const conditions = new Conditions((rule) => needsOf(rule, program));
  const stated = statedBy(program, conditions);
  const subject = subjectOf(program, table);
  const claims = new Map(subject.claims.map((claim) => [`assert ${claim.name}`, claim] as const));
  const examples = examplesFor(groundOf(subject), claims);
  const parts = [
    ...remarksOn(stated),
    ...section("What is declared", declarations(program, table, conditions)),
    ...section("What is attempted", [
      ...requestsCode(shapeOf(table, examples)),
      ...examplesCode(stated, examples.requests),
      ...killsCode(program),
      playsCode(
        program,
        table.exprs.some(({ op }) => op === "now"),
      ),
    ]),
    ...section("Where each rule speaks, as the policy words it", speaksCode(stated, program)),
    ...section("What is promised", [...general(program, table), ...stated.promises].map(promiseCode)),
  ];
  const body = laidOut(withHelpers(parts.join("\n")));
  return { body, text: `${header(program, tableName)}\n${body}\n` };
}

function needsOf(name: string, program: Program) {
  const rule = program.rules.find((each) => each.name === name);
  if (rule?.form === "quorum" || rule?.form === "reversibility")
    return { needs: rule.needs, within: rule.within };
  const group =
    rule?.form === "rule" ? rule.verdict.group : rule && "else" in rule ? rule.else.group : undefined;
  return {
    needs: group === undefined ? [] : [{ count: 1, group, acknowledging: false }],
    within: rule?.within ?? 0,
  };
}

// ─── The file ───────────────────────────────────────────────────────────────────────────────────────────────────

function header({ header: { name, version } }: Program, tableName: string): string {
  const policy = version === undefined ? name : `${name} ${version}`;
  return `${remark(`What the policy ${policy} promises, made by \`agentpol compile --emit tests\`. Run it with vitest.`)}
//
// Each promise is tried on sequences of steps that fast-check makes up: attempts, agreement, time that passes, kill switches.
// What is decided is held against a plain log of what has happened. A failure is shrunk, and tells the seed that repeats it:
// AGENTPOL_SEED=… AGENTPOL_RUNS=… say which sequences, and how many.

import fc from "fast-check";
import { test } from "vitest";
import { suite } from "agentpol/runtime";
import table from ${quoted(`./${tableName}`)} with { type: "json" };

/** What is tested: anything that can be started afresh and answers like a runtime. Put your own decision point here. */
const target = suite.runtimeTarget(table);

const { AGENTPOL_RUNS = "100", AGENTPOL_SEED } = process.env;
const settings = { numRuns: Number(AGENTPOL_RUNS), ...(AGENTPOL_SEED && { seed: Number(AGENTPOL_SEED) }) };

/** Tries \`check\` on what is generated, and fails where a situation that the promise is about never came up. */
function promise(name, situations, generated, check) {
  test(name, { timeout: 600_000 }, async () => {
    const met = new suite.Met(situations);
    await fc.assert(fc.asyncProperty(generated, (each) => check(each, met)), settings);
    met.orFail(settings.numRuns);
  });
}`;
}

function remarksOn({ left }: Stated): readonly string[] {
  if (left.length === 0) return [];
  return [
    "",
    "// Not stated here, since a suite cannot say by itself where these speak:",
    ...left.map(({ rule, reason }) => remark(`  ${rule}: ${reason}`)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ["", `// ─── ${title} ${"─".repeat(Math.max(3, 110 - title.length))}`, "", ...lines];
}

/** What the body takes from `suite`: all of its names that stand in it. */
function withHelpers(body: string): string {
  const bare = body.replace(/"(?:[^"\\\n]|\\.)*"/gu, '""').replace(/\/\/.*$/gmu, "");
  const used = VOCABULARY.filter((name) =>
    new RegExp(`(?<![\\w$])(?<![^.]\\.)${name}(?=[(,)])`, "u").test(bare),
  );
  return `\nconst { ${used.join(", ")} } = suite;\n${body}`;
}

// ─── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────

function declarations(program: Program, table: TableFile, { declared }: Conditions): readonly string[] {
  const actions = Object.entries<Table["schema"]["actions"][string]>(table.schema.actions).map(
    ([name, { effect, reversible }]) => `    ${quoted(name)}: ${literal({ effect, reversible })},`,
  );
  const killswitches = withFloors(table).flatMap((each) => each.killswitches.map(({ name }) => name));
  const groups = new Map(
    [...program.groups, ...declared.groups.values()].map((group) => [group.name, group.members]),
  );
  return [
    "const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];",
    "const declared = {",
    "  actions: {",
    ...actions,
    "  },",
    `  killswitches: ${textsCode(killswitches)},`,
    `  volatile: ${textsCode(program.form.volatile)},`,
    "};",
    ...objectCode(
      "groups",
      Array.from(groups, ([name, members]) => [name, textsCode(members)] as const),
    ),
    ...objectCode("data", Array.from(declared.data)),
    ...objectCode(
      "lets",
      Array.from(declared.lets.values(), ({ name, code }) => [name, code] as const),
    ),
  ];
}

function objectCode(
  name: string,
  members: readonly (readonly [name: string, code: string])[],
): readonly string[] {
  if (members.length === 0) return [];
  return [`const ${name} = {`, ...members.map(([each, code]) => `  ${each}: ${code},`), "};"];
}

/** Several rules speak of one request, which is written once. */
function examplesCode(stated: Stated, requests: ReadonlyMap<string, readonly unknown[]>): readonly string[] {
  const places = new Map<string, string>();
  const lines = stated.speaks
    .flatMap(({ name }) => [name, pastOf(name)])
    .flatMap((name) => {
      const found = (requests.get(name) ?? []).map((request) => {
        const code = literal(request);
        const place = places.get(code) ?? `spoken[${places.size}]`;
        places.set(code, place);
        return place;
      });
      return found.length === 0 ? [] : [`  ${quoted(name)}: ${listCode(found)},`];
    });
  return [
    "/** Requests of which rules speak. */",
    "const spoken = [",
    ...Array.from(places.keys(), (code) => `  ${code},`),
    "];",
    "/** For each rule, and for what it asks of the past. */",
    "const examples = {",
    ...lines,
    "};",
  ];
}

/** Those who agree: all members of groups, the agent, and somebody who may not. */
function playsCode({ groups }: Program, isTimed: boolean): string {
  const members = groups.length === 0 ? "" : "...Object.values(groups).flat(), ";
  const hours = isTimed ? "HOUR, 8 * HOUR, 16 * HOUR, DAY" : "";
  return PLAYS.replace("MEMBERS", members).replace("...HOURS", hours).replace("...waits, )", "...waits)");
}

const PLAYS = `
/** A record of generators; those named at the end may be left out. */
function record(fields, ...optional) {
  const requiredKeys = Object.keys(fields).filter((name) => !optional.includes(name));
  return fc.record(fields, { requiredKeys, noNullPrototype: true });
}

/** Requests: any; such as the rule speaks of; and these with some attributes of any other. */
function requestsFor(rule) {
  const any = record({ agent, action: fc.oneof(...Object.values(actions)), context, impact });
  const own = examples[rule] ?? [];
  if (own.length === 0) return any;
  const example = fc.constantFrom(...own);
  const sameAction = (request) => record({ agent, action: actions[request.action.name] ?? fc.constant(request.action), context, impact });
  const blended = example.chain((request) =>
    fc.tuple(sameAction(request), fc.nat({ max: 2 ** 20 })).map(([other, bits]) => blend(request, other, bits)),
  );
  return fc.oneof({ weight: 2, arbitrary: any }, { weight: 3, arbitrary: example }, { weight: 4, arbitrary: blended });
}

const anyRequest = fc.constantFrom("", ...Object.keys(examples)).chain(requestsFor);

/** What comes back. */
const results = ["x", "ann@example.com", "card 4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "078-05-1120", "AKIAIOSFODNN7EXAMPLE"];

const people = [MEMBERS"a-1", "nobody@else.example"];

/** Sequences of steps: attempts, agreement to what was attempted last, time that passes, and what else a promise is about. */
function plays(rule, { past, apart, times = [1, 2], waits = [1, MINUTE], halting = 1, reports = false } = {}) {
  const long = Math.max(...times) > 50;
  const steps = [
    { weight: 8, arbitrary: record({ do: fc.constant("attempt"), which: fc.nat({ max: 1 }), times: fc.constantFrom(...times) }) },
    { weight: 2, arbitrary: record({ do: fc.constant("wait"), for: fc.constantFrom(...waits, ...HOURS) }) },
  ];
  if (people.length > 2)
    steps.push({ weight: 6, arbitrary: record({ do: fc.constant("approve"), by: fc.constantFrom(...people), acknowledging: fc.boolean() }) });
  if (reports)
    steps.push({ weight: 3, arbitrary: record({ do: fc.constant("report"), outcome: fc.constantFrom("ok", "failed"), result: fc.constantFrom(...results) }, "result") });
  if (kills.length > 0) {
    const scopes = kills.map((scope) => record({ do: fc.constantFrom("kill", "kill", "revive"), ...scope }));
    steps.push({ weight: halting, arbitrary: fc.oneof(...scopes) });
  }
  const requests = fc.array(requestsFor(rule), { minLength: 1, maxLength: 2 });
  const withPast = fc.tuple(requestsFor(rule), requestsFor(\`before \${rule}\`)).map(([now, before]) => [now, linked(before, now, past)]);
  const withOther = fc.tuple(requestsFor(rule), requestsFor("")).map(([one, other]) => [one, linked(one, other, apart.map((each) => [each, each]))]);
  return record({
    requests: fc.oneof(
      { weight: 2, arbitrary: requests },
      ...(past === undefined ? [] : [{ weight: 6, arbitrary: withPast }]),
      ...(apart === undefined ? [] : [{ weight: 3, arbitrary: withOther }]),
    ),
    steps: fc.array(fc.oneof(...steps), { minLength: 1, maxLength: long ? 6 : 14, size: "max" }),
  });
}`;

function speaksCode({ speaks }: Stated, { files }: Program): readonly string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return [
    "const speaks = {",
    ...speaks.flatMap(({ rule, name, code }) => [
      ...sourceOf(rule, texts).map((line) => `  ${remark(line).trimEnd()}`),
      `  ${quoted(name)}: ${functionCode(code)},`,
    ]),
    "};",
  ];
}

function sourceOf({ span }: { readonly span: Span }, texts: ReadonlyMap<string, string>): readonly string[] {
  return (texts.get(span.file) ?? "").slice(span.start, span.end).split(/\r?\n/u);
}

function promiseCode({ name, situations, generated, check, over }: Promised): string {
  const checked =
    over === "plays"
      ? `async (steps, met) => {
    const log = await play(target, declared, steps);
    ${check};
  }`
      : check;
  return `promise(\n  ${quoted(name)},\n  ${textsCode(situations)},\n  ${generated},\n  ${checked},\n);\n`;
}
