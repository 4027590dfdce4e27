// What a table's indices and names point at: all of it is there, and nothing in it contradicts itself.

import { faultsOfBoxes } from "./box-links.js";
import { faultOfClassifier } from "./classifier-links.js";
import { faultOfData } from "./data-links.js";
import { faultsOfEvidence } from "./evidence-links.js";
import { expressionsOf, type Known } from "./expr-links.js";
import type {
  Approver,
  Fallback,
  GrantState,
  HistoryPattern,
  Killswitch,
  Needs,
  Reason,
  Ref,
  RequestSchema,
  Rule,
  Table,
} from "./format.js";
import { reachableFrom } from "./operands.js";
import { attributeType, sortOfAttribute } from "./sort.js";
import { covers, isActionPattern, overlap } from "../values/action-name.js";
import { permits } from "./verdict.js";

/** The first thing that is wrong, in words; undefined where all is well. */
export function faultIn(table: Table): string | undefined {
  for (const set of table.data) {
    const fault = faultOfData(set);
    if (fault !== undefined) return fault;
  }
  for (const classifier of table.classifiers) {
    const fault = faultOfClassifier(classifier);
    if (fault !== undefined) return fault;
  }
  const { known, fault } = expressionsOf(table);
  if (fault !== undefined) return fault;
  for (const found of faultsOf(table, known)) return found;
  return undefined;
}

function* faultsOf(table: Table, known: readonly Known[]): Generator<string> {
  yield* faultsOfSchema(table.schema);
  yield* faultsOfBoxes(table);
  yield* faultsOfEvidence(table);
  yield* faultsOfFallback(table, "default", table.policy.default);
  yield* faultsOfFallback(table, "onError", table.policy.onError);
  for (const [i, each] of table.policy.onErrorWhen.entries()) {
    yield* faultsOfFallback(table, `onErrorWhen[${i}]`, each);
    yield* prefixed(`.policy.onErrorWhen[${i}]`, faultsOfStateless(table, each.when.expr, known));
  }
  for (const [i, rule] of table.rules.entries())
    yield* prefixed(`.rules[${i}]`, faultsOfRule(table, rule, known));
  for (const [i, each] of table.histories.entries()) {
    yield* prefixed(`.histories[${i}]`, faultsOfHistory(table, each, known));
  }
  for (const [i, each] of table.grants.entries())
    yield* prefixed(`.grants[${i}]`, faultsOfGrant(table, each, known));
  for (const [i, { by }] of table.windows.entries())
    yield* prefixed(`.windows[${i}]`, faultsOfKey(table, by));
  for (const [name, each] of Object.entries(table.approvers))
    yield* prefixed(`.approvers.${name}`, faultsOfApprover(table, each));
  for (const [i, each] of table.needs.entries()) yield* prefixed(`.needs[${i}]`, faultsOfNeeds(table, each));
  for (const [i, each] of table.killswitches.entries()) {
    yield* prefixed(`.killswitches[${i}]`, faultsOfKillswitch(table, each));
  }
  yield* repeated(
    "windows",
    table.windows.map(({ id }) => id),
  );
  yield* repeated(
    "histories",
    table.histories.map(({ id }) => id),
  );
  yield* repeated(
    "grants",
    table.grants.map(({ id }) => id),
  );
  yield* repeated(
    "classifiers",
    table.classifiers.map(({ name }) => name),
  );
  yield* repeated(
    "killswitches",
    table.killswitches.map(({ name }) => name),
  );
}

function* prefixed(where: string, faults: Iterable<string>): Generator<string> {
  for (const fault of faults) yield `${where} ${fault}`;
}

function* repeated(member: string, names: readonly string[]): Generator<string> {
  if (new Set(names).size < names.length) yield `.${member} holds one twice`;
}

/** Traits speak of arguments that are there. */
function* faultsOfSchema(schema: RequestSchema): Generator<string> {
  yield* faultsOfWildcards(Object.keys(schema.actions).filter(isActionPattern));
  const { actions, volatile } = schema;
  const bound = volatile.find(
    (path) => /^(args|action)\./u.test(path) || sortOfAttribute(schema, path) === undefined,
  );
  if (bound !== undefined) yield `.schema.volatile names no attribute of agent, context or impact: ${bound}`;
  for (const [name, action] of Object.entries(actions)) {
    const { reads, writes, runs, migrates, reaches } = action;
    const args = [
      ...reads,
      ...writes,
      ...runs,
      ...migrates,
      ...reaches.flatMap(({ arg, port }) => [arg, port ?? arg]),
    ];
    const stranger = args.find((arg) => !Object.hasOwn(action.args.fields, arg));
    if (stranger !== undefined) yield `.schema.actions.${name} has no argument ${stranger}`;
    if (action.relativeTo !== undefined && attributeType(schema, action, action.relativeTo)?.type !== "path")
      yield `.schema.actions.${name} is relative to no path: ${action.relativeTo}`;
  }
}

