// What modules made by `agentpol compile --emit js` are built upon. They are made for one version of the package: this is
// no interface for anybody else.

export { decisionBy } from "../decide/fast/decision.js";
export { momentOf } from "../decide/fault.js";
export { isUntouched } from "../decide/fast/plain.js";
export { isId, timeOf } from "../decide/fast/request.js";
export { recordReader } from "../decide/fast/section.js";
export { isPath, isText } from "../decide/fast/texts.js";
export { memberAt } from "../evaluate/predicate.js";
export { among, except, passing, truth, within } from "./asks.js";
export { Sent } from "./decision.js";
export { decimalIn, isInt, isPlain, listIn, relativeReader, valueIn } from "./reading.js";
export { END, HOLD, LEAVE, lowest, MORE, MORE_END, NONE, OPEN, row, Rows } from "./rows.js";
export { both, called, does, either, isBelow, isSame, isTruth, opposite } from "./truth.js";
