// What `verify` is asked about, of policies that stand in texts.

import { groundOf, type Ground } from "../../compiler/verify/ground.js";
import { subjectOf } from "../../compiler/verify/subject.js";
import { compiledFiles } from "./compiling.js";
import type { Files } from "./problems.js";

/** Of a policy of one file. */
export function groundIn(text: string): Ground {
  return groundOfFiles({ "p.agentpol": text });
}

/** Of `p.agentpol` and what it reads. */
export function groundOfFiles(files: Files): Ground {
  const { program, table } = compiledFiles(files);
  return groundOf(subjectOf(program, table));
}
