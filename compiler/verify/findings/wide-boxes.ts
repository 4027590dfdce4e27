// Sandboxes that are wider than what their grants' rules permit: a grant lets an action write below one folder, and its box
// lets whatever runs in it write elsewhere. It is proved by a path or host that the box lets through, and with which no
// request that is put into the box is permitted.

import { textOf } from "../../../runtime/atoms/predicate.js";
import type { Rule, Table } from "../../../runtime/table/format.js";
import type { Value } from "../../../runtime/values/value.js";
import { type ClassSet, hasClass, intersect, NONE, run, union } from "../../atoms/class-set.js";
import { Lexicon } from "../../atoms/lexicon.js";
import { type Box, difference, withinEffort, withinTime } from "../../atoms/region.js";
import type { Dimension } from "../../atoms/space.js";
import { layersOf } from "../augment.js";
import { type Doing, doings, isAbout, questionOf, saysWhatItTouches } from "./box-questions.js";
import { type Survey, surveyOf, type SurveyOptions } from "./survey.js";

export interface WideBox {
  readonly box: string;
  readonly doing: Doing;
  /** The grants that use it, by their qualified names. */
  readonly grants: readonly string[];
  /** A path or host that it lets through, and no rule. */
  readonly example: string;
}

/** Comparisons of boxes that one action may take. */
const EFFORT = 2_000_000;

/** One for each box at the most; and actions that were not looked at, since `more` said that there is no more time. */
export function wideBoxes(
  table: Table,
  more?: SurveyOptions["more"],
): { readonly wide: readonly WideBox[]; readonly left: readonly string[] } {
  const left = new Set<string>();
  const isTime = (action: string): boolean => {
    if (more?.() === false) left.add(action);
    return !left.has(action);
  };
  const wide = Object.keys(table.boxes).flatMap((box) => wideBox(box, table, { more, isTime }) ?? []);
  return { wide, left: Array.from(left) };
}

interface Clock {
  readonly more: SurveyOptions["more"];
  /** Is there time to look at the action? */
  readonly isTime: (action: string) => boolean;
}

function wideBox(box: string, table: Table, clock: Clock): WideBox | undefined {
  const users = table.rules.filter((rule) => rule.box === box && !rule.shadow && rule.onResult !== true);
  const grants = users.filter(({ grant }) => grant !== undefined);
  const actions = Array.from(new Set(users.flatMap((rule) => rule.actions)));
  if (grants.length === 0 || !actions.every((action) => saysWhatItTouches(table.schema.actions[action])))
    return undefined;
  for (const doing of doings) {
    const places: Place[] = [];
    for (const action of actions) {
      if (!clock.isTime(action)) return undefined;
      const own = withinTime(
        () => placesOn(action, { box, doing, users, table, more: clock.more }),
        undefined,
      );
      if (own === undefined) return undefined;
      places.push(...own);
    }
    const example = beyond(places);
    if (example !== undefined)
      return { box, doing, grants: Array.from(new Set(grants.map(({ name }) => name))), example };
  }
  return undefined;
}

/** An argument in which an action names what it touches: what the box lets through there, and what is permitted. */
interface Place {
  readonly dimension: Dimension;
  readonly let: ClassSet;
  readonly permitted: ClassSet;
}

interface Use {
  readonly box: string;
  readonly doing: Doing;
  readonly users: readonly Rule[];
  readonly table: Table;
  readonly more: SurveyOptions["more"];
}

/** Undefined where it is not known what is permitted. */
function placesOn(action: string, { box, doing, users, table, more }: Use): readonly Place[] | undefined {
  const question = questionOf(action, box, doing, table);
  if (question === undefined) return undefined;
  const survey = surveyOf(action, layersOf(question.table), new Lexicon(), { extra: question.asked, more });
  const boxes = permittedTo(users, survey);
  const places = question.paths.map((path, i) => placeOf(path, survey.extra[i] ?? [], boxes, survey));
  return places.every((place) => place !== undefined) ? places : undefined;
}

/** Where one of the rules matches and no other blocks; undefined where that takes too many pieces. */
function permittedTo(users: readonly Rule[], survey: Survey): readonly Box[] | undefined {
  const { rows, blocks, whole } = survey;
  const effort = { left: EFFORT, of: survey.effort };
  const blocked = blocks.map(({ box }) => box);
  const own = rows.filter(({ rule }) => users.includes(rule)).flatMap(({ region }) => region);
  return withinEffort(() => own.flatMap((box) => difference(box, blocked, whole, effort)), undefined);
}

function placeOf(
  path: string,
  through: readonly Box[],
  permitted: readonly Box[] | undefined,
  { model }: Survey,
): Place | undefined {
  const at = model.dimensions.findIndex((dimension) => isAbout(dimension, path));
  const dimension = model.dimensions[at];
  if (dimension === undefined || permitted === undefined) return undefined;
  const known = run(1, dimension.size);
  const along = (boxes: readonly Box[]): ClassSet =>
    boxes.reduce((all, box) => union(all, intersect(box.get(at) ?? known, known)), NONE);
  return { dimension, let: along(through), permitted: along(permitted) };
}

/** What the box lets through somewhere, and what is permitted nowhere. */
function beyond(places: readonly Place[]): string | undefined {
  const isPermitted = (value: Value): boolean =>
    places.some(({ dimension, permitted }) => {
      const own = dimension.classOf(value);
      return own === undefined || hasClass(permitted, own);
    });
  if (places.every(({ permitted }) => permitted.length === 0)) return undefined;
  const through = places.flatMap(({ dimension, let: own }) =>
    dimension.examples.flatMap((value, place) =>
      value === undefined || !hasClass(own, place) || isPermitted(value) ? [] : [value],
    ),
  );
  // A name says more than an address.
  const shown = through.find((value) => !(typeof value === "object" && "bits" in value)) ?? through[0];
  return shown === undefined ? undefined : textOf(shown);
}
