// `diff`: what a change of a policy changes: the requests that are decided otherwise, each kind with one that shows it.

import { preparePolicy, type Policy } from "../../../runtime/decide/policy.js";
import type { TableFile, Table } from "../../../runtime/table/format.js";
import { declarationOf } from "../../../runtime/values/action-name.js";
import { Lexicon } from "../../atoms/lexicon.js";
import { withinEffort } from "../../atoms/region.js";
import { augmented, layersOf, type Augmented } from "../augment.js";
import { boxText } from "../words/box.js";
import { approvalNames } from "./agreed.js";
import type { Change } from "./change.js";
import { changesIn } from "./changes.js";
import { Comparison, paired, Signatures } from "./changed-rules.js";
import { commonOf } from "./shared-form.js";
import {
  compare,
  compareResults,
  compareWith,
  regionsOf,
  someRegionsOf,
  type Compared,
  type Region,
} from "./regions.js";
import { Stage } from "./replay.js";
import type { Difference } from "./difference.js";
import { merged } from "./merged.js";
import { causes, responsible, type RuleRef } from "./responsible.js";

/** An action of which it could not be told where the versions differ: `reason` is a clause. */
export interface Unresolved {
  readonly action: string;
  readonly onResult: boolean;
  readonly reason: string;
}

export interface Diff {
  readonly before: TableFile["policy"]["name"];
  readonly after: TableFile["policy"]["name"];
  /** Loosened first, then tightened, then others. */
  readonly differences: readonly Difference[];
  readonly unresolved: readonly Unresolved[];
  readonly actions: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly rules: RulesChanged;
  readonly changes: readonly Change[];
}

/** By qualified name, shadow rules, notes and rules on results too. */
export interface RulesChanged {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export interface DiffOptions {
  /** Called as actions are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Compares two versions of a policy. What `ready()` loads must be loaded. */
export function diffTables(before: TableFile, after: TableFile, options: DiffOptions = {}): Diff {
  const differ = new Differ(before, after);
  const actions = Array.from(
    new Set([...Object.keys(after.schema.actions), ...Object.keys(before.schema.actions)]),
  );
  const found = actions.map((action, i) => {
    const result = differ.on(action);
    options.onProgress?.(i + 1, actions.length);
    return result;
  });
  const differences = merged(found.flatMap((each) => each.differences));
  return {
    before: before.policy.name,
    after: after.policy.name,
    differences: (["loosened", "tightened", "other"] as const).flatMap((direction) =>
      differences.filter((each) => each.direction === direction),
    ),
    unresolved: found.flatMap((each) => each.unresolved),
    actions: {
      added: actions.filter((action) => declared(before, action) === undefined),
      removed: actions.filter((action) => declared(after, action) === undefined),
    },
    rules: differ.rules(),
    changes: changesIn(before, after),
  };
}

function declared({ schema }: Pick<Table, "schema">, action: string): string | undefined {
  return Object.hasOwn(schema.actions, action) ? action : declarationOf(schema.actions, action);
}

interface Found {
  readonly differences: readonly Difference[];
  readonly unresolved: readonly Unresolved[];
}

const TOO_MANY = "the difference falls into too many pieces, of which some may be told";

/** Nobody reads more: of more regions of an action, those are told that bind least. */
const MOST_TOLD = 200;

const NOTHING: Found = { differences: [], unresolved: [] };

function unresolved(action: string, onResult: boolean, reason: string): Found {
  return { ...NOTHING, unresolved: [{ action, onResult, reason }] };
}

class Differ {
  readonly #lexicon = new Lexicon();
  readonly #signatures = new Signatures(this.#lexicon);
  readonly #common;
  readonly #layers: { readonly before: readonly Augmented[]; readonly after: readonly Augmented[] };
  readonly #pairs;
  readonly #comparisons;
  readonly #resultComparisons;
  #stage: Stage | undefined;

  constructor(
    private readonly before: TableFile,
    private readonly after: TableFile,
  ) {
    this.#common = commonOf(before, after);
    this.#layers = { before: heard(before, this.#common.before), after: heard(after, this.#common.after) };
    this.#pairs = paired(this.#layers.before, this.#layers.after);
    // A floor's state is its own, in both versions the same.
    this.#pairs.forEach((pair, depth) => {
      for (const layer of [pair.before, pair.after]) if (layer) this.#lexicon.place(layer.table, depth);
    });
    const comparing = (decided: "attempt" | "result"): readonly Comparison[] =>
      this.#pairs.map((pair) => new Comparison(pair, this.#signatures, decided));
    this.#comparisons = comparing("attempt");
    this.#resultComparisons = comparing("result");
  }

