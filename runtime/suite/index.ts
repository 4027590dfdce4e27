// What property suites made by `agentpol compile --emit tests` are built upon. A suite says what the policy promises; here
// is how to play, to read a log of it, and to tell people what went wrong.

export * from "./truth.js";
export * from "./read.js";
export { rank } from "../table/verdict.js";
export { count, distinct, formerly, sum } from "./past.js";
export { play } from "./play.js";
export { Broken, isHeard, isOnTrial, Met, permitsOnly } from "./promise.js";
export { on } from "./situation.js";
export {
  agreed,
  carries,
  hasEnded,
  holdsOnlyWhatIsOver,
  keepsClaim,
  killsAtOnce,
  neverComesBack,
  neverExceeds,
  neverLeaves,
  trips,
} from "./state.js";
export {
  blend,
  isDecided,
  isMostRestrictive,
  isNoLooser,
  isNoLooserWithout,
  isSame,
  linked,
  reordered,
  withOneLess,
} from "./tables.js";
export { stepsTo } from "./golden.js";
export { runtimeTarget } from "./target.js";
export type { Decided, Session, Target } from "./target.js";
