// The door `agentpol/runtime`: deciding by a compiled policy, with state or without.

export type { ClassifierFunction, ClassifierOptions } from "./ask/classifiers.js";
export type { DataLoader, DataSource, LoadingOptions } from "./ask/loading.js";
export type { Fetch } from "./ask/webhook.js";
export { decide } from "./decide/decide.js";
export type { ConditionExplanation, Explanation, RuleExplanation } from "./decide/explain.js";
export { loadPolicy } from "./decide/load.js";
export type { LoadedPolicy } from "./decide/load.js";
export type { Policy } from "./decide/policy.js";
export type * from "./decide/request.js";
export { decideResult } from "./decide/decide-result.js";
export type { ReportResult } from "./decide/report.js";
export type { Scope } from "./decide/switches.js";
/** For modules made by `agentpol compile --emit js` alone: it may change with any version. */
export * as emitted from "./emitted/index.js";
/** For suites made by `agentpol compile --emit tests` alone: it may change with any version. */
export * as suite from "./suite/index.js";
export { ready } from "./facts/ready.js";
export { createRuntime, RuntimeRefused } from "./runtime.js";
export type { ApprovalInput, Done, Enforcer, Runtime, RuntimeOptions } from "./runtime.js";
export { createVirtualClock, systemClock } from "./state/clock.js";
export type { Clock, VirtualClock } from "./state/clock.js";
export { createMemoryStore } from "./state/memory.js";
export type { MemoryStoreOptions } from "./state/memory.js";
export { StoreUnavailable } from "./state/store.js";
export type * from "./state/store.js";
export type { Table, TableFile } from "./table/format.js";
export type { Verdict } from "./table/verdict.js";
