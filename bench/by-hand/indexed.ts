// A table with an index written by hand for exactly these families: the limit of what plain JavaScript can do.

import type { Contender, Loaded } from "../contenders/contender.js";
import { mostRestrictiveFirst, type Family, type Request, type Rule } from "../families/rules.js";
import { FileColumns, RangeColumns, TextColumns, type Mask } from "./columns.js";
import { NO_REQUEST, NO_RULE, type Decided } from "./decided.js";
import { isRequest } from "./form.js";

export const indexByHand: Contender = {
  name: "index by hand",
  write: (family) => JSON.stringify(family),
  load: (text): Loaded<Request> => {
    // The benchmark wrote it itself.
    const { tools, rules } = JSON.parse(text) as Family;
    const indices = new Map(
      tools.map((tool) => [tool, new ToolIndex(rules.filter((rule) => rule.tool === tool))]),
    );
    const decide = (request: unknown): Decided => {
      if (!isRequest(request)) return NO_REQUEST;
      return indices.get(request.action.name)?.decide(request) ?? NO_RULE;
    };
    return { form: (request) => request, decide: (request) => decide(request).verdict };
  },
};

/** The rules of one tool, found by the bits that the columns of all seven attributes have in common. */
class ToolIndex {
  readonly #answers: readonly Decided[];
  readonly #words: number;
  readonly #role: TextColumns;
  readonly #team: TextColumns;
  readonly #env: TextColumns;
  readonly #region: TextColumns;
  readonly #amount: RangeColumns;
  readonly #risk: RangeColumns;
  readonly #file: FileColumns;

  constructor(unordered: readonly Rule[]) {
    const rules = mostRestrictiveFirst(unordered);
    this.#answers = rules.map(({ name, verdict }) => ({ verdict, rule: name }));
    this.#words = Math.ceil(rules.length / 32);
    this.#role = new TextColumns("role", rules);
    this.#team = new TextColumns("team", rules);
    this.#env = new TextColumns("env", rules);
    this.#region = new TextColumns("region", rules);
    this.#amount = new RangeColumns("amount", rules);
    this.#risk = new RangeColumns("risk", rules);
    this.#file = new FileColumns(rules);
  }

  decide(request: Request): Decided {
    const { agent, context, action } = request;
    const { args } = action;
    return this.#first(
      this.#role.of(agent.role, request),
      this.#team.of(agent.team, request),
      this.#env.of(context.env, request),
      this.#region.of(args.region, request),
      this.#amount.of(args.amount, request),
      this.#risk.of(args.risk, request),
      this.#file.of(args.file, request),
    );
  }

  /** The first rule in all masks: a summary's bit is a word that is not empty. */
  #first(a: Mask, b: Mask, c: Mask, d: Mask, e: Mask, f: Mask, g: Mask): Decided {
    const words = this.#words;
    for (let at = words; at < a.length; at += 1) {
      let summary = and(a, b, c, d, at) & and(e, f, g, a, at);
      while (summary !== 0) {
        const low = summary & -summary;
        summary ^= low;
        const word = ((at - words) << 5) + (31 - Math.clz32(low));
        const common = and(a, b, c, d, word) & and(e, f, g, a, word);
        if (common !== 0) return this.#answers[(word << 5) + (31 - Math.clz32(common & -common))] ?? NO_RULE;
      }
    }
    return NO_RULE;
  }
}

function and(a: Mask, b: Mask, c: Mask, d: Mask, at: number): number {
  return (a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0) & (d[at] ?? 0);
}
