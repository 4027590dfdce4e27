// The constructs of state and of failure: what the past, people, hosts and time may make of a rule.

/** Each is told by the sequence in which it was seen to decide. */
export const STATES = [
  "grant unused",
  "grant live",
  "grant expired",
  "grant revoked",
  "escalation approved",
  "quorum approved",
  "reversibility acknowledged",
  "allow once approved",
  "default approved",
  "result approved",
  "approval by one who may not",
  "killed",
  "killed by a trip",
  "killed in shadow mode",
  "revived",
  "limit at once",
  "limit over a window",
  "window free again",
  "fault request.invalid",
  "fault decision.fault",
  "fault result.invalid",
  "guard unknown",
  "policy in shadow mode",
  "rule in shadow mode",
  "floor alone",
  "policy and floor",
  "action of a wildcard",
  "result late",
  "classifier late",
  "classifier failing",
] as const;

export type State = (typeof STATES)[number];
