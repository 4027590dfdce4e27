// What a host does, within a deadline: what it throws, and an answer that is late, are told apart from an answer.

import { messageOf } from "../decide/fault.js";

export type Timely =
  | { readonly ok: true; readonly value: unknown }
  /** `reason` goes on from “it”. */
  | { readonly ok: false; readonly reason: string };

/** What `work` gives within so many milliseconds. `signal` aborts at the deadline. Never rejects. */
export async function inTime(within: number, work: (signal: AbortSignal) => unknown): Promise<Timely> {
  const controller = new AbortController();
  const reason = `gave no answer in ${String(within)} ms`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Timely>((resolve) => {
    timer = setTimeout(
      () => {
        resolve({ ok: false, reason });
        controller.abort(new Error(reason));
      },
      Math.min(within, LONGEST),
    );
  });
  try {
    return await Promise.race([answered(work, controller.signal), late]);
  } catch (error) {
    return { ok: false, reason: `failed: ${messageOf(error)}` };
  } finally {
    clearTimeout(timer);
  }
}

async function answered(work: (signal: AbortSignal) => unknown, signal: AbortSignal): Promise<Timely> {
  return { ok: true, value: await work(signal) };
}

/** Timers count no further; beyond it, they fire at once. */
const LONGEST = 2 ** 31 - 1;
