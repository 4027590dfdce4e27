// Where the verdicts of two versions differ on one action: disjoint regions, each with both verdicts.

import { rank, type Verdict } from "../../../runtime/table/verdict.js";
import type { Expr, Ref, Rule, Table } from "../../../runtime/table/format.js";
import { operandsOf } from "../../../runtime/table/operands.js";
import { type ClassSet, complement, intersect, run } from "../../atoms/class-set.js";
import { UNKNOWN } from "../../../runtime/atoms/cuts.js";
import type { Lexicon } from "../../atoms/lexicon.js";
import { Obstacles } from "../../atoms/obstacles.js";
import { areDisjoint, type Box, difference, meet, withinEffort } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import { predicateOf } from "../../../runtime/atoms/predicate.js";
import type { Augmented } from "../augment.js";
import { type Layer, type Model, modelOf, type Stance } from "../model.js";
import type { Search } from "../reach.js";
import { permittedBy, returning } from "../results.js";
import { impossible } from "./agreed.js";
import { namesApart } from "./names-apart.js";
import type { Changed, Pair } from "./changed-rules.js";
import { obligedOtherwise } from "./obligations.js";
import { readable } from "./readable.js";
import { byVerdict, disjoint, unpermitted } from "./verdicts.js";

export type Direction = "loosened" | "tightened" | "other";

/** A box in which one version gives one verdict, the other another; or the same, and something else along with it. */
export interface Region {
  readonly direction: Direction;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly box: Box;
  /** Of `other`: what no longer goes along with the verdict, and what newly does. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** What the regions were worked out from. */
export interface Compared {
  readonly model: Model;
  readonly before: Stance;
  readonly after: Stance;
  readonly changed: ReadonlySet<Rule>;
  readonly search: Search;
  /** Of results: what both versions say of the attempts that they come back from. */
  readonly attempts?: readonly Stance[];
}

/** Comparisons of boxes that one action may take: a quarter of a second. */
const EFFORT = 500_000;

/** What is compared: an action that both versions take. */
export interface Question {
  readonly action: string;
  readonly pairs: readonly Pair[];
  /** Of each pair, the rules that have no equal. */
  readonly changed: readonly Changed[];
  /** Attributes that no request of both versions has. */
  readonly absent: ReadonlySet<string>;
  /** Only requests about which no classifier answers anything, as in golden cases. */
  readonly isUnanswered?: boolean;
}

export function compare(question: Question, lexicon: Lexicon): Compared {
  const { action, pairs, changed } = question;
  // What both say stands in the later version alone.
  const then = pairs.map(
    ({ before }, i) =>
      before && {
        ...before,
        withObliging: true,
        only: (rule: Rule) => changed[i]?.before.has(rule) === true,
      },
  );
  const now = pairs.map(({ after }) => after && { ...after, withObliging: true });
  const model = modelOf(action, [then.filter(isThere), now.filter(isThere)], [], lexicon);
  const shared = new Shared(model, pairs, changed);
  const own = new Set(changed.flatMap(({ before, after }) => [...before, ...after]));
  return { model, ...shared.stances(), changed: own, search: searchIn(model, question) };
}

/** As `compare`, of what comes back from attempts that both versions permit. `changed` are rules that bear on results. */
export function compareResults(question: Question, lexicon: Lexicon): Compared {
  const { action, pairs, changed } = question;
  const stage = "result";
  const then = pairs.map(
    ({ before }, i) =>
      before && ({ ...before, stage, only: (rule: Rule) => changed[i]?.before.has(rule) === true } as const),
  );
  const now = pairs.map(({ after }) => after && ({ ...after, stage } as const));
  const attempts = (["before", "after"] as const).map((side) =>
    pairs.flatMap((pair) => (pair[side] ? [{ ...pair[side], stage: "before result" } as const] : [])),
  );
  const model = modelOf(action, [then.filter(isThere), now.filter(isThere), ...attempts], [], lexicon);
  const shared = new Shared(model, pairs, changed);
  const own = new Set(changed.flatMap(({ before, after }) => [...before, ...after]));
  const [, , ...attempted] = model.stances;
  const search = searchIn(model, question);
  return { model, ...shared.stances(), changed: own, search, attempts: attempted };
}

function isThere<T>(item: T | undefined): item is T {
  return item !== undefined;
}

/** What only one version takes: the other gives this verdict to all of it. */
export function compareWith(
  action: string,
  layers: readonly Augmented[],
  verdict: Verdict,
  side: "before" | "after",
  lexicon: Lexicon,
): Compared {
  const model = modelOf(action, [layers.map((each) => ({ ...each, withObliging: true }))], [], lexicon);
  const own = model.stances[0] ?? [];
  const table = own[0]?.table;
  const refused: Stance =
    table === undefined
      ? []
      : [{ table, says: [], obliging: [], defaults: [{ verdict, region: [EVERYTHING] }] }];
  const changed = new Set(
    own.flatMap(({ says, obliging }) => [...says, ...obliging].map(({ rule }) => rule)),
  );
  const search = searchIn(model, { absent: new Set() });
  return side === "after"
    ? { model, before: refused, after: own, changed, search }
    : { model, before: own, after: refused, changed, search };
}

const EVERYTHING: Box = new Map();

/** The stances of both versions, with what they share in each. */
class Shared {
  readonly #layersBefore: readonly (Layer | undefined)[];
  readonly #layersAfter: readonly (Layer | undefined)[];

