// All faults that are planted.

import { LOWERING } from "./lowering.js";
import { STATE } from "./state.js";
import { TABLE } from "./table.js";

export const FAULTS = [...LOWERING, ...TABLE, ...STATE];
