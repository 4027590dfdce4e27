// Refreshed data of the random policies: what its sources give, each time something else, and some of it is no content.

import type { Held } from "../../compiler/interpret/one-policy.js";
import type { DataLoader } from "../../runtime/index.js";
import type { Value } from "../../runtime/values/value.js";

/** What random policies declare. */
export const FEEDS = `
data feed: set<string> from "partners.json" refresh 10s
data rates: map<string, Tier> from "tiers.json" refresh 1m
data barred: list<string> from "deny.txt" refresh 10s
`;

/** What guards ask of it, for every action. */
export const FED: readonly string[] = [
  "agent.id in feed",
  "agent.id not in feed",
  "agent.id like barred",
  "agent.session not like barred",
  "known(agent.id not in feed)",
  "size(feed) < 2",
  "any f in feed: f in context.labels",
  "all f in feed: rated(f) < 0.7",
  "feed == words",
  "agent.id in feed or agent.level > 1",
  "has rates[agent.id]",
  "not has rates[agent.id] or rates[agent.id].most >= 10 USD",
  "has rates[agent.id].hosts and rates[agent.id].hosts + 1 > 3",
  'has rates["Acme"] and (any n in rates["Acme"].names: n in feed)',
];

/** What they ask of the past. */
export const FED_PAST: readonly string[] = [
  "formerly(* where agent.id in feed, within 1h, by agent.session)",
  "count(* where has rates[agent.id] and rates[agent.id].most < 10 USD, within 1h) >= 1",
  "count(* where has rates[outcome], within 1h, by agent.id) >= 1",
  "formerly(* where agent.id like barred and outcome == failed, within 1h)",
  "count(pay where any f in feed: f == args.to or outcome == ok, within 1h) >= 1",
  "distinct(args.to, pay where args.to in feed, within 1h, by agent.id) >= 1",
  "formerly(note where result.text in feed or args.text in feed, within 1h, by agent.id)",
  "count(note where has result.rows and (any r in result.rows: has rates[r]), within 1h) >= 1",
  "formerly(note where result.text like barred, since pay)",
];

/** In rules that restrict alone. */
export const FED_ATTEMPTS: readonly string[] = [
  "count(attempts * where agent.id in feed or verdict == block, within 1h) >= 2",
  "formerly(attempts pay where args.to like barred, by agent.id)",
  "count(attempts * where has rates[outcome] or has rates[agent.id], within 1m, by agent.id) in 1..2",
];

interface Content {
  readonly values: readonly Value[];
  readonly keys?: readonly string[];
}

/** What a source gives, and the same in normal form; undefined where it is no content. */
interface Given {
  readonly give: () => unknown;
  readonly content?: Content;
}

const giving = (json: unknown, content?: Content): Given => ({
  give: () => json,
  ...(content && { content }),
});
const fails: Given = {
  give: () => {
    throw new Error("the source is away");
  },
};
const dear = { most: 200_000, names: [] };
const cheap = { most: 50_000, hosts: 3, names: ["alpha", "a-1"] };

const GIVEN: Readonly<Record<string, readonly Given[]>> = {
  feed: [
    giving(["Acme", "a-1", "Acme"], { values: ["Acme", "a-1"] }),
    giving(["alpha", "beta", "e\u0301"], { values: ["alpha", "beta", "\u00e9"] }),
    giving(["beta", "alpha"], { values: ["beta", "alpha"] }),
    giving(["b-9"], { values: ["b-9"] }),
    giving([], { values: [] }),
    giving(["a-1", 7]),
    giving({ 0: "a-1" }),
    fails,
  ],
  rates: [
    giving(
      {
        "a-1": { most: 20, names: [] },
        failed: { most: { amount: "5", currency: "USD" }, hosts: 3, names: ["alpha", "a-1"] },
      },
      { keys: ["a-1", "failed"], values: [dear, cheap] },
    ),
    giving(
      { "b-9": { most: { amount: 5, currency: "USD" }, hosts: 3, names: ["alpha", "a-1"] } },
      { keys: ["b-9"], values: [cheap] },
    ),
    giving(
      { Acme: { most: 5, hosts: 3, names: ["alpha", "a-1"] }, ok: { most: 20, names: [] } },
      { keys: ["Acme", "ok"], values: [cheap, dear] },
    ),
    giving({}, { keys: [], values: [] }),
    giving({ "a-1": { most: 20 } }),
    giving([["a-1", { most: 20, names: [] }]]),
    { give: () => Promise.reject(new Error("the source is away")) },
  ],
  barred: [
    giving(["a-?", "Mall*"], { values: ["a-?", "Mall*"] }),
    giving(["s*", "s*"], { values: ["s*", "s*"] }),
    giving([], { values: [] }),
    giving(null),
    giving("a-1"),
    fails,
  ],
};

export interface Feeding {
  /** Loaders, by the names of the data. */
  readonly data: Readonly<Record<string, DataLoader>>;
  /** The same for the interpreter: what was loaded last, as long as it is young. */
  readonly held: Held;
}

/** `seed` makes the contents others; `told` hears of each load. */
export function feeding(seed: number, now: () => number, told: (what: string) => void): Feeding {
  const last = new Map<string, { readonly content: Content; readonly since: number }>();
  let loads = seed;
  const load: DataLoader = ({ data, policy }) => {
    const from = GIVEN[data] ?? [];
    loads = (loads * 31 + 17) % 1_000_003;
    const given = from[loads % from.length] ?? fails;
    told(`${data}: ${given.content === undefined ? "none" : `${String(given.content.values.length)} in it`}`);
    if (given.content !== undefined) last.set(`${policy} ${data}`, { content: given.content, since: now() });
    return given.give();
  };
  return {
    data: Object.fromEntries(Object.keys(GIVEN).map((name) => [name, load])),
    held: ({ name, refresh = 0 }, policy) => {
      const { content, since = 0 } = last.get(`${policy} ${name}`) ?? {};
      return now() - since < refresh ? content : undefined;
    },
  };
}