  constructor(
    model: Model,
    pairs: readonly Pair[],
    private readonly changed: readonly Changed[],
  ) {
    const [before = [], after = []] = model.stances;
    this.#layersBefore = placed(
      pairs.map((pair) => pair.before !== undefined),
      before,
    );
    this.#layersAfter = placed(
      pairs.map((pair) => pair.after !== undefined),
      after,
    );
  }

  stances(): { readonly before: Stance; readonly after: Stance } {
    const before = this.#layersBefore.map((layer, i) => {
      const later = this.#layersAfter[i];
      const fresh = this.changed[i]?.after;
      const isShared = ({ rule }: { readonly rule: Rule }): boolean => fresh?.has(rule) === false;
      return (
        layer && {
          ...layer,
          says: [...layer.says, ...(later?.says.filter(isShared) ?? [])],
          obliging: [...layer.obliging, ...(later?.obliging.filter(isShared) ?? [])],
        }
      );
    });
    return { before: before.filter(isThere), after: this.#layersAfter.filter(isThere) };
  }
}

/** The layers at the places where there is one. */
function placed(isAt: readonly boolean[], layers: readonly Layer[]): readonly (Layer | undefined)[] {
  const left = [...layers];
  return isAt.map((here) => (here ? left.shift() : undefined));
}

function searchIn(
  { dimensions }: Model,
  { absent, isUnanswered = false }: Pick<Question, "absent" | "isUnanswered">,
): Search {
  const isUnknown = (dimension: Dimension): boolean =>
    isAbsent(dimension, absent) || (isUnanswered && hangsOnAnswer(dimension));
  const wholes = dimensions.map((dimension) =>
    isUnknown(dimension)
      ? run(UNKNOWN, UNKNOWN + 1)
      : isUnanswered
        ? withoutAnswer(dimension)
        : dimension.possible,
  );
  return { whole: (place) => wholes[place] ?? [], effort: { left: EFFORT } };
}

/** Is it unknown where no classifier answers? Where another part could settle it, as in `any`, this is not said. */
function hangsOnAnswer({ term, action, canBeUnknown }: Dimension): boolean {
  return canBeUnknown && term.kind === "expr" && asksInVain(term.ref, action.table);
}

/** Of `any` that asks in vain of each, it cannot be true, of `all` not false. */
function withoutAnswer({ term, action: { table }, possible, examples, size }: Dimension): ClassSet {
  const expr = term.kind === "expr" ? table.exprs[term.ref] : undefined;
  if ((expr?.op !== "any" && expr?.op !== "all") || !asksInVain(expr.body, table)) return possible;
  const at = examples.indexOf(expr.op === "any");
  return at < 0 ? possible : intersect(possible, complement(run(at, at + 1), size));
}

