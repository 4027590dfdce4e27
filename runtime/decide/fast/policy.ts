// What of a policy the fast way needs, made ready when the policy is loaded.

import type { Term } from "../../atoms/predicate.js";
import type { RuleIndex } from "../../match/rule-index.js";
import type { ActionSchema, RecordSchema, TableFile } from "../../table/format.js";
import { isActionPattern } from "../../values/action-name.js";
import type { RecordValue, Value } from "../../values/value.js";
import { isReversible } from "../layers.js";
import type { Section } from "../situation.js";
import type { Draft } from "./draft.js";
import { relativeReader } from "./relative.js";
import { sectionForm, WholeForm, type Place, type SectionForm } from "./section.js";

/** A section, and where its slots begin in a draft. */
export interface Placed {
  readonly form: SectionForm;
  readonly at: number;
}

type Around = Readonly<Record<Exclude<Section, "args">, Placed>>;

export interface FastPolicy extends Around {
  readonly actions: ReadonlyMap<string, FastAction>;
  /** The same in all decisions. */
  readonly header: Readonly<{ name: string; version?: string; digest: string }>;
}

export interface FastAction {
  readonly name: string;
  readonly schema: ActionSchema;
  readonly args: Placed;
  readonly index: RuleIndex;
  /** Where the values of the index's terms are; undefined for those that are worked out. */
  readonly places: readonly (Place | undefined)[];
  /** The draft's values before anything was read. */
  readonly blank: readonly (Value | undefined)[];
}

/** The slots of what is said of the action itself come first. */
const OF_ACTION = { name: 0, effect: 1, reversible: 2 } as const;
export const REVERSIBLE = OF_ACTION.reversible;
const ACTION_SIZE = 3;

/** What finds the rules on an action, by its name. */
type Indices = ReadonlyMap<string, { readonly index: RuleIndex }>;

/** Undefined where nothing is decided so: floors and policies in shadow mode take more than the rule that decides. */
export function fastPolicy(table: TableFile, indices: Indices): FastPolicy | undefined {
  const { actions } = table.schema;
  const { name, version, mode } = table.policy;
  if (table.floor !== undefined || mode === "shadow") return undefined;
  const agent = placed(table.schema.agent, ACTION_SIZE);
  const context = placed(table.schema.context, behind(agent));
  const impact = placed(table.schema.impact, behind(context));
  const around = { agent, context, impact };
  return {
    ...around,
    actions: new Map(
      Object.entries(actions).flatMap(([name, schema]) => {
        const action = fastAction(name, schema, around, indices);
        return action === undefined ? [] : [[name, action] as const];
      }),
    ),
    header: Object.freeze({ name, ...(version !== undefined && { version }), digest: table.digest }),
  };
}

function placed(schema: RecordSchema, at: number): Placed {
  return { form: sectionForm(schema), at };
}

function behind({ form, at }: Placed): number {
  return at + form.size;
}

/** Names under a wildcard are for the thorough way. */
function fastAction(
  name: string,
  schema: ActionSchema,
  around: Around,
  indices: Indices,
): FastAction | undefined {
  const bearing = indices.get(name);
  if (bearing === undefined || isActionPattern(name)) return undefined;
  const args = { form: argsForm(schema, around), at: behind(around.impact) };
  const { index } = bearing;
  const blank = new Array<Value | undefined>(behind(args)).fill(undefined);
  blank[OF_ACTION.name] = name;
  blank[OF_ACTION.effect] = schema.effect;
  blank[OF_ACTION.reversible] = isReversible(schema, undefined);
  const places = index.terms.map((term) => placeOf(term, { ...around, args }));
  return { name, schema, args, index, places, blank };
}

/** What is relative is so to what the other sections say. */
function argsForm(schema: ActionSchema, { agent, context }: Around): SectionForm {
  if (schema.relativeTo === undefined) return sectionForm(schema.args);
  const read = relativeReader(schema);
  return new WholeForm((input, draft) =>
    read(input, { agent: valuesIn(draft, agent), context: valuesIn(draft, context) }),
  );
}

export function valuesIn({ values }: Draft, { form, at }: Placed): RecordValue {
  return form.recordIn(values, at);
}

function placeOf(term: Term, sections: Readonly<Record<Section, Placed>>): Place | undefined {
  if (term.kind === "expr") return undefined;
  const { section, steps } = term;
  if (section === "action") return placeOfAction(steps);
  const own = Object.hasOwn(sections, section) ? sections[section as Section] : undefined;
  const place = own?.form.placeOf(steps);
  return own && place && { slot: own.at + place.slot, steps: place.steps };
}

function placeOfAction([name = "", ...steps]: readonly string[]): Place | undefined {
  if (!Object.hasOwn(OF_ACTION, name)) return undefined;
  return { slot: OF_ACTION[name as keyof typeof OF_ACTION], steps };
}
