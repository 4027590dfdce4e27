// Asks a table's rules in a situation given by its attributes: what the laws of lowerings are tested with.

import { emitTable } from "../../compiler/emit/table.js";
import type { Core } from "../../compiler/hir/hir.js";
import { evaluation, truthOf } from "../../runtime/evaluate/evaluate.js";
import { prepare } from "../../runtime/evaluate/program.js";
import type { Scene } from "../../runtime/evaluate/scene.js";
import type { Rule, Table } from "../../runtime/table/format.js";
import type { Value } from "../../runtime/values/value.js";

export type Attributes = Readonly<Record<string, Value | undefined>>;

/** A situation in which nothing has happened, but for what `facts` say. */
export function sceneOf(attributes: Attributes, facts: Partial<Scene> = {}): Scene {
  return {
    now: Date.parse("2026-01-01T00:00:00Z"),
    attribute: (path) => attributes[path],
    history: () => ({ low: 0, high: 0 }),
    grant: () => "unused",
    approved: () => false,
    targets: () => [],
    classified: () => undefined,
    changes: () => [],
    detects: () => false,
    finds: () => false,
    content: () => undefined,
    ...facts,
  };
}

/** For each rule of the core's table, in order: does it match? An action outside its selector is not looked at. */
export function matchesOf(core: Core): (scene: Scene) => boolean[] {
  const table = emitTable(core);
  const matches = matcherOf(table);
  return (scene) => table.rules.map((rule) => matches(rule, scene));
}

function matcherOf(table: Table): (rule: Rule, scene: Scene) => boolean {
  const program = prepare(table, { regex: (source) => (text) => new RegExp(source, "u").test(text) });
  return (rule, scene) => {
    const at = evaluation(program, scene);
    const truths = rule.conditions.map(({ expr }) => truthOf(expr, at));
    if (truths.includes(false)) return false;
    return truths.includes(undefined) ? !rule.permits : true;
  };
}
