// What of a policy the fast way needs, made ready when the policy is loaded.

import type { Term } from "../../atoms/predicate.js";
import type { RuleIndex } from "../../match/rule-index.js";
import type { ActionSchema, RecordSchema, TableFile } from "../../table/format.js";
import { isActionPattern } from "../../values/action-name.js";
import type { RecordValue, Value } from "../../values/value.js";
import { isReversible } from "../layers.js";
import type { Section } from "../situation.js";
import { deciderOf, type Decider } from "./decision.js";
import type { Draft } from "./draft.js";
import { relativeReader } from "./relative.js";
import { sectionForm, WholeForm, type Place, type SectionForm } from "./section.js";

/** A section, where its slots begin in a draft, and its bit among the sections that were sent. */
export interface Placed {
  readonly form: SectionForm;
  readonly at: number;
  readonly bit: number;
}

type Around = Readonly<Record<Exclude<Section, "args">, Placed>>;

export interface FastPolicy extends Around {
  readonly actions: ReadonlyMap<string, FastAction>;
  readonly byDefault: Decider;
  /** The same in all decisions. */
  readonly header: Readonly<{ name: string; version?: string; digest: string }>;
}

export interface FastAction {
  readonly name: string;
  readonly schema: ActionSchema;
  readonly args: Placed;
  readonly index: RuleIndex;
  /** By the index's rows. */
  readonly deciders: readonly (Decider | undefined)[];
  /** The slots in which the values of the index's terms are, or ELSEWHERE. */
  readonly slots: Int32Array;
  /** Where to look for them in what the slots hold; undefined for those that are worked out. */
  readonly places: readonly (Place | undefined)[];
  /** The draft's values before anything was read. */
  readonly blank: readonly (Value | undefined)[];
}

/** The slots of what is said of the action itself come first. */
const OF_ACTION = { name: 0, effect: 1, reversible: 2 } as const;
export const REVERSIBLE = OF_ACTION.reversible;
const ACTION_SIZE = 3;

/** In no slot: it is worked out, or a part of what a slot holds. */
export const ELSEWHERE = -1;

/** What finds the rules on an action, by its name. */
type Indices = ReadonlyMap<string, { readonly index: RuleIndex | undefined }>;

/** Undefined where nothing is decided so: floors and policies in shadow mode take more than the rule that decides. */
export function fastPolicy(table: TableFile, indices: Indices): FastPolicy | undefined {
  const { actions } = table.schema;
  const { name, version, mode, default: byDefault } = table.policy;
  if (table.floor !== undefined || mode === "shadow") return undefined;
  const agent: Placed = { form: sectionForm(table.schema.agent), at: ACTION_SIZE, bit: 1 };
  const context: Placed = { form: sectionForm(table.schema.context), at: behind(agent), bit: 2 };
  const impact: Placed = { form: sectionForm(table.schema.impact), at: behind(context), bit: 4 };
  const around = { agent, context, impact };
  const forms = new Forms();
  return {
    ...around,
    actions: new Map(
      Object.entries(actions).flatMap(([name, schema]) => {
        const form = schema.relativeTo === undefined ? forms.of(schema.args) : relativeForm(schema, around);
        const action = fastAction(
          name,
          schema,
          { ...around, args: { form, at: behind(impact), bit: 8 } },
          indices,
        );
        return action === undefined ? [] : [[name, action] as const];
      }),
    ),
    byDefault: { verdict: byDefault.verdict, rule: "default", code: "default", origin: byDefault.origin },
    header: Object.freeze({ name, ...(version !== undefined && { version }), digest: table.digest }),
  };
}

function behind({ form, at }: Placed): number {
  return at + form.size;
}

/** Arguments that are declared alike are read alike: what many actions share is at hand. */
class Forms {
  readonly #known = new Map<string, SectionForm>();

  of(schema: RecordSchema): SectionForm {
    const key = JSON.stringify(schema);
    const form = this.#known.get(key) ?? sectionForm(schema);
    this.#known.set(key, form);
    return form;
  }
}

/** Of arguments that are relative to what the other sections say. */
function relativeForm(schema: ActionSchema, { agent, context }: Around): SectionForm {
  const read = relativeReader(schema);
  return new WholeForm((input, draft) =>
    read(input, { agent: valuesIn(draft, agent), context: valuesIn(draft, context) }),
  );
}

/** Names under a wildcard are for the thorough way. */
function fastAction(
  name: string,
  schema: ActionSchema,
  sections: Readonly<Record<Section, Placed>>,
  indices: Indices,
): FastAction | undefined {
  const index = indices.get(name)?.index;
  if (index === undefined || isActionPattern(name)) return undefined;
  const { args } = sections;
  const deciders = index.rows.map(({ rule }) => deciderOf(rule));
  const blank = new Array<Value | undefined>(behind(args)).fill(undefined);
  blank[OF_ACTION.name] = name;
  blank[OF_ACTION.effect] = schema.effect;
  blank[OF_ACTION.reversible] = isReversible(schema, undefined);
  const places = index.terms.map((term) => placeOf(term, sections));
  const slots = Int32Array.from(places, (place) => (place?.steps.length === 0 ? place.slot : ELSEWHERE));
  return { name, schema, args, index, deciders, slots, places, blank };
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
