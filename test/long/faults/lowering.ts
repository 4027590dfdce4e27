// Faults of the lowering: primitives that become other core rules than their law says.

import type { Fault } from "./fault.js";

export const LOWERING: readonly Fault[] = [
  {
    what: "a boundary refuses what it lists, and lets out all else",
    file: "compiler/hir/lower/boundary.ts",
    from: 'to.pool.not(to.pool.intern({ op: "reaches", patterns: rule.reach }))',
    to: 'to.pool.intern({ op: "reaches", patterns: rule.reach })',
  },
  {
    what: "a boundary forgets what it denies to whatever goes out",
    file: "compiler/hir/lower/boundary.ts",
    from: "if (rule.deny.length === 0) return rows;",
    to: "if (rule.deny.length >= 0) return rows;",
  },
  {
    what: "an amount below zero is within a cap",
    file: "compiler/hir/lower/cap.ts",
    from: 'pool.compare(">=", amount, pool.literal(0), type),',
    to: "",
  },
  {
    what: "a cap holds whatever its guard says",
    file: "compiler/hir/lower/cap.ts",
    from: "{ conditions: [...guard, overBound(rule, limit, to)] }",
    to: "{ conditions: [overBound(rule, limit, to)] }",
  },
  {
    what: "the last part of a chain of `and` or `or` is lost",
    file: "compiler/hir/lower/chain.ts",
    from: "return parts;",
    to: "return parts.slice(0, Math.max(1, parts.length - 1));",
  },
  {
    what: "a drift refuses what it permits",
    file: "compiler/hir/lower/drift.ts",
    from: 'to.pool.not(to.pool.intern({ op: "drift", baseline, permit }))',
    to: 'to.pool.intern({ op: "drift", baseline, permit })',
  },
  {
    what: "the upper end of `between` does not belong to it",
    file: "compiler/hir/lower/expression.ts",
    from: 'pool.compare("<=", subject, part(high, scope), item.type)',
    to: 'pool.compare("<", subject, part(high, scope), item.type)',
  },
  {
    what: "`or` is `and`",
    file: "compiler/hir/lower/expression.ts",
    from: "pool.or(chainOf(",
    to: "pool.and(chainOf(",
  },
  {
    what: "`not` says nothing",
    file: "compiler/hir/lower/expression.ts",
    from: "not: ({ operand }, scope, { pool, part }) => pool.not(part(operand, scope)),",
    to: "not: ({ operand }, scope, { part }) => part(operand, scope),",
  },
  {
    what: "`all` is `any`",
    file: "compiler/hir/lower/expression.ts",
    from: "op: quantifier,",
    to: 'op: "any",',
  },
  {
    what: "a grant has ended as soon as it is used",
    file: "compiler/hir/lower/grant.ts",
    from: 'is: "ended" }',
    to: 'is: "live" }',
  },
  {
    what: "a grant lasts twice as long",
    file: "compiler/hir/lower/grant.ts",
    from: "expires: rule.expires,",
    to: "expires: rule.expires * 2,",
  },
  {
    what: "an `unless` is lost",
    file: "compiler/hir/lower/guard.ts",
    from: "...rule.unless.map(",
    to: "...rule.unless.slice(1).map(",
  },
  {
    what: "a window is shared by all, whatever it is kept by",
    file: "compiler/hir/lower/limit.ts",
    from: "by: keyOf(window.by)",
    to: "by: []",
  },
  {
    what: "a window counts actions instead of what they amount to",
    file: "compiler/hir/lower/limit.ts",
    from: "amount: limit.attribute ?? 1,",
    to: "amount: 1,",
  },
  {
    what: "of several needs the first is enough",
    file: "compiler/hir/lower/needs.ts",
    from: "of: needs, within, ask,",
    to: "of: needs.slice(0, 1), within, ask,",
  },
  {
    what: "who agrees to what is allowed once approved is forgotten at once",
    file: "compiler/hir/lower/once.ts",
    from: "oneOf(asked, rule.name, rule.within)",
    to: "oneOf(asked, rule.name, 1)",
  },
  {
    what: "what a quorum agrees to is forgotten at once",
    file: "compiler/hir/lower/quorum.ts",
    from: "...(needs && { needs }) })",
    to: "...(needs && { needs: { ...needs, within: 1 } }) })",
  },
  {
    what: "results are not redacted",
    file: "compiler/hir/lower/redact.ts",
    from: "redactions.filter((each) => !inArgs.includes(each))",
    to: "redactions.filter((each) => inArgs.length > 0 && !inArgs.includes(each))",
  },
  {
    what: "a reversibility covers what can be undone",
    file: "compiler/hir/lower/reversibility.ts",
    from: 'to.pool.not(to.pool.attribute("action.reversible"))',
    to: 'to.pool.attribute("action.reversible")',
  },
  {
    what: "a reversibility passes over what can never be undone",
    file: "compiler/hir/lower/reversibility.ts",
    from: 'action.reversible !== "always"',
    to: 'action.reversible === "reported"',
  },
  {
    what: "what people agree to of an escalation is forgotten at once",
    file: "compiler/hir/lower/verdict.ts",
    from: '{ ...given, verdict: "escalate", ...(needs && { needs }) }',
    to: '{ ...given, verdict: "escalate", ...(needs && { needs: { ...needs, within: 1 } }) }',
  },
  {
    what: "a question about the past has no end",
    file: "compiler/hir/lower/history.ts",
    from: "...(within !== undefined && { within }),",
    to: "",
  },
  {
    what: "a rule trips no kill switch",
    file: "compiler/hir/lower/trip.ts",
    from: "if (trips.length === 0) return rows;",
    to: "if (trips.length >= 0) return rows;",
  },
];
