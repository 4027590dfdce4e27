// LAW: a reason names the attributes that it quotes by their paths; what they show is for whoever decides.

import type { Reason } from "../../../runtime/table/format.js";
import type { TypedReason } from "../../types/program.js";

export function lowerReason(reason: TypedReason): Reason {
  if (typeof reason === "string") return reason;
  return reason.map((part) => (typeof part === "string" ? part : { path: part.path }));
}
