// Selectors: which actions a rule speaks of.

import {
  actionFits,
  covers,
  isActionName,
  isActionPattern,
  overlap,
} from "../../runtime/values/action-name.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { Report } from "../names/table.js";
import type { Actions } from "./actions.js";
import type { Action, Picked } from "./program.js";

/** Selects actions, for selectors of one text once: they have one list, by which others know what they worked out for it. */
export function selecting(actions: Actions, report: Report): (selector: ast.Selector) => readonly Action[] {
  const known = new Map<string, readonly Action[]>();
  return (selector) => {
    const texts = (patterns: readonly ast.ActionPattern[]): string => patterns.map(({ text }) => text).join();
    const key = `${texts(selector.include)} except ${texts(selector.except)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const wrong: Diagnostic[] = [];
    const selected = selectActions(actions, selector, (diagnostic) => void wrong.push(diagnostic));
    wrong.forEach(report);
    // What is wrong is wrong at each place.
    if (wrong.length === 0) known.set(key, selected);
    return selected;
  };
}

/**
 * The actions that `selector` picks, in declaration order; none where it is wrong. Every pattern must fit some action: one that fits none is a slip, even among others.
 */
function selectActions(actions: Actions, selector: ast.Selector, report: Report): readonly Action[] {
  const fits = [...selector.include, ...selector.except].map((pattern) => fitsSome(actions, pattern, report));
  const included = picked(actions, selector.include);
  const excepted = new Set(picked(actions, selector.except));
  const result = included.filter(
    (action) => !excepted.has(action) || (isActionPattern(action.name) && !isExcepted(action, selector)),
  );
  if (result.length === 0 && fits.every(Boolean) && fits.length > 0) {
    report(diagnose("AP2011", selector.span, { text: "this selector", nearest: undefined }));
  }
  return result;
}

/** What a selector names; nothing where the author left it out. */
export function pickedBy(selector: ast.Selector | undefined): Picked {
  const texts = (patterns: readonly ast.ActionPattern[] = []): readonly string[] => [
    ...new Set(patterns.map(({ text }) => text).filter((text) => text !== "")),
  ];
  return { include: texts(selector?.include), except: texts(selector?.except) };
}

/** In declaration order. Names alone are looked up; only patterns are held against every action. */
function picked(actions: Actions, patterns: readonly ast.ActionPattern[]): readonly Action[] {
  const { known, order } = actions;
  const fitting = patterns.flatMap(({ text }) => {
    const own = known.get(text);
    const exact = own === undefined || isActionPattern(text) ? [] : [own];
    if (!isActionPattern(text)) return exact.length > 0 ? exact : takersOf(actions, text);
    const named = [...known.values()].filter(({ name }) => !isActionPattern(name) && actionFits(text, name));
    return [...named, ...takersOf(actions, text)];
  });
  return [...new Set(fitting)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** The wildcards of whose names the pattern may fit some: none where a narrower one takes all that it fits. */
function takersOf({ known }: Actions, text: string): readonly Action[] {
  if (!isActionPattern(text) && !isActionName(text)) return [];
  const wildcards = [...known.values()].filter(({ name }) => isActionPattern(name));
  return wildcards.filter(
    ({ name }) =>
      overlap(name, text) &&
      !wildcards.some((other) => other.name !== name && covers(name, other.name) && covers(other.name, text)),
  );
}

/** Are all names of the wildcard that the selector names taken away again? */
function isExcepted({ name }: Action, { include, except }: ast.Selector): boolean {
  const named = include.filter(({ text }) => overlap(text, name));
  return named.every((each) => except.some(({ text }) => covers(text, name) || covers(text, each.text)));
}

function fitsSome(actions: Actions, pattern: ast.ActionPattern, report: Report): boolean {
  const { known } = actions;
  const { text, span } = pattern;
  // The parser's own placeholder: it has been reported.
  if (text === "" || known.has(text)) return text !== "";
  if (picked(actions, [pattern]).length > 0) return true;
  const near = nearestPattern(text, [...known.keys()]);
  report(
    diagnose("AP2011", span, { text: `\`${text}\``, nearest: near }, { fixes: replacement(span, near) }),
  );
  return false;
}

/** The nearest action, or for `deplyo.*` the nearest of the actions' families: `deploy.*`. */
function nearestPattern(text: string, names: readonly string[]): string | undefined {
  if (!text.includes("*")) return nearest(text, names);
  const families = names.flatMap((name) => {
    const parts = name.split(".");
    return parts
      .slice(1)
      .flatMap((_, at) => [`${parts.slice(0, at + 1).join(".")}.*`, `*.${parts.slice(at + 1).join(".")}`]);
  });
  return nearest(text, new Set(families));
}
