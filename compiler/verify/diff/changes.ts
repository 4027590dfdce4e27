// What two versions differ in besides verdicts: what requests look like, limits over time, and who may stop or prove what.

import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";
import type { Fallback, Limit, Table, TableFile, Window } from "../../../runtime/table/format.js";
import { withFloors } from "../../../runtime/table/floor.js";
import { rank } from "../../../runtime/table/verdict.js";
import { durationText, listText, literalText } from "../../emit/words.js";
import { attributeType } from "../../../runtime/table/sort.js";
import { Lexicon } from "../../atoms/lexicon.js";
import { actionOf } from "../model.js";
import { expressionText } from "../words/expression.js";
import type { Change } from "./change.js";
import { declarationsChanged } from "./declarations.js";
import { askedText } from "./obligations.js";
import type { Direction } from "./regions.js";

export function changesIn(before: TableFile, after: TableFile): readonly Change[] {
  const layers = pairedByName(before, after);
  return [
    ...declarationsChanged(before, after),
    ...headerChanged(before, after),
    ...layers.flatMap(({ then, now }) => [
      ...limitsChanged(then, now),
      ...grantsChanged(then, now),
      ...switchesChanged(then, now),
    ]),
    ...evidenceChanged(before, after),
  ];
}

interface Both {
  readonly then: Table;
  readonly now: Table;
}

