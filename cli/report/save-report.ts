// Writes a report to a file.

import { writeFileSync } from "node:fs";
import { InputError } from "../exit.js";
import { causeOf } from "../files.js";

/** @throws {InputError} where it cannot be written. */
export function saveReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`cannot write ${file}`, causeOf(error));
  }
}
