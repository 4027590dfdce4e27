// All parts of the server.

import type { Handler } from "../handler.js";
import { configuration } from "./configuration.js";
import { files } from "./files.js";

export const handlers: readonly Handler[] = [configuration, files];
