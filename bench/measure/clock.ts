// Measures decisions: many in a batch, by the processor time that the process takes, so that other programs do not count;
// and single ones, by the clock.

import type { Verdict } from "../families/rules.js";
import type { Loaded } from "../contenders/contender.js";

/** The same whether a contender decides at once or promises to; the two are never mixed in one process. */
export interface Timer {
  /** Decides `count` requests in turn from the one at `start`, and returns the milliseconds of processor time. */
  batch(forms: readonly unknown[], start: number, count: number): number | Promise<number>;
  /** The milliseconds of each decision, by the clock. */
  singles(forms: readonly unknown[], start: number, count: number): Float64Array | Promise<Float64Array>;
}

/** `answers` gets the verdict of each request that is decided: what is measured cannot be optimised away, and is checked. */
export function timerOf(loaded: Loaded, isPromised: boolean, answers: Verdict[]): Timer {
  return isPromised ? promised(loaded, answers) : atOnce(loaded as AtOnce, answers);
}

interface AtOnce extends Loaded {
  decide(form: unknown): Verdict;
}

function atOnce(loaded: AtOnce, answers: Verdict[]): Timer {
  return {
    batch(forms, start, count) {
      let at = start;
      const began = processorTime();
      for (let done = 0; done < count; done += 1) {
        answers[at] = loaded.decide(forms[at]);
        at = at + 1 === forms.length ? 0 : at + 1;
      }
      return processorTime() - began;
    },
    singles(forms, start, count) {
      const times = new Float64Array(count);
      let at = start;
      for (let done = 0; done < count; done += 1) {
        const form = forms[at];
        const began = performance.now();
        const verdict = loaded.decide(form);
        times[done] = performance.now() - began;
        answers[at] = verdict;
        at = at + 1 === forms.length ? 0 : at + 1;
      }
      return times;
    },
  };
}

function promised(loaded: Loaded, answers: Verdict[]): Timer {
  return {
    async batch(forms, start, count) {
      let at = start;
      const began = processorTime();
      for (let done = 0; done < count; done += 1) {
        answers[at] = await loaded.decide(forms[at]);
        at = at + 1 === forms.length ? 0 : at + 1;
      }
      return processorTime() - began;
    },
    async singles(forms, start, count) {
      const times = new Float64Array(count);
      let at = start;
      for (let done = 0; done < count; done += 1) {
        const form = forms[at];
        const began = performance.now();
        const verdict = await loaded.decide(form);
        times[done] = performance.now() - began;
        answers[at] = verdict;
        at = at + 1 === forms.length ? 0 : at + 1;
      }
      return times;
    },
  };
}

/** What the clock itself takes, in milliseconds: the median of many readings of it with nothing between. */
export function clockCost(): number {
  const times = new Float64Array(10_001);
  for (let done = 0; done < times.length; done += 1) {
    const began = performance.now();
    times[done] = performance.now() - began;
  }
  return times.sort()[times.length >> 1] ?? 0;
}

/** Of this process so far, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
