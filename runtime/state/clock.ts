// Clocks: the machine's, and one that stands still until it is moved, for tests and replays.

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface VirtualClock extends Clock {
  /** Moves on by so many milliseconds. */
  advance(duration: number): void;
  /** Moves to epoch milliseconds. */
  set(time: number): void;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that shows `start` (epoch milliseconds) until it is moved. */
export function createVirtualClock(start: number): VirtualClock {
  let time = start;
  return {
    now: () => time,
    advance: (duration) => {
      time += duration;
    },
    set: (moment) => {
      time = moment;
    },
  };
}
