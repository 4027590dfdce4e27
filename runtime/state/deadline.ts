// A store that does not answer in time is one that cannot be reached.

import { StoreUnavailable, type Store } from "./store.js";

/**
 * The same store, whose answers are waited for `within` milliseconds. What it does later, it does unheard: a settlement
 * that comes too late has taken its room, and the action was not permitted.
 */
export function withDeadline(store: Store, within: number): Store {
  const timely = <T>(ask: () => Promise<T>): Promise<T> => inTime(ask, within);
  return {
    read: (query) => timely(() => store.read(query)),
    settle: (settlement) => timely(() => store.settle(settlement)),
    approve: (approval, keep) => timely(() => store.approve(approval, keep)),
    kills: () => timely(() => store.kills()),
    kill: (kill) => timely(() => store.kill(kill)),
    revive: (kill) => timely(() => store.revive(kill)),
    pending: (id, now) => timely(() => store.pending(id, now)),
    report: (report) => timely(() => store.report(report)),
    grants: (now) => timely(() => store.grants(now)),
  };
}

async function inTime<T>(ask: () => Promise<T>, within: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreUnavailable(`it gave no answer in ${String(within)} ms`));
    }, within);
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
