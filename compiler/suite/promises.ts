// The promises of a policy, one a primitive, as code that states and tries each.

import { durationText, literalText } from "../emit/words.js";
import { typeSchema } from "../emit/schema.js";
import { literal, quoted } from "../emit/js/literal.js";
import type { Program, TypedAssert, TypedLimit, TypedRedaction, TypedRule } from "../types/program.js";
import { attributeCode, durationCode, listCode, readCode, textsCode } from "./code.js";
import { detectorsCode, functionCode, type Conditions } from "./condition.js";
import { amountCode, boundCode, mostCode, saidBy, type Said, speaksCode, typeAt } from "./rules.js";
import type { TypedHistory } from "../types/typed-expr.js";
import { Untold, telling } from "./untold.js";

export interface Promised {
  readonly name: string;
  /** What must come up for it to be tested. */
  readonly situations: readonly string[];
  /** The generator of what it is held against. */
  readonly generated: string;
  /** Of plays a call, in which `log` and `met` are bound; of requests a function. */
  readonly check: string;
  /** Which of the two ways of trying it. */
  readonly over: "plays" | "requests";
}

/** What cannot be stated, and why. */
export interface Left {
  readonly rule: string;
  readonly reason: string;
}

export interface Stated {
  /** Of each rule: its name, and the body of the function that says where it speaks. */
  readonly speaks: readonly {
    readonly rule: TypedRule | TypedAssert;
    readonly name: string;
    readonly code: string;
  }[];
  readonly promises: readonly Promised[];
  readonly left: readonly Left[];
}

/** What is promised by all rules and asserts. */
export function statedBy(program: Program, conditions: Conditions): Stated {
  const speaks: Stated["speaks"][number][] = [];
  const promises: Promised[] = [];
  const left: Left[] = [];
  const state = (rule: TypedRule | TypedAssert, name: string, promised: () => readonly Promised[]): void => {
    const told = telling(() => {
      if (rule.onResult) throw new Untold("it decides what comes back");
      const code = speaksCode(rule, program, conditions);
      return { code, promised: promised() };
    });
    if (told instanceof Untold) left.push({ rule: name, reason: told.reason });
    else {
      speaks.push({ rule, name, code: told.code });
      promises.push(...told.promised);
    }
  };
  for (const rule of program.rules)
    state(rule, rule.name, () => {
      if (rule.shadow) return [onTrial(rule)];
      return [...promisedBy(rule, program, conditions), ...tripping(rule)];
    });
  for (const claim of program.asserts) state(claim, `assert ${claim.name}`, () => [claimed(claim)]);
  return { speaks, promises, left };
}

function onTrial(rule: TypedRule): Promised {
  return over(rule, {
    name: `${rule.form} ${rule.name} is on trial, and decides nothing`,
    situations: ["it would speak"],
    check: `isOnTrial(log, ${quoted(rule.name)}, speaks[${quoted(rule.name)}], met)`,
  });
}

function promisedBy(rule: TypedRule, program: Program, conditions: Conditions): readonly Promised[] {
  if (rule.form === "note") throw new Untold("it only notes something");
  const said = saidBy(rule, program, conditions);
  const speaks = `speaks[${quoted(rule.name)}]`;
  const heard = said.length === 0 ? [] : [heardPromise(rule, said)];
  if (rule.form === "rule" && rule.verdict.verdict === "allow" && rule.verdict.once === undefined)
    return [
      over(rule, {
        name: `rule ${rule.name} permits where its conditions hold, and nowhere else`,
        situations: ["it permits"],
        check: `permitsOnly(log, { rule: ${quoted(rule.name)}, where: ${speaks} }, met)`,
      }),
    ];
  switch (rule.form) {
    case "cap":
    case "throttle":
      return [...heard, ...windowed(rule, said, program, conditions)];
    case "redact":
      return [...heard, ...leaving(rule, rule.redactions, program)];
    case "rule":
      return [...heard, ...leaving(rule, rule.verdict.redactions, program)];
    case "boundary":
      return [...heard, ...denying(rule)];
    default:
      return heard;
  }
}

// ─── What restricts ─────────────────────────────────────────────────────────────────────────────────────────────

