// What regions say of a policy's rules and actions: rules that no request matches, that others always override or that
// say what another says; actions that nothing permits. Each finding is a proof. What is left open is told apart.

import type { Rule, Table } from "../../../runtime/table/format.js";
import { Lexicon } from "../../atoms/lexicon.js";
import { type Box, withinTime } from "../../atoms/region.js";
import { layersOf } from "../augment.js";
import type { Model } from "../model.js";
import { Sayings } from "./duplicates.js";
import { overrideOf } from "./overridden.js";
import { isNeverPermitted, unreviewed } from "./permissions.js";
import { finished, type Steps } from "../steps.js";
import { surveyOf, type Row, type Survey } from "./survey.js";
import { type WideBox, wideBoxes } from "./wide-boxes.js";

/** Rules by their qualified names, each named once. */
export type Finding =
  | { readonly kind: "never matches"; readonly rule: string }
  | { readonly kind: "always overridden"; readonly rule: string; readonly by: readonly string[] }
  | { readonly kind: "duplicate"; readonly rule: string; readonly of: string }
  | { readonly kind: "never permitted"; readonly action: string }
  | { readonly kind: "irreversible"; readonly rule: string; readonly action: string }
  | ({ readonly kind: "wide box" } & WideBox);

/** A part of a rule's region in which it would matter, if a request lies in it. */
export interface Prospect {
  readonly rule: Rule;
  readonly part: Box;
  readonly model: Model;
}

export interface Findings {
  /** In declaration order of rules, then of actions, then of sandboxes. */
  readonly findings: readonly Finding[];
  /** Of each rule without a finding, the parts in which it may matter, one of each action at the most. */
  readonly prospects: ReadonlyMap<string, readonly Prospect[]>;
  /** Rules of which too many pieces would have had to be looked at. */
  readonly open: readonly string[];
  /** Actions that were not looked at, since `more` said so. */
  readonly left: readonly string[];
}

export interface Options {
  /** Quorums and reversibilities, by their names. */
  readonly covering: ReadonlySet<string>;
  /** Is there still time? It is asked over and over. */
  readonly more?: () => boolean;
  /** Hears of each action that was looked at. */
  readonly advance?: () => void;
}

/** What can be proved of the rules of `table`, which may have a floor. */
export function findingsIn(table: Table, options: Options): Findings {
  return finished(findingSteps(table, options));
}

/** The same, a step for each action: others may have their turn between two of them. */
export function* findingSteps(table: Table, { covering, more, advance }: Options): Steps<Findings> {
  const layers = layersOf(table);
  const lexicon = new Lexicon();
  const tally = new Tally();
  const actions = Object.keys(table.schema.actions);
  const inTime = (action: string): boolean => {
    if (more?.() === false) return false;
    const survey = surveyOf(action, layers, lexicon, { more });
    const isDone = withinTime(() => tally.add(survey, covering), false);
    advance?.();
    return isDone;
  };
  let left = actions;
  while (left.length > 0 && inTime(left[0] ?? "")) {
    left = left.slice(1);
    yield;
  }
  const { findings, ...others } = tally.findings(table, new Set(left));
  if (left.length > 0) return { ...others, findings, left };
  const boxes = wideBoxes(table, more);
  const wide = boxes.wide.map((each) => ({ kind: "wide box", ...each }) as const);
  return { ...others, findings: [...findings, ...wide], left: boxes.left };
}

/** What was seen of a rule on all actions so far. */
interface Seen {
  matches: boolean;
  matters: boolean;
  open: boolean;
  readonly by: Set<string>;
  readonly prospects: Prospect[];
}

class Tally {
  readonly #seen = new Map<string, Seen>();
  readonly #sayings = new Sayings();
  readonly #actions: Finding[] = [];

  /**
   * True once all of it was looked at.
   * @throws {OutOfTime} where there is no time for that.
   */
  add(survey: Survey, covering: ReadonlySet<string>): true {
    const { model } = survey;
    const free = survey.rows.filter((row) => row.region.length > 0 && !this.#isOverridden(row, survey));
    this.#sayings.add(model.action, survey);
    if (isNeverPermitted(survey)) this.#actions.push({ kind: "never permitted", action: model.action });
    const names = new Set(unreviewed(free, survey, covering).map(({ rule }) => rule.name));
    for (const rule of names) this.#actions.push({ kind: "irreversible", rule, action: model.action });
    return true;
  }

  #isOverridden(row: Row, survey: Survey): boolean {
    const { rule, region } = row;
    const seen = this.#seenOf(rule.name);
    seen.matches = true;
    const override = overrideOf(row, survey);
    if (override.kind === "overridden") for (const { name } of override.by) seen.by.add(name);
    else if (override.kind === "open") seen.open = true;
    else {
      seen.matters = true;
      const [first] = region;
      const part = override.part ?? first;
      if (part !== undefined) seen.prospects.push({ rule, part, model: survey.model });
    }
    return override.kind === "overridden";
  }

  #seenOf(name: string): Seen {
    const seen = this.#seen.get(name) ?? {
      ...{ matches: false, matters: false, open: false },
      by: new Set(),
      prospects: [],
    };
    this.#seen.set(name, seen);
    return seen;
  }

  /** Of rules on actions that are left nothing is said. */
  findings({ rules }: Table, left: ReadonlySet<string>): Omit<Findings, "left"> {
    const known = rules.filter(({ actions }) => !actions.some((action) => left.has(action)));
    const duplicates = this.#sayings.duplicates(known);
    const names = Array.from(new Set(known.map(({ name }) => name)));
    const findings = names.flatMap((name) => this.#findingOf(name, duplicates.get(name)) ?? []);
    const found = new Set(findings.flatMap((each) => ("rule" in each ? [each.rule] : [])));
    return {
      findings: [...findings, ...this.#actions],
      prospects: new Map(
        names.filter((name) => !found.has(name)).map((name) => [name, this.#seenOf(name).prospects]),
      ),
      open: names.filter(
        (name) => !found.has(name) && this.#seenOf(name).open && !this.#seenOf(name).matters,
      ),
    };
  }

  #findingOf(name: string, twin: Rule | undefined): Finding | undefined {
    const { matches, matters, open, by } = this.#seenOf(name);
    if (!matches) return { kind: "never matches", rule: name };
    if (twin !== undefined) return { kind: "duplicate", rule: name, of: twin.name };
    if (matters || open) return undefined;
    return { kind: "always overridden", rule: name, by: Array.from(by) };
  }
}
