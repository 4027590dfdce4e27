// The declarations of an emitted module: the same for every policy.

/** The text of the `.d.mts` file beside the module. */
export function emitModuleTypes(): string {
  return `// Made by \`agentpol compile --emit js\`.

import type { Decision, Facts } from "agentpol/runtime";

/** The policy that the module decides by. */
export declare const policy: Decision["policy"];

/** Decides one attempt, as \`decide\` of agentpol/runtime does by the policy's table. It never throws. */
export declare function decide(request: unknown, facts?: Facts): Decision;
`;
}
