// What modules made by `agentpol compile --emit js` are built upon. They are made for one version of the package: this is
// no interface for anybody else.

export { decisionBy } from "../decide/fast/decision.js";
export { momentOf } from "../decide/fault.js";
export { isUntouched } from "../decide/fast/plain.js";
export { isId, timeOf } from "../decide/fast/request.js";
export { recordReader } from "../decide/fast/section.js";
export { isPath, isText } from "../decide/fast/texts.js";
export { END, HOLD, OPEN } from "../match/kinds.js";
export { lowest, NONE } from "../match/mask.js";
export { LEAVE } from "../match/rule-index.js";
export { memberAt } from "../evaluate/predicate.js";
export { Sent } from "./decision.js";
export { decimalIn, isInt, isPlain, listIn, relativeReader, valueIn } from "./reading.js";
export { Rows } from "./rows.js";
export { both, called, does, either, isBelow, isSame, opposite } from "./truth.js";