function asksInVain(ref: Ref, table: Table): boolean {
  const expr = table.exprs[ref];
  if (expr?.op === "classify") return true;
  return (
    expr !== undefined &&
    NEEDS_ALL.has(expr.op) &&
    operandsOf(expr).some((operand) => asksInVain(operand, table))
  );
}

/** What is unknown as soon as one of its operands is. */
const NEEDS_ALL: ReadonlySet<Expr["op"]> = new Set([
  "compare",
  "like",
  "matches",
  "add",
  "sub",
  "mul",
  "neg",
  "call",
]);

/** Is it about an attribute that no request has? */
function isAbsent({ term, action, canBeUnknown }: Dimension, absent: ReadonlySet<string>): boolean {
  if (!canBeUnknown || absent.size === 0) return false;
  const subject = term.kind === "attribute" ? term : predicateOf(term.ref, action.table)?.term;
  if (subject?.kind !== "attribute") return false;
  return Array.from(absent).some((path) => subject.path === path || subject.path.startsWith(`${path}.`));
}

/** Makes of boxes others that together are the same: fewer, for people; or leaves them. */
export type Joining = (boxes: readonly Box[], search: Search, empty: readonly Box[]) => readonly Box[];

/**
 * Where the versions differ: disjoint, and together exactly the difference.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function regionsOf(compared: Compared, joining: Joining = readable): readonly Region[] {
  return regionsIn(coming(candidates(compared), compared), compared, joining);
}

/** Where the versions differ in these boxes, which are disjoint. */
function regionsIn(open: readonly Box[], compared: Compared, joining: Joining): readonly Region[] {
  const { before, after, search } = compared;
  const excluded = emptyIn(compared);
  const near = (stance: Stance): Stance => stance.map((layer) => nearest(layer, open));
  const [then, now] = [near(before), near(after)];
  const cells = new Map<string, { before: Verdict; after: Verdict; boxes: Box[] }>();
  for (const old of byVerdict(open, then, search))
    for (const next of byVerdict(old.boxes, now, search)) {
      const key = `${old.verdict} ${next.verdict}`;
      const cell = cells.get(key) ?? { before: old.verdict, after: next.verdict, boxes: [] };
      cell.boxes.push(...next.boxes.flatMap((box) => difference(box, excluded, search.whole, search.effort)));
      cells.set(key, cell);
    }
  return Array.from(cells.values()).flatMap((cell) =>
    cell.before === cell.after
      ? othersIn(cell.boxes, cell.before, { ...compared, before: then, after: now }, { excluded, joining })
      : joining(cell.boxes, search, excluded).map((box) => ({
          direction: rank(cell.after) < rank(cell.before) ? ("loosened" as const) : ("tightened" as const),
          ...{ before: cell.before, after: cell.after, box, lost: [], gained: [] },
        })),
  );
}

/**
 * Some of where the versions differ, where that falls into too many pieces: parts of changed rules that lie outside of all
 * that says more, or outside of all others.
 */
export function someRegionsOf(compared: Compared): readonly Region[] {
  const { before, after, changed, search, model } = compared;
  const says = [before, after].flatMap((stance) => stance.flatMap((layer) => layer.says));
  const own = says.filter(({ rule }) => changed.has(rule));
  const least = Math.min(...own.map(({ verdict }) => rank(verdict)));
  const others = says.filter(({ rule }) => !changed.has(rule));
  const possible = possibleIn(compared);
  const effort = { left: EFFORT };
  const isHard = (place: number): boolean => model.dimensions[place]?.isOpaque !== false;
  for (const some of [others.filter(({ verdict }) => rank(verdict) > least), others]) {
    const obstacles = new Obstacles(
      some.flatMap(({ region }) => region),
      search.whole,
      isHard,
    );
    const boxes = own.flatMap(({ region }) => region.flatMap((box) => meet(box, possible) ?? []));
    const ways = boxes.slice(0, MOST_SOME).flatMap((box) => obstacles.wayPast(box, effort) ?? []);
    const ask = { ...compared, search: { ...search, effort } };
    const found = withinEffort(() => regionsIn(coming(disjoint(ways, ask.search), ask), ask, readable), []);
    if (found.length > 0) return found;
  }
  return [];
}

