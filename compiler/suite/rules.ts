// What each rule says of an attempt, as JavaScript: where it speaks, and which verdict it gives where.

import type { ClampedType } from "../../runtime/table/format.js";
import { quoted } from "../emit/js/literal.js";
import type {
  Program,
  TypedLimit,
  TypedNeed,
  TypedRedaction,
  TypedRule,
  TypedVerdict,
} from "../types/program.js";
import type { TypedExpr } from "../types/typed-expr.js";
import { attributeCode, durationCode, listCode, readCode, textsCode } from "./code.js";
import type { Conditions } from "./condition.js";
import { detectorsCode } from "./condition.js";
import { Untold } from "./untold.js";

/** A verdict, and the code of where it is given: the body of a function over attempts. */
export interface Said {
  readonly verdict: TypedVerdict["verdict"];
  readonly where: string;
}

/** Where the rule speaks: the body of a function over attempts. */
export function speaksCode(
  rule: Pick<TypedRule, "actions" | "picked" | "when" | "unless">,
  program: Program,
  conditions: Conditions,
): string {
  const guard = [
    ...selectionCode(rule, program),
    ...rule.when.map((expr) => conditions.code(expr)),
    ...rule.unless.map((expr) => `not(${conditions.code(expr)})`),
  ];
  return allOf(guard);
}

/** Nothing where the rule selects every action. */
function selectionCode(
  { actions, picked }: Pick<TypedRule, "actions" | "picked">,
  program: Program,
): readonly string[] {
  const names = textsCode(actions.map(({ name }) => name));
  if (actions.some(({ name }) => name.includes("*"))) {
    const except = picked.except.length === 0 ? "" : `, ${textsCode(picked.except)}`;
    return [`on(action, ${names}, ${textsCode(picked.include)}${except})`];
  }
  return actions.length === program.actions.length ? [] : [`on(action, ${names})`];
}

function allOf(parts: readonly string[]): string {
  const [only, ...others] = parts;
  if (only === undefined) return "true";
  return others.length === 0 ? only : `and(${parts.join(", ")})`;
}

/** What the rule gives at once: limits over windows aside. */
export function saidBy(rule: TypedRule, program: Program, conditions: Conditions): readonly Said[] {
  const speaks = `speaks[${quoted(rule.name)}](attempt)`;
  const given = (verdict: TypedVerdict, more: readonly string[] = []): readonly Said[] => {
    const where = [speaks, ...more, ...held(verdict, rule, program, conditions)];
    return [{ verdict: verdict.verdict, where: allOf(where) }];
  };
  switch (rule.form) {
    case "rule":
      return rule.verdict.verdict === "allow"
        ? onceSaid(rule.verdict, rule, speaks, conditions)
        : given(rule.verdict);
    case "cap":
      return rule.limits
        .filter(({ window }) => window === undefined)
        .flatMap((limit) => given(rule.else, [`not(${withinCode(limit, program, rule)})`]));
    case "quorum":
      return [needing(rule.else, rule.needs, rule.within, [speaks], conditions)];
    case "reversibility":
      return [needing(rule.else, rule.needs, rule.within, [speaks, "not(action.reversible)"], conditions)];
    case "boundary":
      return rule.reach === "any" || rule.actions.every(({ reaches }) => reaches.length === 0)
        ? []
        : given(rule.else, [`not(${reachCode(rule, program)})`]);
    case "grant": {
      const ended = grantCode(rule, conditions);
      const runs: Said = { verdict: "sandbox", where: allOf([`known(${speaks})`, `not(${ended})`]) };
      return [...given(rule.else, [ended]), runs];
    }
    case "redact": {
      const work = workCode(rule.redactions, rule, program);
      return work === undefined ? [] : [{ verdict: "redact", where: allOf([speaks, work]) }];
    }
    case "drift":
      return given(rule.else, [departsCode(rule, program)]);
    case "note":
    case "throttle":
      return [];
  }
}

function onceSaid(
  verdict: TypedVerdict,
  rule: TypedRule,
  speaks: string,
  conditions: Conditions,
): readonly Said[] {
  if (verdict.once === undefined || verdict.group === undefined) return [];
  const needs = [{ count: 1, group: verdict.group, acknowledging: false }];
  return [
    needing({ ...verdict, verdict: "escalate" }, needs, rule.within, [speaks], conditions),
    { verdict: "allow", where: allOf([`known(${speaks})`, conditions.agreed(needs, rule.within)]) },
  ];
}

function needing(
  { verdict }: TypedVerdict,
  needs: readonly TypedNeed[],
  within: number,
  speaks: readonly string[],
  conditions: Conditions,
): Said {
  return { verdict, where: allOf([...speaks, `not(${conditions.agreed(needs, within)})`]) };
}

/** What else must be so that a verdict is given: nobody has agreed, something is to be rewritten. */
function held(
  verdict: TypedVerdict,
  rule: TypedRule,
  program: Program,
  conditions: Conditions,
): readonly string[] {
  if (verdict.verdict === "redact") return [workCode(verdict.redactions, rule, program) ?? "false"];
  if (verdict.verdict !== "escalate" || verdict.group === undefined) return [];
  const needs = [{ count: 1, group: verdict.group, acknowledging: false }];
  return [`not(${conditions.agreed(needs, rule.within)})`];
}

// ─── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The amount of a limit, read by its type. */
export function amountCode({ attribute = "" }: TypedLimit, program: Program, rule: TypedRule): string {
  return readCode(typeAt(attribute, program, rule), attributeCode(attribute));
}