function heardPromise(rule: TypedRule, said: readonly Said[]): Promised {
  const hasWindows = rule.form === "cap" && rule.limits.some(({ window }) => window !== undefined);
  const sayings = said.map(
    ({ verdict, where }) =>
      `{ rule: ${quoted(rule.name)}, verdict: ${quoted(verdict)}, where: ${functionCode(where)}${hasWindows ? ", also: true" : ""} }`,
  );
  return over(rule, {
    name: heardName(rule),
    situations: ["it speaks"],
    check: `isHeard(log, [${sayings.join(", ")}], met)`,
  });
}

function heardName(rule: TypedRule): string {
  switch (rule.form) {
    case "quorum":
    case "reversibility": {
      const people = rule.needs
        .map(
          ({ count, group, acknowledging }) =>
            `${count} of ${group.name}${acknowledging ? " acknowledging irreversible" : ""}`,
        )
        .join(" and ");
      return rule.form === "quorum"
        ? `quorum ${rule.name}: nothing is permitted with fewer than ${people}, the agent and its owner aside`
        : `reversibility ${rule.name}: nothing irreversible is permitted without ${people}`;
    }
    case "cap":
      return `cap ${rule.name}: what exceeds it, or is not known, gets ${rule.else.verdict}`;
    case "boundary":
      return `boundary ${rule.name}: what reaches elsewhere gets ${rule.else.verdict}`;
    case "drift":
      return `drift ${rule.name}: what departs from its schema gets ${rule.else.verdict}`;
    case "grant":
      return `grant ${rule.name} ends ${durationText(rule.expires)} after its first use, for each ${rule.scope.join(", ")}`;
    case "rule":
      return `rule ${rule.name}: it gives ${rule.verdict.once ? "escalate" : rule.verdict.verdict} wherever its conditions hold${rule.verdict.once ? " and nobody has agreed, and permits what somebody agreed to" : ", and nowhere else"}`;
    default:
      return `${rule.form} ${rule.name} is heard wherever it has something to rewrite, and nowhere else`;
  }
}

// ─── Windows ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Attempts that one play makes to fill a window. */
const MOST_ATTEMPTS = 1_500;

function windowed(
  rule: Extract<TypedRule, { readonly form: "cap" | "throttle" }>,
  said: readonly Said[],
  program: Program,
  conditions: Conditions,
): readonly Promised[] {
  const limits = rule.limits.filter(({ window }) => window !== undefined);
  if (limits.length === 0) return [];
  const [first] = limits;
  if (limits.some(({ attribute, bound }) => attribute === undefined && bound > MOST_ATTEMPTS))
    throw new Untold(`more than ${MOST_ATTEMPTS} attempts fill its window`);
  const waived =
    rule.else.verdict === "escalate" && rule.else.group !== undefined
      ? [
          `waived: ${functionCode(conditions.agreed([{ count: 1, group: rule.else.group, acknowledging: false }], rule.within))}`,
        ]
      : [];
  const codes = limits.map((limit) => limitCode(limit, program, rule, waived));
  const never = limits.map((limit, i) =>
    over(
      rule,
      {
        name: `${rule.form} ${rule.name}: permitted attempts never exceed ${limitText(limit, program, rule)}, over any interleaving`,
        situations: ["the window has no room left"],
        check: `neverExceeds(log, speaks[${quoted(rule.name)}], ${codes[i] ?? ""}, met)`,
      },
      limit,
    ),
  );
  const also = said.map(({ where }) => where);
  const alsoCode =
    also.length === 0
      ? "() => false"
      : functionCode(also.length === 1 ? also.join("") : `or(${also.join(", ")})`);
  return [
    ...never,
    over(
      rule,
      {
        name: `${rule.form} ${rule.name}: what there is room for is not held by it`,
        situations: ["there is room"],
        check: `holdsOnlyWhatIsOver(log, ${quoted(rule.name)}, speaks[${quoted(rule.name)}], ${listCode(codes)}, ${alsoCode}, met)`,
      },
      first,
    ),
  ];
}

function limitCode(limit: TypedLimit, program: Program, rule: TypedRule, waived: readonly string[]): string {
  const { window = { per: 0, by: [] }, attribute, op } = limit;
  const parts = [
    ...(attribute === undefined ? [] : [`amount: ${functionCode(amountCode(limit, program, rule))}`]),
    ...(op === "<" ? ["strict: true"] : []),
    `bound: ${boundCode(limit, program, rule)}`,
    `gives: ${quoted(rule.form === "cap" || rule.form === "throttle" ? rule.else.verdict : "block")}`,
    `per: ${durationCode(window.per)}`,
    `by: ${textsCode(window.by)}`,
    ...waived,
  ];
  return `{ ${parts.join(", ")} }`;
}

