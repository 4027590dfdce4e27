// Faults of the table: of writing it, of evaluating its expressions, of finding its rules, of making a decision of them.

import type { Fault } from "./fault.js";

export const TABLE: readonly Fault[] = [
  {
    what: "shadow rules are enforced",
    file: "compiler/emit/table.ts",
    from: "shadow: rule.shadow,",
    to: "shadow: false,",
  },
  {
    what: "an approval need not acknowledge that the action cannot be undone",
    file: "compiler/emit/table.ts",
    from: '...(acknowledging && { acknowledging: "irreversible" }),',
    to: "",
  },
  {
    what: "`!=` is `==`",
    file: "compiler/hir/pool.ts",
    from: 'return this.not(this.compare("==", left, right, type));',
    to: 'return this.compare("==", left, right, type);',
  },
  {
    what: "`<=` is `<`",
    file: "runtime/evaluate/equality.ts",
    from: "return left <= right;",
    to: "return left < right;",
  },
  {
    what: "`>` is `>=`",
    file: "runtime/evaluate/equality.ts",
    from: 'return cmp === ">" ? left > right : left >= right;',
    to: "return left >= right;",
  },
  {
    what: "what is not unknown is not",
    file: "runtime/evaluate/kleene.ts",
    from: "return truth === undefined ? undefined : !truth;",
    to: "return truth !== true && truth !== undefined;",
  },
  {
    what: "what is in a list is not in it",
    file: "runtime/evaluate/evaluate.ts",
    from: "return members.has(identityOf(item));",
    to: "return !members.has(identityOf(item));",
  },
  {
    what: "a rule that restricts does not hold where its guard is unknown",
    file: "runtime/match/rule-index.ts",
    from: "return guardOf(rule, at) ?? !rule.permits;",
    to: "return guardOf(rule, at) ?? false;",
  },
  {
    what: "a range of numbers ends one too early in the index",
    file: "runtime/match/columns.ts",
    from: "[from, to + 1]",
    to: "[from, to]",
  },
  {
    what: "a text that no rule names fits none of those that are for all others",
    file: "runtime/match/columns.ts",
    from: 'ask.kind === "texts" && ask.not)',
    to: 'ask.kind === "texts" && !ask.not)',
  },
  {
    what: "the least restrictive verdict wins",
    file: "runtime/decide/conclude.ts",
    from: "rank(say.verdict) > rank(worst.verdict)",
    to: "rank(say.verdict) < rank(worst.verdict)",
  },
  {
    what: "the default joins only where no rule matched",
    file: "runtime/decide/conclude.ts",
    from: "!says.some((say) => say.permits)",
    to: "says.length === 0",
  },
  {
    what: "what was approved still holds",
    file: "runtime/decide/judge.ts",
    from: "const approved = rule.needs !== undefined && isMet(rule.needs);",
    to: "const approved = false;",
  },
  {
    what: "limits over windows never hold",
    file: "runtime/decide/judge.ts",
    from: "waived: approved || rule.shadow || isShadow(policy),",
    to: "waived: true,",
  },
  {
    what: "a kill of everything stops nothing",
    file: "runtime/decide/halt.ts",
    from: 'if (kill.scope === "all") return true;',
    to: 'if (kill.scope === "all") return false;',
  },
  {
    what: "a kill of one agent stops all",
    file: "runtime/decide/halt.ts",
    from: "return stated === undefined || stated === kill.value;",
    to: "return true;",
  },
  {
    what: "the agent and its owner may approve what it does",
    file: "runtime/evaluate/needs.ts",
    from: "!barred.includes(by) &&",
    to: "",
  },
  {
    what: "anybody may approve",
    file: "runtime/evaluate/needs.ts",
    from: "members.has(by) &&",
    to: "",
  },
  {
    what: "one approval fewer is enough",
    file: "runtime/evaluate/needs.ts",
    from: "if (needs.some((need, i) => need.count > (places[i]?.length ?? 0))) return false;\n  const seats = needs.flatMap((need, i) => Array.from({ length: need.count }",
    to: "const seats = needs.flatMap((need, i) => Array.from({ length: need.count - 1 }",
  },
  {
    what: "what is dropped from arguments and results stays",
    file: "runtime/redact/redact.ts",
    from: 'if (treatment?.whole?.op === "drop") return undefined;',
    to: "",
  },
];
