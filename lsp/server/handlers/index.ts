// All parts of the server.

import type { Handler } from "../handler.js";
import { calls } from "./calls.js";
import { completion } from "./completion.js";
import { codeAction } from "./code-actions.js";
import { codeLens } from "./code-lenses.js";
import { commands } from "./commands.js";
import { configuration } from "./configuration.js";
import { definition } from "./definition.js";
import { files } from "./files.js";
import { formatting } from "./formatting.js";
import { references } from "./references.js";
import { rename } from "./rename.js";
import { signature } from "./signature.js";
import { structure } from "./structure.js";
import { symbols } from "./symbols.js";
import { tokens } from "./tokens.js";
import { hover } from "./hover.js";
import { inlayHint } from "./inlay-hints.js";

export const handlers: readonly Handler[] = [
  configuration,
  files,
  completion,
  signature,
  definition,
  references,
  rename,
  symbols,
  structure,
  tokens,
  calls,
  hover,
  inlayHint,
  codeLens,
  commands,
  codeAction,
  formatting,
];