function limitText({ attribute, bound, window, op }: TypedLimit, program: Program, rule: TypedRule): string {
  const amount =
    attribute === undefined
      ? String(bound)
      : literalText(bound, typeSchema(typeAt(attribute, program, rule)));
  const by = window === undefined || window.by.length === 0 ? "" : ` by ${window.by.join(", ")}`;
  return `${op === "<" ? "less than " : ""}${amount.replaceAll("_", ",")} per ${durationText(window?.per ?? 0)}${by}`;
}

// ─── What leaves ────────────────────────────────────────────────────────────────────────────────────────────────

function leaving(
  rule: TypedRule,
  redactions: readonly TypedRedaction[],
  program: Program,
): readonly Promised[] {
  const back = redactions.filter(({ target, op }) => target === "result" && op === "mask");
  const isFree = rule.actions.every(({ result }) => result === undefined || result.kind === "string");
  return [
    ...inArgs(rule, redactions, program),
    ...(isFree ? back.map((each) => comingBack(rule, each)) : []),
  ];
}

function comingBack(rule: TypedRule, { detectors }: TypedRedaction): Promised {
  const names = detectors.map((each) => (typeof each === "string" ? each : each.name)).join(", ");
  const promised = over(rule, {
    name: `${rule.form} ${rule.name}: no ${names} is seen in what comes back`,
    situations: ["something comes back that must not be seen"],
    check: `neverComesBack(log, speaks[${quoted(rule.name)}], (result) => finds(result, ${detectorsCode(detectors)}), met)`,
  });
  return { ...promised, generated: focus(rule.name, ["reports: true"]) };
}

/** What a boundary denies goes along with whatever it lets through. */
function denying(rule: Extract<TypedRule, { readonly form: "boundary" }>): readonly Promised[] {
  if (rule.deny.length === 0) return [];
  const reaching = rule.actions.filter(({ reaches }) => reaches.length > 0).map(({ name }) => name);
  if (reaching.length === 0 || rule.actions.some(({ name }) => name.includes("*"))) return [];
  const speaks = functionCode(
    `and(on(action, ${textsCode(reaching)}), speaks[${quoted(rule.name)}](attempt))`,
  );
  return [
    over(rule, {
      name: `boundary ${rule.name}: whoever connects is told what to refuse`,
      situations: ["it permits a connection"],
      check: `carries(log, ${speaks}, ${quoted(rule.name)}, ${textsCode(rule.deny.map(({ text }) => text))}, met)`,
    }),
  ];
}

function inArgs(
  rule: TypedRule,
  redactions: readonly TypedRedaction[],
  program: Program,
): readonly Promised[] {
  return redactions
    .filter(({ target }) => target.startsWith("args."))
    .map((redaction) =>
      over(rule, {
        name: `${rule.form} ${rule.name}: ${leavingText(redaction)}`,
        situations: ["there is something to rewrite"],
        check: `neverLeaves(log, speaks[${quoted(rule.name)}], ${leftCode(redaction, rule, program)}, met)`,
      }),
    );
}

function leavingText({ op, target, detectors }: TypedRedaction): string {
  switch (op) {
    case "mask":
      return `no ${detectors.map((each) => (typeof each === "string" ? each : each.name)).join(", ")} leaves in ${target}`;
    case "drop":
      return `${target} never leaves`;
    case "clamp":
      return `${target} never leaves above its bound`;
    default:
      return `${target} never leaves as it was`;
  }
}

/** Is it still there in these arguments? */
function leftCode(
  { op, target, detectors, most }: TypedRedaction,
  rule: TypedRule,
  program: Program,
): string {
  const place = attributeCode(target);
  switch (op) {
    case "mask":
      return `(args) => finds(${place}, ${detectorsCode(detectors)})`;
    case "drop":
      return `(args) => has(${place})`;
    case "clamp":
      return `(args) => above(${readCode(typeAt(target, program, rule), place)}, ${most ? mostCode(most) : "0"}) === true`;
    default:
      return `(args, attempt) => has(${place}) && is(${place}, attempt.${place}) === true`;
  }
}