/** So many boxes of changed rules are looked at for some difference. */
const MOST_SOME = 20;

/** Of results, those that come back at all. */
function coming(boxes: readonly Box[], { attempts, model, search }: Compared): readonly Box[] {
  if (attempts === undefined) return boxes;
  return disjoint(Array.from(returning(boxes, attempts, model, search)), search);
}

/** Boxes in which no request lies, or from which nothing comes back. */
function emptyIn({ attempts, model, search }: Compared): readonly Box[] {
  const excluded = [...impossible(model.dimensions), ...namesApart(model.dimensions)];
  if (attempts === undefined) return excluded;
  // Not to speak of these makes descriptions shorter; where they are too many, they are spoken of.
  const held = withinEffort(() => {
    const own = { whole: search.whole, effort: { left: HELD_EFFORT } };
    return difference(
      EVERYTHING,
      Array.from(permittedBy(attempts, [EVERYTHING], own)),
      own.whole,
      own.effort,
    );
  }, []);
  return [...excluded, ...held];
}

const HELD_EFFORT = 100_000;

function othersIn(
  boxes: readonly Box[],
  verdict: Verdict,
  compared: Compared,
  { excluded, joining }: { readonly excluded: readonly Box[]; readonly joining: Joining },
): readonly Region[] {
  return obligedOtherwise(boxes, verdict, compared, compared.search).flatMap((part) =>
    joining(part.boxes, compared.search, excluded).map((box) => ({
      direction: "other" as const,
      ...{ before: verdict, after: verdict, box, lost: part.lost, gained: part.gained },
    })),
  );
}

/** What requests of both versions can have. */
function possibleIn({ search, model }: Compared): Box {
  return new Map(
    model.dimensions.flatMap((dimension, place) => {
      const whole = search.whole(place);
      return whole === dimension.possible ? [] : [[place, whole] as const];
    }),
  );
}

/** Outside of these both versions say the same. Disjoint. */
function candidates(compared: Compared): readonly Box[] {
  const { before, after, changed, search } = compared;
  const boxes = [before, after].flatMap((stance) =>
    stance.flatMap(({ says, obliging }) =>
      [...says, ...obliging].filter(({ rule }) => changed.has(rule)).flatMap(({ region }) => region),
    ),
  );
  const possible = possibleIn(compared);
  const open = boxes.flatMap((box) => meet(box, possible) ?? []);
  return disjoint([...open, ...defaultsApart({ before, after, search }, possible)], search);
}

/** Where a default joins that the other version does not have. */
function defaultsApart(
  { before, after, search }: Pick<Compared, "before" | "after" | "search">,
  possible: Box,
): readonly Box[] {
  const unlike = (stance: Stance, others: Stance): readonly Layer[] =>
    stance.filter((layer) => !others.some((other) => isAlike(layer, other)));
  return [...unlike(before, after), ...unlike(after, before)].flatMap((layer) =>
    unpermitted(layer, [possible], search),
  );
}

/** Is it the same policy or floor, with the same default? */
function isAlike(a: Layer, b: Layer): boolean {
  const told = ({ table, defaults }: Layer): string =>
    JSON.stringify([
      table.policy.name,
      defaults.map(({ verdict, region }) => [verdict, region.map((box) => Array.from(box))]),
    ]);
  return told(a) === told(b);
}

/** The layer with what bears on the region alone. */
function nearest(layer: Layer, region: readonly Box[]): Layer {
  const bears = (box: Box): boolean => region.some((each) => !areDisjoint(each, box));
  const clipped = <T extends { readonly region: readonly Box[] }>(items: readonly T[]): readonly T[] =>
    items.flatMap((item) => {
      const boxes = item.region.filter(bears);
      return boxes.length === 0 ? [] : [{ ...item, region: boxes }];
    });
  return { ...layer, says: clipped(layer.says), obliging: clipped(layer.obliging) };
}
