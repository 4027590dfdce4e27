// All operators. Where two make the same edit, it counts as that of the first.

import type { Operator } from "./mutation.js";
import { arithmetic } from "./operators/arithmetic.js";
import { comparison } from "./operators/comparison.js";
import { condition } from "./operators/condition.js";
import { connective } from "./operators/connective.js";
import { entry } from "./operators/entry.js";
import { group } from "./operators/group.js";
import { history } from "./operators/history.js";
import { key } from "./operators/key.js";
import { negation } from "./operators/negation.js";
import { presence } from "./operators/presence.js";
import { quorum } from "./operators/quorum.js";
import { redaction } from "./operators/redaction.js";
import { reversibility } from "./operators/reversibility.js";
import { rule } from "./operators/rule.js";
import { selector } from "./operators/selector.js";
import { threshold } from "./operators/threshold.js";
import { trip } from "./operators/trip.js";
import { verdict } from "./operators/verdict.js";
import { window } from "./operators/window.js";

export const OPERATORS: readonly Operator[] = [
  ...[quorum, threshold, comparison, connective, negation, presence, condition, rule, verdict],
  ...[group, window, key, history, selector, entry, redaction, trip, arithmetic, reversibility],
];