// ─── Trips and claims ───────────────────────────────────────────────────────────────────────────────────────────

function tripping(rule: TypedRule): readonly Promised[] {
  return rule.trips.map((trip) => {
    const terms = [
      `scope: ${quoted(trip.scope)}`,
      ...(trip.for === undefined ? [] : [`for: ${durationCode(trip.for)}`]),
    ];
    return over(rule, {
      name: `${rule.form} ${rule.name}: once it matches, ${trip.killswitch} blocks ${trip.scope === "all" ? "all" : `the same ${trip.scope}`}`,
      situations: ["it was tripped before"],
      check: `trips(log, speaks[${quoted(rule.name)}], { ${terms.join(", ")} }, met)`,
    });
  });
}

function claimed(claim: TypedAssert): Promised {
  const { bound, verdict, name } = claim;
  return {
    over: "plays",
    name: `assert ${name}: the verdict is ${bound === "exactly" ? "" : `${bound} `}${verdict}`,
    situations: ["its conditions hold"],
    generated: focus(`assert ${name}`, []),
    check: `keepsClaim(log, speaks[${quoted(`assert ${name}`)}], ${quoted(bound)}, ${quoted(verdict)}, met)`,
  };
}

// ─── What is played ─────────────────────────────────────────────────────────────────────────────────────────────

function over(
  rule: TypedRule,
  promised: Pick<Promised, "name" | "situations" | "check">,
  limit?: TypedLimit,
): Promised {
  const histories = historiesIn([rule.when, rule.unless]);
  const by = limit?.window?.by ?? (rule.form === "grant" ? rule.scope : []);
  const parts = [
    ...(by.length === 0 ? [] : [`apart: ${textsCode(by)}`]),
    ...pastCode(histories),
    ...(histories.some(({ attempts }) => attempts) ? ["halting: 6"] : []),
    ...timesCode(limit, histories.length > 0),
    ...waitsCode(rule, limit, histories),
    ...(rule.form === "grant" && rule.revoke ? ["reports: true"] : []),
  ];
  return { ...promised, over: "plays", generated: focus(rule.name, parts) };
}

function focus(rule: string, parts: readonly string[]): string {
  return `plays(${quoted(rule)}${parts.length === 0 ? "" : `, { ${parts.join(", ")} }`})`;
}

/** So many attempts in a row: what a window holds, and one more. */
function timesCode(limit: TypedLimit | undefined, hasPast: boolean): readonly string[] {
  if (limit === undefined) return hasPast ? ["times: [1, 2, 3, 5]"] : [];
  const times =
    limit.attribute === undefined
      ? [1, 2, limit.bound - 1, limit.bound, limit.bound + 1].filter((each) => each > 0)
      : [1, 2, 3, 5, 6, 10, 11];
  return [`times: ${literal(Array.from(new Set(times)).sort((a, b) => a - b))}`];
}

/** Just before something ends, and when it does. */
function waitsCode(
  rule: TypedRule,
  limit: TypedLimit | undefined,
  histories: readonly TypedHistory[],
): readonly string[] {
  const length = limit?.window?.per ?? (rule.form === "grant" ? rule.expires : undefined) ?? rule.within;
  const ends = [
    length,
    ...histories.flatMap(({ within }) => within ?? []),
    ...rule.trips.flatMap((trip) => trip.for ?? []),
  ];
  const waits = ends.flatMap((each) => [
    durationCode(each),
    `${durationCode(each)} - 1`,
    durationCode(Math.max(1, Math.floor(each / 2))),
  ]);
  return [`waits: ${listCode(["1", ...waits])}`];
}

/** What the rule asks of the past, in its conditions and the `let`s in them. */
function historiesIn(value: unknown, seen = new Set<unknown>()): readonly TypedHistory[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const own = "kind" in value && value.kind === "history" ? [value as TypedHistory] : [];
  return [...own, ...Object.values(value).flatMap((each) => historiesIn(each, seen))];
}

/** In what the earlier actions and the later one agree. */
function pastCode(histories: readonly TypedHistory[]): readonly string[] {
  if (histories.length === 0) return [];
  const joins = new Map(
    histories.flatMap(({ by }) =>
      by.map(({ earlier, now }) => [`${earlier} ${now}`, textsCode([earlier, now])] as const),
    ),
  );
  return [`past: ${listCode(Array.from(joins.values()))}`];
}
