// The door `agentpol/testing`: testing policies in TypeScript, under vitest or any other runner.

export { expectVerdict, matchers, UnexpectedVerdict } from "./expect.js";
export type { Deciding, VerdictExpectation, VerdictMatchers } from "./expect.js";
export { startPolicy } from "./policy.js";
export type { PolicyUnderTest } from "./policy.js";
export { requestsOf } from "./requests.js";
export type { RequestsOptions } from "./requests.js";
export type { ExpectedDetails } from "./verdict.js";
export type { Decision, Request } from "../runtime/decide/request.js";
export type { Verdict } from "../runtime/table/verdict.js";
export { createVirtualClock } from "../runtime/state/clock.js";
export type { VirtualClock } from "../runtime/state/clock.js";