/** Of two that take one name, one lies in the other: so every name has one declaration. */
function* faultsOfWildcards(patterns: readonly string[]): Generator<string> {
  for (const [i, one] of patterns.entries()) {
    const rival = patterns
      .slice(i + 1)
      .find((each) => overlap(one, each) && !covers(one, each) && !covers(each, one));
    if (rival !== undefined) yield `.schema.actions.${one} takes names that ${rival} takes`;
  }
}

function* faultsOfFallback(
  table: Table,
  member: string,
  { verdict, needs, reason }: Fallback,
): Generator<string> {
  const where = `.policy.${member}`;
  if (needs !== undefined && needs >= table.needs.length) yield `${where} points at needs that are not there`;
  if (needs !== undefined && verdict !== "escalate") yield `${where} has needs and does not escalate`;
  yield* prefixed(where, faultsOfReason(table, reason));
}

/** A condition that is asked where the state may be out of reach. */
function* faultsOfStateless(table: Table, ref: Ref, known: readonly Known[]): Generator<string> {
  yield* faultsOfTruth("a condition", ref, known);
  const state = ["history", "grant", "approved"];
  for (const each of reachableFrom([ref], table.exprs)) {
    const op = table.exprs[each]?.op;
    if (op !== undefined && state.includes(op)) yield `has a condition that asks the state: ${op}`;
    if (readsRefreshed(table, each)) yield "has a condition that reads refreshed data";
  }
  yield* faultsOfUnasked("a condition", ref, known);
}

function readsRefreshed({ exprs, data }: Table, ref: Ref): boolean {
  const expr = exprs[ref];
  return expr !== undefined && "data" in expr && data[expr.data]?.refresh !== undefined;
}

/** Classifiers are asked for the guards of rules alone. */
function* faultsOfUnasked(what: string, ref: Ref, known: readonly Known[]): Generator<string> {
  if (known[ref]?.asksClassifier === true) yield `has ${what} that asks a classifier`;
}

function* faultsOfRule(table: Table, rule: Rule, known: readonly Known[]): Generator<string> {
  const stranger = rule.actions.find((action) => !Object.hasOwn(table.schema.actions, action));
  if (stranger !== undefined) yield `selects no action: ${stranger}`;
  for (const { expr } of rule.conditions) yield* faultsOfTruth("a condition", expr, known);
  if (rule.permits && rule.conditions.some(({ expr }) => known[expr]?.asksAttempts === true))
    yield "permits by what it asks about attempts";
  if (rule.needs !== undefined && rule.needs >= table.needs.length)
    yield "points at needs that are not there";
  if (rule.grant !== undefined && rule.grant >= table.grants.length)
    yield "points at a grant that is not there";
  if (rule.box !== undefined && !Object.hasOwn(table.boxes, rule.box)) yield `names no box: ${rule.box}`;
  if (rule.box !== undefined && !table.requires.includes("sandbox"))
    yield "has a box, and the table requires no sandbox";
  yield* faultsOfLimit(table, rule);
  yield* faultsOfReason(table, rule.reason);
  yield* faultsOfVerdict(table, rule);
  if (rule.onResult === true) yield* faultsOfResultRule(rule);
  yield* faultsOfTrips(table, rule);
}

/** What ran cannot be counted, boxed or tried again: its result is let through, rewritten or held. */
function* faultsOfResultRule(rule: Rule): Generator<string> {
  const { verdict, limit, grant, box, connect, redactions, trips } = rule;
  const onlyTrips = verdict === "none" && trips !== undefined && redactions.length === 0;
  if (!onlyTrips && !["allow", "redact", "escalate", "block", "note"].includes(verdict))
    yield `gives a result ${verdict}`;
  if ([limit, grant, box, connect].some((member) => member !== undefined))
    yield "speaks of a result and says how an action runs";
  if (redactions.some(({ target }) => !isOfResult(target))) yield "rewrites arguments that have left already";
}

function isArgument(target: string): boolean {
  return target === "args" || target.startsWith("args.");
}

function isOfResult(target: string): boolean {
  return target === "result" || target.startsWith("result.");
}

function* faultsOfVerdict(
  table: Table,
  { verdict, permits: permitting, needs, box, redactions }: Rule,
): Generator<string> {
  // An escalation that permits in the end is lifted by approvals.
  const mayPermit =
    verdict === "allow" || verdict === "sandbox" || (verdict === "escalate" && needs !== undefined);
  if (permitting && !mayPermit) yield `permits, and its verdict is ${verdict}`;
  if (verdict === "sandbox" && box === undefined) yield "gives the verdict sandbox and has no box";
  const targets = redactions.map(({ target }) => target).filter((target) => target !== "result");
  const stranger = targets.find(
    (target) =>
      !(isArgument(target) || isOfResult(target)) || sortOfAttribute(table.schema, target) === undefined,
  );
  if (stranger !== undefined) yield `rewrites what is neither an argument nor a result: ${stranger}`;
  if (redactions.some(({ op, target }) => op === "drop" && target === "args")) yield "drops all arguments";
  const clamp = redactions.find(
    ({ op, target }) => op === "clamp" && sortOfAttribute(table.schema, target) !== "number",
  );
  if (clamp !== undefined) yield `clamps what is no number: ${clamp.target}`;
}

