// Writes a report to a file, whose folder need not be there.

import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../exit.js";
import { causeOf, makeFolder } from "../files.js";

/** @throws {InputError} where it cannot be written. */
export function saveReport(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`cannot write ${file}`, causeOf(error));
  }
}
