// All that is measured, in the order in which it is told.

import { functionByHand } from "../by-hand/function.js";
import { indexByHand } from "../by-hand/indexed.js";
import { agentpolModule } from "./agentpol-module.js";
import { agentpolTable } from "./agentpol.js";
import { casbin } from "./casbin.js";
import { casl } from "./casl.js";
import { cedar } from "./cedar.js";
import type { Contender } from "./contender.js";
import { governance } from "./governance.js";
import { jsonRules } from "./json-rules.js";

/** What all others are compared with. */
export const LIMIT = indexByHand;

export const CONTENDERS: readonly Contender[] = [
  indexByHand,
  agentpolTable,
  agentpolModule,
  functionByHand,
  casl,
  casbin,
  cedar,
  governance,
  jsonRules,
];

export function contenderNamed(name: string): Contender {
  const contender = CONTENDERS.find((each) => each.name === name);
  if (contender === undefined) throw new Error(`there is no contender ${name}`);
  return contender;
}
