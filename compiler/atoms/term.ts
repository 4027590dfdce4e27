// The terms of one action's requests: what values each can have, and whether it can be absent or unknown.

import type { Term } from "../../runtime/atoms/predicate.js";
import type {
  ActionSchema,
  Expr,
  FieldSchema,
  RecordSchema,
  Ref,
  Table,
  TypeSchema,
} from "../../runtime/table/format.js";
import { operandsOf, reachableFrom } from "../../runtime/table/operands.js";
import { type Domain, domainOf } from "./domain.js";

/** An action of a table, by the name under which it is declared. */
export interface ActionOf {
  readonly table: Table;
  readonly name: string;
  readonly schema: ActionSchema;
  /**
   * There where results are asked about, of what was asked when the action was decided: the clock, agreement and answers
   * may be others by the time at which the result is.
   */
  readonly isBefore?: true | undefined;
}

/** Facts that may be others by the time at which a result is decided. */
const PASSING: ReadonlySet<Expr["op"]> = new Set(["now", "approved", "classify", "data", "like-data"]);

/** Does the answer hang on the time at which it is asked? */
export function isPassing(ref: Ref, { exprs }: Table): boolean {
  return Array.from(reachableFrom([ref], exprs)).some((each) => PASSING.has(exprs[each]?.op ?? "literal"));
}

export interface TermForm {
  readonly domain: Domain;
  /** Can it be absent, or not be known? */
  readonly canBeUnknown: boolean;
}

const TRUTH: Domain = { kind: "truth", values: [false, true] };
const COUNT: Domain = { kind: "number", least: 0, most: Number.MAX_SAFE_INTEGER };
const NOTHING: TermForm = { domain: { kind: "other" }, canBeUnknown: true };

export function formOf(term: Term, action: ActionOf): TermForm {
  return term.kind === "attribute"
    ? attributeForm(term.section, term.steps, action)
    : exprForm(term.ref, action);
}

// ─── Attributes ─────────────────────────────────────────────────────────────────────────────────────────────────

function attributeForm(section: string, steps: readonly string[], action: ActionOf): TermForm {
  const { schema, table } = action;
  if (section === "action") return actionForm(steps[0], action);
  if (section === "outcome") return known({ kind: "members", members: ["ok", "failed"] });
  const root =
    section === "args" ? schema.args : section === "result" ? schema.result : sectionIn(table, section);
  return root === undefined ? NOTHING : fieldForm(root, steps, section === "result");
}

function sectionIn({ schema }: Table, section: string): RecordSchema | undefined {
  return section === "agent" || section === "context" || section === "impact" ? schema[section] : undefined;
}

/** What one of the records on the way may lack can be absent. */
function fieldForm(root: TypeSchema, steps: readonly string[], canBeUnknown: boolean): TermForm {
  let type = root;
  let optional = canBeUnknown;
  for (const step of steps) {
    const field: FieldSchema | undefined =
      type.type === "record" && Object.hasOwn(type.fields, step) ? type.fields[step] : undefined;
    if (field === undefined) return NOTHING;
    optional ||= field.optional;
    type = field.schema;
  }
  return { domain: domainOf(type), canBeUnknown: optional };
}

function actionForm(attribute: string | undefined, { name, schema }: ActionOf): TermForm {
  switch (attribute) {
    case "name":
      return name.includes("*") ? known({ kind: "text" }) : known({ kind: "members", members: [name] });
    case "effect":
      return schema.effect === undefined ? NOTHING : known({ kind: "members", members: [schema.effect] });
    default:
      // What no report can change is known beforehand.
      return known(
        schema.reversible === "reported"
          ? TRUTH
          : { kind: "truth", values: [schema.reversible === "always"] },
      );
  }
}

function known(domain: Domain): TermForm {
  return { domain, canBeUnknown: false };
}

// ─── Other expressions ──────────────────────────────────────────────────────────────────────────────────────────

function exprForm(ref: Ref, action: ActionOf): TermForm {
  const { table } = action;
  const expr = table.exprs[ref];
  if (expr === undefined) return NOTHING;
  return { domain: exprDomain(expr, action), canBeUnknown: canBeUnknown(ref, action) };
}

function exprDomain(expr: Expr, action: ActionOf): Domain {
  const { table } = action;
  switch (expr.op) {
    case "now":
      return domainOf({ type: "time" });
    case "outcome":
      return { kind: "members", members: ["ok", "failed"] };
    case "grant":
      return { kind: "members", members: ["unused", "live", "ended"] };
    case "call":
      return callDomain(expr, action);
    case "classify": {
      const classifier = table.classifiers[expr.classifier];
      return classifier === undefined ? NOTHING.domain : domainOf(classifier.result);
    }
    case "history": {
      const pattern = table.histories[expr.pattern];
      if (pattern?.fn === "formerly") return TRUTH;
      return pattern?.fn === "sum" ? domainOf({ type: "int" }) : COUNT;
    }
    case "add":
    case "sub":
    case "mul":
    case "neg":
    case "to-decimal":
    case "rank":
      return domainOf({ type: "int" });
    case "element":
    case "variable":
    case "list":
    case "data":
    case "literal":
      return NOTHING.domain;
    default:
      return TRUTH;
  }
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function callDomain({ fn, args }: Extract<Expr, { readonly op: "call" }>, action: ActionOf): Domain {
  switch (fn) {
    case "hour":
      return { kind: "number", least: 0, most: 23 };
    case "weekday":
      return { kind: "members", members: WEEKDAYS };
    case "size":
    case "length":
      return COUNT;
    case "port":
      return { kind: "number", least: 0, most: 65_535 };
    case "host":
      return { kind: "host" };
    case "scheme":
      return { kind: "text" };
    case "lower": {
      const [subject] = args;
      const expr = subject === undefined ? undefined : action.table.exprs[subject];
      if (expr?.op !== "attribute") return { kind: "text" };
      const [section = "", ...steps] = expr.path.split(".");
      return attributeForm(section, steps, action).domain;
    }
  }
}

/** Facts of the world may not be known; a grant's state and people's agreement always are. */
function canBeUnknown(ref: Ref, action: ActionOf): boolean {
  const expr = action.table.exprs[ref];
  switch (expr?.op) {
    case "grant":
    case "approved":
    case "now":
    case "outcome":
    case "literal":
    case "detects":
    case "reaches":
    case "has-variable":
      return false;
    case "data":
      return action.table.data[expr.data]?.refresh !== undefined;
    case "attribute": {
      const [section = "", ...steps] = expr.path.split(".");
      return attributeForm(section, steps, action).canBeUnknown;
    }
    case "call":
      return expr.fn === "port" || operandsOf(expr).some((operand) => canBeUnknown(operand, action));
    case "matches":
    case "holds":
    case "compare":
    case "under":
      return operandsOf(expr).some((operand) => canBeUnknown(operand, action));
    default:
      return true;
  }
}
