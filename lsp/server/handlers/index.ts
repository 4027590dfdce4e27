// All parts of the server.

import type { Handler } from "../handler.js";

export const handlers: readonly Handler[] = [];