/** A floor that one version lacks shows in regions. */
function pairedByName(before: TableFile, after: TableFile): readonly Both[] {
  const [, ...floors] = withFloors(after);
  return withFloors(before).flatMap((then, depth) => {
    const now = depth === 0 ? after : floors.find(({ policy }) => policy.name === then.policy.name);
    return now === undefined ? [] : [{ then, now }];
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson((a ?? null) as Json) === canonicalJson((b ?? null) as Json);
}

// ─── The header ─────────────────────────────────────────────────────────────────────────────────────────────────

function headerChanged(before: TableFile, after: TableFile): readonly Change[] {
  const [then, now] = [before.policy, after.policy];
  const mode: readonly Change[] =
    then.mode === now.mode
      ? []
      : [
          {
            of: "mode",
            name: now.name,
            direction: now.mode === "shadow" ? "loosened" : "tightened",
            text: `mode ${then.mode} became mode ${now.mode}`,
          },
        ];
  const [was, is] = [fallbackText(then.onError, before), fallbackText(now.onError, after)];
  const faults: readonly Change[] =
    was === is
      ? []
      : [
          {
            of: "on_error",
            name: now.name,
            direction: directionOf(then.onError, now.onError),
            text: `what cannot be decided was given ${was}, and is given ${is}`,
          },
        ];
  return [...mode, ...faults, ...conditionsChanged(before, after)];
}

/** Under which conditions faults are given something else: a `let` or data may change what the same words mean. */
function conditionsChanged(before: TableFile, after: TableFile): readonly Change[] {
  const lexicon = new Lexicon();
  const meanings = (table: TableFile): unknown =>
    table.policy.onErrorWhen.map((each) => [
      fallbackText(each, table),
      lexicon.nameOf(each.when.expr, table),
    ]);
  if (isSame(meanings(before), meanings(after))) return [];
  const texts = (table: TableFile): string =>
    orNone(table.policy.onErrorWhen.map((each) => `${fallbackText(each, table)} when ${each.when.text}`));
  const [was, is] = [texts(before), texts(after)];
  const text =
    was === is
      ? `its conditions are ${is} as before, and mean something else`
      : `its conditions were ${was}, and are ${is}`;
  return [{ of: "on_error", name: after.policy.name, direction: "other", text }];
}

/** The verdict, and whom it asks. */
function fallbackText({ verdict, needs }: Fallback, { needs: all }: Table): string {
  const asked = needs === undefined ? undefined : all[needs];
  return asked === undefined ? verdict : `${verdict} (${askedText(asked)})`;
}

function directionOf(then: Fallback, now: Fallback): Direction {
  const [was, is] = [rank(then.verdict), rank(now.verdict)];
  return is < was ? "loosened" : is > was ? "tightened" : "other";
}

function orNone(texts: readonly string[]): string {
  return texts.length === 0 ? "none" : texts.join("; ");
}

// ─── Limits over windows ────────────────────────────────────────────────────────────────────────────────────────

interface Windowed {
  readonly limit: Limit;
  readonly window: Window;
  readonly verdict: string;
}

function limitsIn({ rules, windows }: Table): ReadonlyMap<string, Windowed> {
  return new Map(
    rules.flatMap(({ limit, shadow, verdict }) => {
      const window = limit && windows[limit.window];
      return limit === undefined || window === undefined || shadow
        ? []
        : [[window.id, { limit, window, verdict }] as const];
    }),
  );
}

function limitsChanged(then: Table, now: Table): readonly Change[] {
  const [before, after] = [limitsIn(then), limitsIn(now)];
  return namesOf(before, after).flatMap((name): readonly Change[] => {
    const [old, next] = [before.get(name), after.get(name)];
    const text = (each: Windowed, table: Table): string => limitText(each, table);
    if (old === undefined)
      return next ? [{ of: "limit", name, direction: "tightened", text: `added: ${text(next, now)}` }] : [];
    if (next === undefined)
      return [{ of: "limit", name, direction: "loosened", text: `removed: ${text(old, then)}` }];
    const [was, is] = [text(old, then), text(next, now)];
    return was === is
      ? []
      : [{ of: "limit", name, direction: limitDirection(old, next), text: `${was} became ${is}` }];
  });
}

function limitDirection(old: Windowed, next: Windowed): Direction {
  const same = isSame(
    [old.limit.amount, old.window.by, old.verdict],
    [next.limit.amount, next.window.by, next.verdict],
  );
  if (!same) return "other";
  const room = ({ limit: { bound, op } }: Windowed): number => bound - (op === "<" ? 0.5 : 0);
  const isMore = room(next) >= room(old) && next.window.per <= old.window.per;
  const isLess = room(next) <= room(old) && next.window.per >= old.window.per;
  return isMore ? "loosened" : isLess ? "tightened" : "other";
}

function limitText(
  { limit: { amount, op, bound }, window: { per, by }, verdict }: Windowed,
  table: Table,
): string {
  const [action] = Object.values(table.schema.actions).filter(
    (schema) => typeof amount !== "string" || attributeType(table.schema, schema, amount) !== undefined,
  );
  const type = typeof amount === "string" && action ? attributeType(table.schema, action, amount) : undefined;
  const counted = amount === 1 ? "" : `sum(${amount}) ${op} `;
  const keys = by.length === 0 ? "" : ` by ${by.length === 1 ? (by[0] ?? "") : listText(by)}`;
  return `${counted}${amount === 1 && op === "<" ? "< " : ""}${literalText(bound, type)} per ${durationText(per)}${keys}, else ${verdict}`;
}

// ─── Other state ────────────────────────────────────────────────────────────────────────────────────────────────

function grantsChanged(then: Table, now: Table): readonly Change[] {
  const byId = ({ grants }: Table) => new Map(grants.map((grant) => [grant.id, grant]));
  const [before, after] = [byId(then), byId(now)];
  return namesOf(before, after).flatMap((name): readonly Change[] => {
    const [old, next] = [before.get(name), after.get(name)];
    // One that is added or removed is a rule, which shows in regions.
    if (old === undefined || next === undefined) return [];
    const expires: readonly Change[] =
      old.expires === next.expires
        ? []
        : [
            {
              of: "grant",
              name,
              direction: next.expires > old.expires ? "loosened" : "tightened",
              text: `expires after ${durationText(next.expires)}, before after ${durationText(old.expires)}`,
            },
          ];
    const scope: readonly Change[] = isSame(old.scope, next.scope)
      ? []
      : [
          {
            of: "grant",
            name,
            direction: "other",
            text: `one for each ${listText(old.scope)} became one for each ${listText(next.scope)}`,
          },
        ];
    return [...expires, ...scope, ...revokeChanged(name, revokeText(old, then), revokeText(next, now))];
  });
}

function revokeChanged(name: string, was: string | undefined, is: string | undefined): readonly Change[] {
  if (was === is) return [];
  if (was === undefined)
    return [{ of: "grant", name, direction: "tightened", text: `now revoked when ${is ?? ""}` }];
  if (is === undefined)
    return [{ of: "grant", name, direction: "loosened", text: `no more revoked when ${was}` }];
  return [{ of: "grant", name, direction: "other", text: `revoked when ${was} became when ${is}` }];
}

/** In words that any action on which the grant is started has. */
function revokeText({ id, revoke }: Table["grants"][number], table: Table): string | undefined {
  const starting = table.rules.find(({ grant }) => grant !== undefined && table.grants[grant]?.id === id);
  const [first = ""] = starting?.actions ?? [];
  const action = actionOf(first, table);
  return revoke === undefined || action === undefined ? undefined : expressionText(revoke, action);
}

function switchesChanged(then: Table, now: Table): readonly Change[] {
  const byName = ({ killswitches, needs }: Table) =>
    new Map(
      killswitches.map(({ name, scope, needs: asked }) => [
        name,
        { scope, needs: asked === undefined ? undefined : needs[asked]?.of },
      ]),
    );
  const [before, after] = [byName(then), byName(now)];
  return namesOf(before, after).flatMap((name): readonly Change[] => {
    const [old, next] = [before.get(name), after.get(name)];
    if (old === undefined) return [{ of: "killswitch", name, direction: "tightened", text: "added" }];
    if (next === undefined) return [{ of: "killswitch", name, direction: "loosened", text: "removed" }];
    if (isSame(old, next)) return [];
    return [
      {
        of: "killswitch",
        name,
        direction: "other",
        text: isSame(old.scope, next.scope)
          ? "lifting it takes other people"
          : `its scope ${listText(old.scope)} became ${listText(next.scope)}`,
      },
    ];
  });
}

function evidenceChanged(then: TableFile, now: TableFile): readonly Change[] {
  return (["identity", "trust", "audit"] as const).flatMap((part): readonly Change[] => {
    const [old, next] = [evidence(then, part), evidence(now, part)];
    if (isSame(old, next)) return [];
    const name = now.policy.name;
    if (old === null) return [{ of: part, name, direction: "tightened", text: "added" }];
    if (next === null) return [{ of: part, name, direction: "loosened", text: "removed" }];
    return [{ of: part, name, direction: "other", text: "changed" }];
  });
}

/** What is asked for, in place of where it stands in its table; and not where it was written. */
function evidence(table: TableFile, part: "identity" | "trust" | "audit"): unknown {
  const told = (key: string, value: unknown): unknown => {
    if (key === "origin") return undefined;
    return key === "needs" && typeof value === "number" ? table.needs[value]?.of : value;
  };
  return JSON.parse(JSON.stringify(table[part] ?? null, told));
}

function namesOf(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] {
  return Array.from(new Set([...a.keys(), ...b.keys()]));
}
