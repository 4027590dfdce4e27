// The language server as a program of its own, as the editor extension has it.

import { serveStandardStreams } from "./node.js";

serveStandardStreams();
