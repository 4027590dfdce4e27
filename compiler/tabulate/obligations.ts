// What a row asks of whoever enforces it, in the words of the language.

import type { Limit, Needs, Reason, Redaction, Rule, Table } from "../../runtime/table/format.js";
import { typeIn } from "../../runtime/table/sort.js";
import { detectorName } from "../../runtime/values/detector.js";
import { durationText, literalText } from "../emit/words.js";

export function obligationsOf(rule: Rule, table: Table): readonly string[] {
  const grant = rule.grant === undefined ? undefined : table.grants[rule.grant];
  return [
    ...(rule.code === rule.name ? [] : [`code ${rule.code}`]),
    ...(rule.box === undefined ? [] : [`in sandbox ${rule.box}`]),
    ...(grant ? [`start a grant for ${durationText(grant.expires)}${byWords(grant.scope)}`] : []),
    ...rule.redactions.map(redactionWords),
    ...(rule.connect ? [connectWords(rule.connect)] : []),
    ...rule.notify.map((whom) => `notify ${whom}`),
    ...(rule.trips ?? []).map(
      ({ killswitch, scope, for: span }) =>
        `trip ${killswitch} ${scope}${span === undefined ? "" : ` for ${durationText(span)}`}`,
    ),
  ];
}

/** Enough to see what it is about: a list of all private ranges is long. */
const SHOWN_RANGES = 3;

function connectWords({ deny }: NonNullable<Rule["connect"]>): string {
  const shown = deny.slice(0, SHOWN_RANGES).map(({ text }) => text);
  const others = deny.length - shown.length;
  return `refuse connections to ${shown.join(", ")}${others > 0 ? ` and ${String(others)} more ranges` : ""}`;
}

function redactionWords(redaction: Redaction): string {
  const { op, target } = redaction;
  switch (op) {
    case "mask":
      return `mask ${target} matching [${redaction.detectors.map(detectorName).join(", ")}]`;
    case "mask-all":
      return `mask ${target}`;
    case "clamp":
      return `clamp ${target} to ${literalText(redaction.most, clampedSchema(redaction.type))}`;
    default:
      return `${op} ${target}`;
  }
}

/** The currency is in the action's declaration; a bound without it is still the number. */
function clampedSchema(type: Extract<Redaction, { readonly op: "clamp" }>["type"]) {
  return type === "money" ? ({ type: "decimal" } as const) : { type };
}

/** What lifts a row that waits for people. */
export function needsWords({ of, within, approver }: Needs): string {
  const people = of.map(
    ({ count, group, acknowledging }) =>
      `${String(count)} of ${group}${acknowledging === undefined ? "" : ` acknowledging ${acknowledging}`}`,
  );
  const asked = approver === undefined ? "" : `, asked by ${approver}`;
  return `until approved by ${people.join(" and ")} within ${durationText(within)}${asked}`;
}

/** Where a limit over a window has no room. */
export function limitWords(
  { window, amount, op, bound }: Limit,
  label: string | undefined,
  action: string,
  table: Table,
): string {
  const { per = 0, by = [] } = table.windows[window] ?? {};
  const [section = "", ...steps] = amount === 1 ? [] : amount.split(".");
  const schema = section === "args" ? table.schema.actions[action]?.args : table.schema.impact;
  const type = schema && steps.length > 0 ? typeIn(schema, steps) : undefined;
  const what =
    amount === 1 ? literalText(bound, undefined) : `sum(${amount}) ${op} ${literalText(bound, type)}`;
  const name = label === undefined ? "" : `${label}: `;
  return `${name}over ${what} per ${durationText(per)}${byWords(by)}`;
}

function byWords(keys: readonly string[]): string {
  const [only, ...others] = keys;
  if (only === undefined) return "";
  return others.length === 0 ? ` by ${only}` : ` by [${keys.join(", ")}]`;
}

/** Quoted attributes in braces, as the policy writes them. */
export function reasonWords(reason: Reason): string {
  if (typeof reason === "string") return reason;
  return reason.map((part) => (typeof part === "string" ? part : `{${part.path}}`)).join("");
}
