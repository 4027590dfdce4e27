// What has to happen first, so that a request meets the facts of state that it was found with.

import type { Facts } from "../../runtime/decide/request.js";
import { decide } from "../../runtime/decide/decide.js";
import { earlierOf } from "./earlier.js";
import { attempt, wait, type Move, type Script } from "./move.js";
import { START } from "./player.js";
import type { Seed, Seeds } from "./seeds.js";

/** The moves before the request itself; several ways, the most likely first. */
export function pastsOf(seed: Seed, seeds: Seeds): readonly Script[] {
  const { histories = [], grants = [], approvals = [] } = seed.facts;
  const { table } = seeds.ground.subject;
  const earlier = histories.flatMap(({ low }, i) => {
    const pattern = table.histories[i];
    return pattern === undefined || low <= 0 ? [] : [earlierOf(pattern, low, seed, seeds)];
  });
  const used = grants.flatMap((status, i): readonly Move[] => {
    const expires = table.grants[i]?.expires ?? 0;
    if (status === "unused") return [];
    return [attempt(seed.request), ...(status === "ended" ? [wait(expires)] : [])];
  });
  const agreed = approvals.map(({ by, acknowledges }): Move => ({
    do: "approve",
    by,
    acknowledging: acknowledges.includes("irreversible"),
  }));
  const after = [...used, ...(agreed.length === 0 ? [] : [attempt(seed.request), ...agreed])];
  return allWays(earlier).flatMap((before) =>
    clocksOf(seed, seeds).map((clock) => [...clock, ...before, ...after]),
  );
}

/** Where a rule asks what time it is, the moment at which it was found; without it, unless another decides otherwise. */
function clocksOf({ request, facts }: Seed, { ground, file }: Seeds): readonly Script[] {
  const { now = START } = facts;
  if (now === START || !file.exprs.some(({ op }) => op === "now")) return [[]];
  const said = (at: Facts): string => {
    const { verdict, rule } = decide(ground.enforced, request, at);
    return `${verdict} ${rule}`;
  };
  const at: Script = [{ do: "at", time: now }];
  return said(facts) === said({ ...facts, now: START }) ? [[], at] : [at];
}

const MOST_WAYS = 10;

function allWays(parts: readonly (readonly Script[])[]): readonly Script[] {
  return parts.reduce<readonly Script[]>(
    (ways, part) => ways.flatMap((way) => part.map((next) => [...way, ...next])).slice(0, MOST_WAYS),
    [[]],
  );
}
