// A policy and its floor decide the same requests: what both declare must be the same, and requests fit both.

import { standingIn } from "../../runtime/values/action-name.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Checker } from "./checker.js";
import type { Action, Program, RequestForm } from "./program.js";
import { sameType } from "./same-type.js";
import { showType } from "./show-type.js";
import type { Field, RecordType, Type } from "./type.js";

const SECTIONS = ["agent", "context", "impact"] as const;

/** Reports where the policy's declarations and the floor's contradict each other. */
export function checkAgainstFloor(checker: Checker, floor: Program): void {
  const { names, places, report } = checker;
  for (const section of SECTIONS) {
    for (const [name, { type }] of names[section].fields) {
      const other = floor.form[section].fields.get(name);
      if (other === undefined || sameType(type, other.type)) continue;
      const path = `${section}.${name}`;
      const span = places.get(path) ?? floor.header.span;
      const params = { path, own: showType(type), floor: showType(other.type), name: floor.header.name };
      const related = [
        {
          span: floor.form.places.get(path) ?? floor.header.span,
          message: `the floor declares \`${params.floor}\``,
        },
      ];
      report(diagnose("AP3063", span, params, { related }));
    }
  }
  for (const action of names.actions) checkAction(action, floor, checker);
}

/** All names that come under the action must come under one action of the floor's, with the same arguments and result. */
function checkAction(action: Action, floor: Program, { names, symbols, report }: Checker): void {
  const span = symbols.actions.get(action.name)?.name.span ?? action.span;
  const [below, own] = [floor.actions, names.actions].map((all) => all.map(({ name }) => name));
  const { under, apart } = standingIn(below ?? [], own ?? [], action.name);
  const other = floor.actions.find(({ name }) => name === under);
  const split = floor.actions.find(({ name }) => name === apart);
  const params = { action: action.name, name: floor.header.name };
  if (other === undefined) {
    const related = [{ span: floor.header.span, message: `\`${floor.header.name}\` does not declare it` }];
    report(diagnose("AP3064", span, params, { related }));
  } else if (split !== undefined) {
    const related = [{ span: split.span, message: `the floor declares \`${split.name}\` apart` }];
    report(diagnose("AP3064", span, { ...params, apart: split.name }, { related }));
  } else {
    const what = departure(action, other);
    const related = [{ span: other.span, message: "the floor declares it so" }];
    if (what !== undefined) report(diagnose("AP3066", span, { ...params, what }, { related }));
  }
}

/** In what a request or a result that fits the action would not fit the floor's. */
function departure(own: Action, floor: Action): "arguments" | "result" | undefined {
  if (!sameType(own.args, floor.args) || own.relativeTo !== floor.relativeTo) return "arguments";
  if (floor.result === undefined || (own.result && sameType(own.result, floor.result))) return undefined;
  return "result";
}

/** The form of requests that the policy and its floors take: the attributes of all; what one requires is required. */
export function formWith(own: RequestForm, floor: Program | undefined): RequestForm {
  if (floor === undefined) return own;
  return {
    agent: joined(own.agent, floor.form.agent),
    context: joined(own.context, floor.form.context),
    impact: joined(own.impact, floor.form.impact),
    volatile: [...new Set([...own.volatile, ...floor.form.volatile])]
      .filter((path) => [own, floor.form].every((each) => leavesOut(each, path)))
      .sort(),
    places: new Map([...floor.form.places, ...own.places]),
  };
}

/** Does it declare the attribute volatile, or not at all? Where one binds an approval to it, it is bound. */
function leavesOut(form: RequestForm, path: string): boolean {
  const covered = form.volatile.some((each) => path === each || path.startsWith(`${each}.`));
  return covered || !declares(form, path.split("."));
}

function declares(form: RequestForm, [section, ...steps]: readonly string[]): boolean {
  let type: Type | undefined =
    section === "agent" || section === "context" || section === "impact" ? form[section] : undefined;
  for (const step of steps) type = type?.kind === "record" ? type.fields.get(step)?.type : undefined;
  return type !== undefined;
}

function joined(own: RecordType, floor: RecordType): RecordType {
  const fields = new Map<string, Field>(floor.fields);
  for (const [name, { type, optional }] of own.fields) {
    fields.set(name, { type, optional: optional && (floor.fields.get(name)?.optional ?? true) });
  }
  return { kind: "record", fields, open: own.open && floor.open };
}

/** A program and its floors, each the floor of the one before. */
export function withFloors(program: Program): readonly Program[] {
  const programs: Program[] = [];
  for (let each: Program | undefined = program; each !== undefined; each = each.floor) programs.push(each);
  return programs;
}
