// What requests look like in two versions: attributes and traits of actions that were added, removed or changed.

import { formOf } from "../../../runtime/table/floor.js";
import type {
  ActionSchema,
  FieldSchema,
  RecordSchema,
  TableFile,
  TypeSchema,
} from "../../../runtime/table/format.js";
import type { Change } from "./change.js";
import type { Direction } from "./regions.js";

export function declarationsChanged(before: TableFile, after: TableFile): readonly Change[] {
  const [then, now] = [formOf(before), formOf(after)];
  const sections = (["agent", "context", "impact"] as const).flatMap((section) =>
    recordChanged(then[section], now[section], section),
  );
  const actions = Object.entries(now.actions).flatMap(([name, next]) => {
    const old = Object.hasOwn(then.actions, name) ? then.actions[name] : undefined;
    return old === undefined ? [] : actionChanged(name, old, next);
  });
  return [...sections, ...actions];
}

function change(name: string, direction: Direction, text: string): Change {
  return { of: "request", name, direction, text };
}

function actionChanged(name: string, then: ActionSchema, now: ActionSchema): readonly Change[] {
  const [before, after] = [traitsOf(then), traitsOf(now)];
  const traits = Object.keys(before).flatMap((trait): readonly Change[] =>
    before[trait] === after[trait]
      ? []
      : [
          change(
            name,
            "other",
            `its trait ${trait} was ${before[trait] ?? ""}, and is ${after[trait] ?? ""}`,
          ),
        ],
  );
  return [
    ...recordChanged(then.args, now.args, `${name} args`),
    ...resultChanged(name, then.result, now.result),
    ...traits,
  ];
}

function resultChanged(
  name: string,
  then: TypeSchema | undefined,
  now: TypeSchema | undefined,
): readonly Change[] {
  if (then !== undefined && now !== undefined) return typeChanged(then, now, `${name} result`);
  if (now !== undefined) return [change(name, "tightened", "what it gives is newly declared")];
  return then === undefined ? [] : [change(name, "loosened", "what it gives is no longer declared")];
}

function traitsOf({
  effect,
  reversible,
  relativeTo,
  reaches,
  ...lists
}: ActionSchema): Readonly<Record<string, string>> {
  const several = (names: readonly string[]): string =>
    names.length === 0 ? "not stated" : names.join(", ");
  return {
    effect: effect ?? "not stated",
    reversible,
    "relative to": relativeTo ?? "not stated",
    reaches: several(reaches.map(({ arg, port }) => (port === undefined ? arg : `${arg}:${port}`))),
    reads: several(lists.reads),
    writes: several(lists.writes),
    runs: several(lists.runs),
    migrates: several(lists.migrates),
  };
}

function recordChanged(then: RecordSchema, now: RecordSchema, path: string): readonly Change[] {
  const open = turned(path, [then.open, now.open], {
    loosened: "takes undeclared members",
    tightened: "takes no undeclared members any more",
  });
  const names = new Set([...Object.keys(then.fields), ...Object.keys(now.fields)]);
  return [
    ...open,
    ...Array.from(names).flatMap((name) =>
      fieldChanged(fieldIn(then, name), fieldIn(now, name), `${path}.${name}`),
    ),
  ];
}

/** What was and what is allowed: nothing, where that is the same. */
function turned(
  path: string,
  [then, now]: readonly [then: boolean, now: boolean],
  texts: Readonly<Record<"loosened" | "tightened", string>>,
): readonly Change[] {
  if (then === now) return [];
  const direction = now ? "loosened" : "tightened";
  return [change(path, direction, texts[direction])];
}

function fieldIn({ fields }: RecordSchema, name: string): FieldSchema | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** More requests are taken where it is `loosened`, fewer where it is `tightened`. */
function fieldChanged(
  then: FieldSchema | undefined,
  now: FieldSchema | undefined,
  path: string,
): readonly Change[] {
  if (now === undefined)
    return then === undefined
      ? []
      : [change(path, then.optional ? "tightened" : "other", `${told(then)} is no longer declared`)];
  if (then === undefined)
    return [change(path, now.optional ? "loosened" : "other", `${told(now)} is newly declared`)];
  const presence = turned(path, [then.optional, now.optional], {
    loosened: "may now be left out",
    tightened: "is now required",
  });
  return [...presence, ...typeChanged(then.schema, now.schema, path)];
}

function told({ optional }: FieldSchema): string {
  return optional ? "it is optional, and" : "it is required, and";
}

function typeChanged(then: TypeSchema, now: TypeSchema, path: string): readonly Change[] {
  if (then.type === "record" && now.type === "record") return recordChanged(then, now, path);
  if (then.type === "enum" && now.type === "enum") return membersChanged(then.members, now.members, path);
  if ((then.type === "list" && now.type === "list") || (then.type === "set" && now.type === "set"))
    return typeChanged(then.of, now.of, path);
  return typeText(then) === typeText(now)
    ? []
    : [change(path, "other", `was of type ${typeText(then)}, and is of type ${typeText(now)}`)];
}

function membersChanged(then: readonly string[], now: readonly string[], path: string): readonly Change[] {
  const added = now.filter((member) => !then.includes(member));
  const removed = then.filter((member) => !now.includes(member));
  return [
    ...(added.length > 0 ? [change(path, "loosened", `may now be ${added.join(" or ")}`)] : []),
    ...(removed.length > 0 ? [change(path, "tightened", `may no longer be ${removed.join(" or ")}`)] : []),
  ];
}

function typeText(type: TypeSchema): string {
  switch (type.type) {
    case "money":
      return `money(${type.currency})`;
    case "enum":
      return type.members.join(" | ");
    case "list":
    case "set":
      return `${type.type}<${typeText(type.of)}>`;
    default:
      return type.type;
  }
}
