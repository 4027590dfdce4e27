// Which rules two versions of a policy do not share: what both say cancels before any region is looked at.

import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";
import { isArgument } from "../../../runtime/redact/plan.js";
import type { Expr, Ref, Rule, Table } from "../../../runtime/table/format.js";
import { reachableFrom } from "../../../runtime/table/operands.js";
import { declarationOf, isActionPattern } from "../../../runtime/values/action-name.js";
import type { Lexicon } from "../../atoms/lexicon.js";
import type { Augmented } from "../augment.js";

/** A policy, or a floor of it, in either version; undefined where one has no such floor. */
export interface Pair {
  readonly before: Augmented | undefined;
  readonly after: Augmented | undefined;
}

/** The policies are a pair whatever they are called, floors by their names. */
export function paired(before: readonly Augmented[], after: readonly Augmented[]): readonly Pair[] {
  const [own, ...floors] = before;
  const [other, ...others] = after;
  const nameOf = ({ table }: Augmented): string => table.policy.name;
  const matched = floors.map((floor) => ({
    before: floor,
    after: others.find((each) => nameOf(each) === nameOf(floor)),
  }));
  const added = others.filter((each) => !matched.some((pair) => pair.after === each));
  return [
    { before: own, after: other },
    ...matched,
    ...added.map((each) => ({ before: undefined, after: each })),
  ];
}

/** Of one action: the rules of a version that the other has no equal of. */
export interface Changed {
  readonly before: ReadonlySet<Rule>;
  readonly after: ReadonlySet<Rule>;
}

/** Finds what changed in a pair of layers, action by action. */
export class Comparison {
  readonly #before: Side | undefined;
  readonly #after: Side | undefined;

  /** `decided`: what the rules bear on. */
  constructor({ before, after }: Pair, signatures: Signatures, decided: "attempt" | "result") {
    const side = (table: Table): Side =>
      new Side(table, signatures, decided === "result" ? bearsOnResult : bearsOnAttempt);
    this.#before = before && side(before.table);
    this.#after = after && side(after.table);
  }

  changedOn(action: string): Changed {
    const before = this.#before?.on(action) ?? [];
    const after = this.#after?.on(action) ?? [];
    if (this.#before?.traitsOf(action) !== this.#after?.traitsOf(action))
      return { before: rulesIn(before), after: rulesIn(after) };
    return { before: withoutEqual(before, after), after: withoutEqual(after, before) };
  }
}

function bearsOnAttempt({ onResult }: Rule): boolean {
  return onResult !== true;
}

/** Rules on the attempt may say what is to be rewritten in its result. */
function bearsOnResult({ onResult, redactions }: Rule): boolean {
  return onResult === true || redactions.some(({ target }) => !isArgument(target));
}

interface Signed {
  readonly rule: Rule;
  readonly signature: string;
  /** Does it hang on whether the action can be undone? */
  readonly isAboutUndoing: boolean;
}

function rulesIn(signed: readonly Signed[]): ReadonlySet<Rule> {
  return new Set(signed.map(({ rule }) => rule));
}

function withoutEqual(some: readonly Signed[], others: readonly Signed[]): ReadonlySet<Rule> {
  const counts = new Map<string, number>();
  for (const { signature } of others) counts.set(signature, (counts.get(signature) ?? 0) + 1);
  return new Set(
    some.flatMap(({ rule, signature }) => {
      const left = counts.get(signature) ?? 0;
      counts.set(signature, left - 1);
      return left > 0 ? [] : [rule];
    }),
  );
}

class Side {
  readonly #byAction = new Map<string, Signed[]>();

  constructor(
    private readonly table: Table,
    signatures: Signatures,
    bears: (rule: Rule) => boolean,
  ) {
    for (const rule of table.rules) {
      if (!bears(rule) || rule.shadow || rule.verdict === "note") continue;
      const signature = signatures.of(rule, table);
      const signed = { rule, signature, isAboutUndoing: isAboutUndoing(rule, table) };
      for (const action of rule.actions) {
        const known = this.#byAction.get(action);
        if (known === undefined) this.#byAction.set(action, [signed]);
        else known.push(signed);
      }
    }
  }

  /** What the action is said to do: of other traits equal rules may say something else. */
  traitsOf(action: string): string | undefined {
    const name = this.#declared(action);
    const schema = name === undefined ? undefined : this.table.schema.actions[name];
    return schema && JSON.stringify([schema.effect, schema.reaches, schema.migrates]);
  }

  #declared(action: string): string | undefined {
    const { actions } = this.table.schema;
    return Object.hasOwn(actions, action) ? action : declarationOf(actions, action);
  }

  on(action: string): readonly Signed[] {
    const name = this.#declared(action);
    const signed = name === undefined ? [] : (this.#byAction.get(name) ?? []);
    const reversible = name === undefined ? "" : (this.table.schema.actions[name]?.reversible ?? "");
    const own = signed.map((each) =>
      each.isAboutUndoing ? { ...each, signature: `${each.signature} ${reversible}` } : each,
    );
    if (!isActionPattern(action)) return own;
    // Of a wildcard's names, which are selected.
    return own.map(({ rule, signature, ...more }) => ({
      ...more,
      rule,
      signature: rule.among === undefined ? signature : `${signature} ${JSON.stringify(rule.among)}`,
    }));
  }
}

/** Does any of the expressions hang on whether the action can be undone? */
export function readsReversible(roots: readonly Ref[], exprs: readonly Expr[]): boolean {
  return Array.from(reachableFrom(roots, exprs)).some((ref) => {
    const expr = exprs[ref];
    return expr?.op === "attribute" && expr.path === "action.reversible";
  });
}

/** Whatever it may be that the grant of a rule is revoked for. */
function isAboutUndoing({ conditions, grant }: Rule, { exprs }: Table): boolean {
  const roots = conditions.map(({ expr }) => expr);
  return grant !== undefined || readsReversible(roots, exprs);
}

/** Equal texts for rules that say the same where they say it, whatever reasons they give and wherever they stand. */
export class Signatures {
  readonly #known = new WeakMap<Rule, string>();

  constructor(private readonly lexicon: Lexicon) {}

  of(rule: Rule, table: Table): string {
    const known = this.#known.get(rule) ?? signatureOf(rule, table, this.lexicon);
    this.#known.set(rule, known);
    return known;
  }
}

function signatureOf(rule: Rule, table: Table, lexicon: Lexicon): string {
  const { name, conditions, verdict, permits, needs, limit, box, grant, redactions, connect } = rule;
  const asks = conditions.map(({ expr }) => lexicon.nameOf(expr, table));
  const plain = JSON.stringify([name, verdict, permits, asks]);
  const isPlain =
    [needs, limit, box, grant, connect].every((part) => part === undefined) &&
    [redactions, rule.notify, rule.trips ?? []].every((list) => list.length === 0);
  if (isPlain) return plain;
  const asked = needs === undefined ? undefined : table.needs[needs];
  const said = {
    plain,
    ...{ redactions, connect, notify: rule.notify, trips: rule.trips },
    needs: asked && { ...asked, groups: asked.of.map(({ group }) => table.groups[group]) },
    approver: asked?.approver === undefined ? undefined : table.approvers[asked.approver],
    limit: limit && { ...limit, window: table.windows[limit.window] },
    box: box === undefined ? undefined : { name: box, ...table.boxes[box] },
    grant: grant === undefined ? undefined : { ...table.grants[grant], revoke: undefined },
  };
  return canonicalJson(said as unknown as Json);
}
