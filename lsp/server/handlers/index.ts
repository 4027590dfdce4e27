// All parts of the server.

import type { Handler } from "../handler.js";
import { completion } from "./completion.js";
import { configuration } from "./configuration.js";
import { files } from "./files.js";
import { signature } from "./signature.js";

export const handlers: readonly Handler[] = [configuration, files, completion, signature];