/** Were a limit to constrain instead of to hold, what is over it would go on uncounted. */
function* faultsOfLimit(table: Table, { limit, verdict, permits: permitting }: Rule): Generator<string> {
  if (limit === undefined) return;
  if (limit.window >= table.windows.length) yield "points at a window that is not there";
  if (limit.amount !== 1 && sortOfAttribute(table.schema, limit.amount) !== "number")
    yield `limits what is no number: ${limit.amount}`;
  if (verdict === "none" || verdict === "note" || permits(verdict) || permitting)
    yield `has a limit and does not hold: ${verdict}`;
}

function* faultsOfReason({ schema }: Table, reason: Reason): Generator<string> {
  const paths =
    typeof reason === "string" ? [] : reason.flatMap((part) => (typeof part === "string" ? [] : part.path));
  const stranger = paths.find((path) => sortOfAttribute(schema, path) === undefined);
  if (stranger !== undefined) yield `quotes no attribute: ${stranger}`;
}

function* faultsOfApprover({ groups }: Table, { group, onTimeout: { ask } }: Approver): Generator<string> {
  if (!Object.hasOwn(groups, group) || !Object.hasOwn(groups, ask ?? group)) yield "names no group";
}

function* faultsOfNeeds({ groups, approvers }: Table, { of, ask, approver = "" }: Needs): Generator<string> {
  if (of.some(({ group }) => !Object.hasOwn(groups, group))) yield "names no group";
  if (approver === "") return;
  if (!Object.hasOwn(approvers, approver)) yield "names no approver";
  else if (approvers[approver]?.group !== ask) yield "has an approver that asks another group";
}

function* faultsOfTrips({ killswitches }: Table, { trips = [] }: Rule): Generator<string> {
  const stranger = trips.find(
    ({ killswitch, scope }) =>
      !killswitches.some((each) => each.name === killswitch && each.scope.includes(scope)),
  );
  if (stranger !== undefined) yield `trips what is no scope of a kill switch: ${stranger.killswitch}`;
}

function* faultsOfHistory(table: Table, pattern: HistoryPattern, known: readonly Known[]): Generator<string> {
  const { fn, actions, since = [], where, attribute, by, earlier = by } = pattern;
  const stranger = [...actions, ...since].find((action) => !Object.hasOwn(table.schema.actions, action));
  if (stranger !== undefined) yield `speaks of no action: ${stranger}`;
  if (where !== undefined) {
    yield* faultsOfTruth("its where", where, known);
    yield* faultsOfUnasked("its where", where, known);
  }
  if (attribute !== undefined && sortOfAttribute(table.schema, attribute) === undefined)
    yield `names no attribute: ${attribute}`;
  if ((fn === "sum" || fn === "distinct") !== (attribute !== undefined))
    yield attribute === undefined ? "has no attribute" : "has an attribute that it does not use";
  yield* faultsOfKey(table, [...by, ...earlier]);
  if (by.length !== earlier.length) yield "joins by keys of two lengths";
}

function* faultsOfGrant(
  table: Table,
  { scope, revoke }: GrantState,
  known: readonly Known[],
): Generator<string> {
  if (revoke !== undefined) {
    yield* faultsOfTruth("its revoke", revoke, known);
    yield* faultsOfUnasked("its revoke", revoke, known);
  }
  yield* faultsOfKey(table, scope);
}

function* faultsOfKillswitch(table: Table, { scope, needs }: Killswitch): Generator<string> {
  yield* faultsOfKey(
    table,
    scope.filter((path) => path !== "all"),
  );
  if (needs !== undefined && needs >= table.needs.length) yield "points at needs that are not there";
}

function* faultsOfKey({ schema }: Table, key: readonly string[]): Generator<string> {
  const stranger = key.find((path) => sortOfAttribute(schema, path) === undefined);
  if (stranger !== undefined) yield `names no attribute: ${stranger}`;
}

function* faultsOfTruth(what: string, ref: Ref, known: readonly Known[]): Generator<string> {
  const expr = known[ref];
  if (expr === undefined) yield `points at an expression that is not there for ${what}`;
  else if (expr.sort !== "truth" && expr.sort !== "any") yield `has ${what} that is neither true nor false`;
  else if (expr.free.size > 0) yield `has ${what} with a variable that nothing binds`;
}