  on(action: string): Found {
    const tooMany = (onResult: boolean): Found =>
      unresolved(action, onResult, "the difference falls into too many pieces");
    const attempts = withinEffort(() => this.#on(action), tooMany(false));
    const results = withinEffort(() => this.#onResult(action), tooMany(true));
    return {
      differences: [...attempts.differences, ...results.differences],
      unresolved: [...attempts.unresolved, ...results.unresolved],
    };
  }

  rules(): RulesChanged {
    const then = this.#signed(this.#layers.before);
    const now = this.#signed(this.#layers.after);
    return {
      added: Array.from(now.keys()).filter((name) => !then.has(name)),
      removed: Array.from(then.keys()).filter((name) => !now.has(name)),
      changed: Array.from(now.keys()).filter((name) => then.has(name) && then.get(name) !== now.get(name)),
    };
  }

  /** What each rule says, by its name: with reasons and codes, what revokes a grant, in shadow, and of results. */
  #signed(layers: readonly Augmented[]): ReadonlyMap<string, string> {
    const rules = new Map<string, string>();
    for (const { table } of layers)
      for (const rule of table.rules) {
        const { actions, among, code, reason, shadow, onResult, grant } = rule;
        const ended = grant === undefined ? undefined : table.grants[grant]?.revoke;
        const revoke = ended === undefined ? undefined : this.#lexicon.nameOf(ended, table);
        const told = JSON.stringify([
          this.#signatures.of(rule, table),
          { actions, among, code, reason, shadow, onResult, revoke },
        ]);
        rules.set(rule.name, `${rules.get(rule.name) ?? ""}${told}`);
      }
    return rules;
  }

  #on(action: string): Found {
    const { before, after } = this.#layers;
    const [isBefore, isAfter] = [this.before, this.after].map(
      (table) => declared(table, action) !== undefined,
    );
    if (isBefore !== true || isAfter !== true) {
      const [layers, side, other] =
        isAfter === true ? [after, "after" as const, this.before] : [before, "before" as const, this.after];
      const { verdict, origin } = other.policy.onError;
      const compared = compareWith(action, layers, verdict, side, this.#lexicon);
      const refused = [{ rule: "on_error", origin, changed: false }];
      return this.#told(compared, side === "after" ? { before: refused } : { after: refused });
    }
    const changed = this.#comparisons.map((comparison) => comparison.changedOn(action));
    const isTouched = changed.some((each) => each.before.size + each.after.size > 0);
    if (!isTouched && !this.#defaultsDiffer()) return NOTHING;
    const conflict = this.#common.conflict(action);
    if (conflict !== undefined)
      return unresolved(action, false, `no request is one of both versions: ${conflict}`);
    const question = { action, pairs: this.#pairs, changed, absent: this.#common.absent };
    return this.#told(compare(question, this.#lexicon), {});
  }

  /** Of what only one version takes, results are as new, or as gone, as the action. */
  #onResult(action: string): Found {
    if ([this.before, this.after].some((table) => declared(table, action) === undefined)) return NOTHING;
    const changed = this.#resultComparisons.map((comparison) => comparison.changedOn(action));
    if (changed.every((each) => each.before.size + each.after.size === 0)) return NOTHING;
    const conflict = this.#common.conflict(action) ?? this.#common.resultConflict(action);
    if (conflict !== undefined)
      return unresolved(action, true, `no result is one of both versions: ${conflict}`);
    const question = { action, pairs: this.#pairs, changed, absent: this.#common.absent };
    return this.#told(compareResults(question, this.#lexicon), {});
  }

  /** Has one version a default that the other has not? */
  #defaultsDiffer(): boolean {
    const told = (each: Augmented | undefined): string | undefined => {
      if (each === undefined) return undefined;
      const { verdict, needs } = each.table.policy.default;
      const asked = needs === undefined ? undefined : each.approved[needs];
      return JSON.stringify([verdict, asked === undefined ? null : this.#lexicon.nameOf(asked, each.table)]);
    };
    return this.#pairs.some(({ before, after }) => told(before) !== told(after));
  }

  #told(
    compared: Compared,
    fixed: { readonly before?: readonly RuleRef[]; readonly after?: readonly RuleRef[] },
  ): Found {
    const { model, attempts } = compared;
    const onResult = attempts !== undefined;
    const all = withinEffort(() => regionsOf(compared), undefined);
    const regions = all ?? someRegionsOf(compared);
    const left = all === undefined ? [{ action: model.action, onResult, reason: TOO_MANY }] : [];
    if (regions.length === 0) return { ...NOTHING, unresolved: left };
    this.#stage ??= new Stage(asked(this.before), asked(this.after));
    const stage = this.#stage;
    const nameOf = approvalNames(model.dimensions, new Set(this.#layers.before.map(({ table }) => table)));
    const told = (region: Region): Difference => {
      const where = boxText(region.box, model, { manner: "prose", nameOf });
      const condition = boxText(region.box, model, { manner: "language", nameOf });
      const example = stage.exampleIn(region, compared);
      const rulesOn = (side: "before" | "after"): readonly RuleRef[] =>
        fixed[side] ?? responsible(region, compared[side], region[side], compared);
      return {
        actions: [model.action],
        onResult,
        direction: region.direction,
        before: { verdict: region.before, rules: rulesOn("before") },
        after: { verdict: region.after, rules: rulesOn("after") },
        ...(where !== undefined && { where }),
        ...(condition !== undefined && { condition }),
        ...{ lost: region.lost, gained: region.gained, because: causes(region, compared) },
        examples: example === undefined ? [] : [{ action: model.action, ...example }],
      };
    };
    const shown = regions.toSorted((a, b) => a.box.size - b.box.size).slice(0, MOST_TOLD);
    if (shown.length === regions.length) return { differences: regions.map(told), unresolved: left };
    const reason = `it differs in ${regions.length} regions, and ${MOST_TOLD} of them are told`;
    return { differences: shown.map(told), unresolved: [{ action: model.action, onResult, reason }] };
  }
}

/** What decides the few requests that are shown. */
function asked(file: TableFile): Policy {
  return preparePolicy(file, { indexed: false });
}

/** The layers that have a say, with the forms of `tables`. */
export function heard(file: TableFile, tables: readonly Table[]): readonly Augmented[] {
  return layersOf(file).flatMap(({ counts }, depth) => {
    const table = tables[depth];
    return table === undefined || !counts ? [] : [augmented(table)];
  });
}
