// The language's reference, by the words of the language and the places where they stand.

export { clauseEntries, clauseEntry } from "./clauses.js";
export { declarations } from "./declarations.js";
export type { Entry } from "./entry.js";
export { functions, historyFunctions } from "./functions.js";
export { operators } from "./operators.js";
export { steps, traits } from "./steps.js";
export { verdicts } from "./verdicts.js";
export { actionParts, changes, choices, detectors, names, types } from "./words.js";
