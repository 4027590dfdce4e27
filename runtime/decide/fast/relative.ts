// Reads arguments that are relative to what other sections of the request say.

import type { ActionSchema } from "../../table/format.js";
import type { RecordValue } from "../../values/value.js";
import { snapshot } from "../snapshot.js";
import { readingOf } from "../whereabouts.js";
import { wholeReader, type ReadRecord } from "./section.js";

/** What arguments may be relative to. */
export interface Others {
  readonly agent: RecordValue;
  readonly context: RecordValue;
}

export function relativeReader(
  schema: ActionSchema,
): (input: unknown, others: Others) => ReadRecord | undefined {
  return (input = {}, others) => {
    const copy = snapshot(input);
    if (copy.fault !== undefined) return undefined;
    return wholeReader(schema.args, readingOf(schema, others, copy.value))(copy.value);
  };
}
