// style/unit: `60m` for `1h`.

import type { NumberLit } from "../../../ast/ast.js";
import { put } from "../../edits.js";
import type { LintRule } from "../../rule.js";

/** So many of a unit are one of the next. */
const LARGER: Readonly<
  Record<string, { readonly count: number; readonly unit: string; readonly least?: number }>
> = {
  ms: { count: 1000, unit: "s" },
  // `60s` and `24h` are read at a glance.
  s: { count: 60, unit: "m", least: 120 },
  m: { count: 60, unit: "h" },
  h: { count: 24, unit: "d", least: 48 },
  KiB: { count: 1024, unit: "MiB" },
  MiB: { count: 1024, unit: "GiB" },
  KB: { count: 1000, unit: "MB" },
  MB: { count: 1000, unit: "GB" },
};

export const unit: LintRule = {
  id: "style/unit",
  title: "Number that a larger unit says at a glance",
  recommended: "warning",
  strict: "warning",
  fixes: "keeps-meaning",
  why: `\`86400s\` has to be worked out, and a nought too many is not seen. Where the same span or size is a whole number of a
larger unit, that unit says it. (\`60s\` and \`24h\` are left alone.)`,
  bad: `policy search { default block }
agent  { id: string }
action search.query(text: string) { effect read, reversible always }

rule may_search on search.query { allow }
throttle budget on search.query { limit 600 per 3600s by agent.id }
//                                              ^^^^^ style/unit
`,
  good: `policy search { default block }
agent  { id: string }
action search.query(text: string) { effect read, reversible always }

rule may_search on search.query { allow }
throttle budget on search.query { limit 600 per 1h by agent.id }
`,
  *check(context) {
    for (const { expr } of context.expressions) {
      const text = expr.kind === "number" ? largest(expr) : undefined;
      if (text === undefined) continue;
      yield {
        span: expr.span,
        message: `this is \`${text}\``,
        fixes: [{ title: `Write \`${text}\``, edits: [put(expr.span, text)] }],
      };
    }
  },
};

/** In the largest unit of which it is a whole number; undefined where it is in that. */
function largest({ digits, unit: written }: NumberLit): string | undefined {
  if (written === undefined || !/^[1-9]\d*$/u.test(digits)) return undefined;
  let [value, name] = [Number(digits), written];
  for (let next = LARGER[name]; next !== undefined; next = LARGER[name]) {
    if (value % next.count !== 0 || value < (next.least ?? 0)) break;
    [value, name] = [value / next.count, next.unit];
  }
  return name === written ? undefined : `${value}${name}`;
}
