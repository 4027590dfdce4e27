// Kleene's three-valued logic, as its truth tables say; read left to right, no further than needed.

import type { Truth } from "../../runtime/values/value.js";

export function and(operands: Iterable<() => Truth>): Truth {
  let result: Truth = true;
  for (const operand of operands) {
    const value = operand();
    if (value === false) return false;
    if (value === "unknown") result = "unknown";
  }
  return result;
}

export function not(value: Truth): Truth {
  return value === "unknown" ? "unknown" : !value;
}

export function or(operands: Iterable<() => Truth>): Truth {
  let result: Truth = false;
  for (const operand of operands) {
    const value = operand();
    if (value === true) return true;
    if (value === "unknown") result = "unknown";
  }
  return result;
}