function withinCode(limit: TypedLimit, program: Program, rule: TypedRule): string {
  const amount = amountCode(limit, program, rule);
  const bound = boundCode(limit, program, rule);
  return `and(has(${attributeCode(limit.attribute ?? "")}), atLeast(${amount}, 0), ${limit.op === "<" ? "below" : "atMost"}(${amount}, ${bound}))`;
}

export function boundCode({ attribute, bound }: TypedLimit, program: Program, rule: TypedRule): string {
  if (attribute === undefined) return String(bound);
  const type = typeAt(attribute, program, rule);
  return ["decimal", "percent", "money"].includes(type.kind) ? `units(${bound / 10_000})` : String(bound);
}

/** The type of an attribute that the rule's actions agree in. */
export function typeAt(
  path: string,
  program: Program,
  { actions }: Pick<TypedRule, "actions">,
): TypedExpr["type"] {
  const [section = "", ...steps] = path.split(".");
  let type: TypedExpr["type"] | undefined =
    section === "args" ? actions[0]?.args : program[section as "agent" | "context" | "impact"];
  for (const step of steps) type = type?.kind === "record" ? type.fields.get(step)?.type : undefined;
  if (type === undefined) throw new Untold(`it speaks of ${path}`);
  return type;
}

function reachCode(rule: Extract<TypedRule, { readonly form: "boundary" }>, program: Program): string {
  const reaches = new Map(rule.actions.flatMap((action) => action.reaches.map((each) => [each.arg, each])));
  if (Array.from(reaches.values()).some(({ port }) => port !== undefined))
    throw new Untold("a port is an argument of its own");
  if (rule.reach === "any") return "true";
  const isOther = rule.actions.some(({ args, reaches: own }) =>
    Array.from(reaches.keys()).some((arg) => args.fields.has(arg) && !own.some((each) => each.arg === arg)),
  );
  if (isOther) throw new Untold("an argument of one name is reached by one action and not by another");
  const same = rule.actions.filter(({ reaches: own }) => own.length > 0);
  const targets = Array.from(reaches.keys()).map((arg) => {
    const type = typeAt(`args.${arg}`, program, { actions: same.filter(({ args }) => args.fields.has(arg)) });
    return readCode(type, attributeCode(`args.${arg}`));
  });
  return `reachesOnly(${listCode(targets)}, ${textsCode(rule.reach.map(({ text }) => text))})`;
}

function departsCode(rule: Extract<TypedRule, { readonly form: "drift" }>, program: Program): string {
  const migrating = rule.actions.filter(({ migrates }) => migrates.length > 0);
  const names = new Set(migrating.flatMap(({ migrates }) => migrates));
  const { language, text } = rule.baseline;
  const parts = Array.from(names).map((arg) => {
    const of = migrating.filter(({ migrates }) => migrates.includes(arg));
    const statement = readCode(typeAt(`args.${arg}`, program, { actions: of }), attributeCode(`args.${arg}`));
    const departs = `departs(${statement}, ${quoted(language)}, ${quoted(text)}, ${textsCode(rule.permit)})`;
    return `and(on(action, ${textsCode(of.map(({ name }) => name))}), ${departs})`;
  });
  return parts.length === 1 ? parts.join("") : `or(${parts.join(", ")})`;
}

function grantCode(rule: Extract<TypedRule, { readonly form: "grant" }>, conditions: Conditions): string {
  const revoked = rule.revoke && revokedCode(rule.revoke, conditions);
  const terms = [
    `scope: ${textsCode(rule.scope)}`,
    `expires: ${durationCode(rule.expires)}`,
    ...(revoked === undefined ? [] : [`revoked: ${revoked}`]),
  ];
  return `hasEnded(attempt, speaks[${quoted(rule.name)}], { ${terms.join(", ")} })`;
}

/** `outcome == failed`, and what else asks nothing but the outcome. */
function revokedCode(expr: TypedExpr, conditions: Conditions): string {
  if (expr.kind !== "compare" || expr.left.kind !== "outcome" || expr.op !== "==")
    throw new Untold("what revokes it is no plain outcome");
  return `(outcome) => is(outcome, ${conditions.code(expr.right)})`;
}

/** Is there something to rewrite in the arguments? Undefined of a rule that rewrites results alone. */
function workCode(
  redactions: readonly TypedRedaction[],
  rule: TypedRule,
  program: Program,
): string | undefined {
  const parts = redactions
    .filter(({ target }) => /^args\b/u.test(target))
    .map((each) => rewritesCode(each, rule, program));
  if (parts.length === 0) return undefined;
  return parts.length === 1 ? parts.join("") : `or(${parts.join(", ")})`;
}

function rewritesCode(redaction: TypedRedaction, rule: TypedRule, program: Program): string {
  const { op, target, detectors, most } = redaction;
  const place = target === "args" ? "args" : attributeCode(target);
  if (op === "mask") {
    if (target === "args" && rule.actions.some(({ args }) => args.open))
      throw new Untold("it looks at undeclared arguments");
    return `finds(${place}, ${detectorsCode(detectors)})`;
  }
  if (op !== "clamp" || most === undefined) return `has(${place})`;
  return `known(above(${readCode(typeAt(target, program, rule), place)}, ${mostCode(most)}))`;
}

export function mostCode({
  type,
  value,
}: {
  readonly type: { readonly kind: ClampedType };
  readonly value: number;
}): string {
  return ["decimal", "percent", "money"].includes(type.kind) ? `units(${value / 10_000})` : String(value);
}
