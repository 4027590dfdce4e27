// Requests and values that are worth trying: for each rule some requests of which it speaks, and for each attribute a value
// of every class that the policy tells apart, both sides of each cut among them.

import { canonicalJson, type Json } from "../../runtime/table/canonical.js";
import type { Ref, Rule, Table, TypeSchema } from "../../runtime/table/format.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import { reachableFrom } from "../../runtime/table/operands.js";
import { attributeType } from "../../runtime/table/sort.js";
import { NONE, type ClassSet } from "../atoms/class-set.js";
import { type Box, withinEffort } from "../atoms/region.js";
import type { Dimension } from "../atoms/space.js";
import type { Witness } from "../verify/draft.js";
import type { Ground } from "../verify/ground.js";
import { modelOf, type Asked, type Model } from "../verify/model.js";
import { partsBelow } from "../verify/reach.js";
import { namesUnder } from "../verify/wildcard-names.js";
import { namedIn } from "../verify/candidates.js";
import { witnessIn } from "../verify/witness.js";
import { isValid, sentIn } from "./sent.js";

export interface Examples {
  /** By the rule's name. */
  readonly requests: ReadonlyMap<string, readonly Witness["request"][]>;
  /** By the attribute's path; of an argument, behind the action's name: `payments.send args.amount`. */
  readonly values: ReadonlyMap<string, readonly Json[]>;
  /** By the pattern of a wildcard. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Comparisons of boxes for one rule on one action. */
const EFFORT = 200_000;
/** Requests for one rule on one action, of a kind. */
const MOST = 2;
/** Requests for one rule. */
const MOST_IN_ALL = 8;

/** What `ready()` loads must be loaded. */
export function examplesFor(
  ground: Ground,
  claims: ReadonlyMap<string, Asked & { readonly actions: readonly string[] }>,
): Examples {
  const requests = new Map<string, Witness["request"][]>();
  const values = new Map<string, Json[]>();
  const names = new Map<string, readonly string[]>();
  const { table } = ground.subject;
  for (const action of Object.keys(table.schema.actions)) {
    const asked = [
      ...askedOn(action, table),
      ...pastsOn(action, table),
      ...Array.from(claims).filter(([, claim]) => claim.actions.includes(action)),
    ];
    const model = modelOf(
      action,
      [ground.layers],
      asked.map(([, each]) => each),
      ground.lexicon,
    );
    for (const dimension of model.dimensions) addValues(values, dimension, table);
    names.set(action, namesUnder(action, table.schema.actions, model.selections, namedIn(table).texts));
    asked.forEach(([rule], i) => {
      const known = requests.get(rule) ?? [];
      requests.set(rule, known);
      for (const request of requestsIn(model.claims[i] ?? [], model, ground))
        if (known.length < MOST_IN_ALL && !known.some((each) => isSame(each, request))) known.push(request);
    });
  }
  return { requests, values, names };
}

/** What the past of a rule is called among the examples. */
export function pastOf(rule: string): string {
  return `before ${rule}`;
}

/** Of each rule with a history on the action: which earlier actions it asks about. */
function pastsOn(
  action: string,
  { rules, exprs, histories }: Table,
): readonly (readonly [name: string, Asked])[] {
  return rules.flatMap((rule) =>
    Array.from(
      reachableFrom(
        rule.conditions.map(({ expr }) => expr),
        exprs,
      ),
    ).flatMap((ref): readonly (readonly [name: string, Asked])[] => {
      const expr = exprs[ref];
      const pattern = expr?.op === "history" ? histories[expr.pattern] : undefined;
      if (pattern?.actions.includes(action) !== true) return [];
      const { where, among } = pattern;
      const isAskable = where !== undefined && !asksWhatCame(where, exprs);
      const conditions = isAskable ? [{ expr: where, text: "", origin: "" }] : [];
      return [[pastOf(rule.name), { conditions, among }]];
    }),
  );
}

/** Is it about what was decided or came back, which no request says? */
function asksWhatCame(where: Ref, exprs: Table["exprs"]): boolean {
  return Array.from(reachableFrom([where], exprs)).some((ref) => {
    const expr = exprs[ref];
    return (
      expr?.op === "verdict" ||
      expr?.op === "outcome" ||
      (expr !== undefined && "path" in expr && expr.path.startsWith("result"))
    );
  });
}

/** A rule of several rows is asked about row by row. */
function askedOn(action: string, table: Table): readonly (readonly [rule: string, Asked])[] {
  return table.rules
    .filter((rule) => rule.actions.includes(action) && rule.onResult !== true)
    .map((rule) => [
      rule.name,
      { conditions: rule.conditions, among: rule.among, orUnknown: isRestricting(rule) },
    ]);
}

function isRestricting({ permits }: Rule): boolean {
  return !permits;
}

/** Some requests in the region: first of all such as nothing blocks or holds. */
function* requestsIn(region: readonly Box[], model: Model, ground: Ground): Iterable<Witness["request"]> {
  const [stance = []] = model.stances;
  const whole = (dimension: number): ClassSet => model.dimensions[dimension]?.possible ?? NONE;
  const below = (than: Verdict): readonly Box[] =>
    withinEffort(
      () => first(MOST, partsBelow(region, stance, than, { whole, effort: { left: EFFORT } })),
      [],
    );
  for (const boxes of [region.slice(0, MOST), below("throttle"), below("block")])
    for (const box of boxes) {
      const witness = witnessIn(box, model, { stance, policies: ground.policies });
      if (witness !== undefined) yield witness.request;
    }
}

function first<T>(count: number, items: Iterable<T>): readonly T[] {
  const found: T[] = [];
  for (const item of items) if (found.push(item) >= count) break;
  return found;
}

function isSame(one: Witness["request"], other: Witness["request"]): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

// ─── Values ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Classes of one attribute that are shown. */
const MOST_VALUES = 40;

function addValues(values: Map<string, Json[]>, { term, action, classes }: Dimension, table: Table): void {
  if (term.kind !== "attribute" || action.table.schema.actions !== table.schema.actions) return;
  const schema = attributeType(table.schema, action.schema, term.path);
  if (schema === undefined) return;
  const key = term.section === "args" ? `${action.name} ${term.path}` : term.path;
  const known = values.get(key) ?? [];
  values.set(key, known);
  for (const sent of sentValues(schema, classes))
    if (known.length < MOST_VALUES && isValid(schema, sent) && !known.includes(sent)) known.push(sent);
}

function sentValues(schema: TypeSchema, { examples, starts }: Dimension["classes"]): readonly Json[] {
  if (starts !== undefined)
    return starts
      .slice(1)
      .flatMap((start) => [start - 1, start].flatMap((each) => sentIn(schema, each) ?? []));
  return examples.flatMap((example) => (example === undefined ? [] : (sentIn(schema, example) ?? [])));
}
