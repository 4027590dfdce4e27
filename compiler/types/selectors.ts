// Selectors: which actions a rule speaks of.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { nearest, replacement } from "../diagnostics/nearest.js";
import type { Report } from "../names/table.js";
import type { Actions } from "./actions.js";
import type { Action } from "./program.js";

/**
 * The actions that `selector` picks, in declaration order; none where it is wrong, or speaks of refused declarations
 * alone. Every pattern must fit some action: one that fits none is a slip, even among others.
 */
export function selectActions(actions: Actions, selector: ast.Selector, report: Report): readonly Action[] {
  const fits = [...selector.include, ...selector.except].map((pattern) => fitsSome(actions, pattern, report));
  const included = picked(actions, selector.include);
  const excepted = new Set(picked(actions, selector.except));
  const result = included.filter((action) => !excepted.has(action));
  const blind = actions.refused.some((name) => selector.include.some(({ text }) => overlap(text, name)));
  if (result.length === 0 && fits.every(Boolean) && fits.length > 0 && !blind) {
    report(diagnose("AP2011", selector.span, { text: "this selector", nearest: undefined }));
  }
  return result;
}

/** In declaration order. Names alone are looked up; only patterns are held against every action. */
function picked({ known, order }: Actions, patterns: readonly ast.ActionPattern[]): readonly Action[] {
  const exact = patterns.flatMap(({ text }) => known.get(text) ?? []);
  const globs = patterns.filter(({ text }) => text.includes("*")).map(({ text }) => matcher(text));
  const fitting =
    globs.length === 0 ? [] : [...known.values()].filter(({ name }) => globs.some((fits) => fits(name)));
  return [...new Set([...exact, ...fitting])].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

function fitsSome({ known, refused }: Actions, pattern: ast.ActionPattern, report: Report): boolean {
  const { text, span } = pattern;
  // The parser's own placeholder: it has been reported.
  if (text === "" || known.has(text)) return text !== "";
  if (text.includes("*") && [...known.keys()].some(matcher(text))) return true;
  if (refused.some((name) => overlap(text, name))) return true;
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

/** Fits names against a pattern in which `*` is any run of characters, dots too. Time: pattern × name at worst. */
function matcher(pattern: string): (name: string) => boolean {
  const [head = "", ...rest] = pattern.split("*");
  const tail = rest.pop();
  if (tail === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length)
      return false;
    let from = head.length;
    for (const part of rest) {
      const at = name.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= name.length - tail.length;
  };
}

/** May a name fit both patterns? Where both have wildcards, only what stands before the first one is compared. */
function overlap(a: string, b: string): boolean {
  if (!b.includes("*")) return matcher(a)(b);
  if (!a.includes("*")) return matcher(b)(a);
  const [headA = "", headB = ""] = [a.split("*")[0], b.split("*")[0]];
  return headA.startsWith(headB) || headB.startsWith(headA);
}
