// What the boxes of a table point at: attributes of every request that are paths.

import type { BoxPath, Table } from "./format.js";
import { typeIn } from "./sort.js";

/** What is wrong, each in words. */
export function* faultsOfBoxes({ boxes, schema }: Table): Generator<string> {
  for (const [name, { read, write, hide }] of Object.entries(boxes)) {
    const stranger = [...read, ...write, ...hide].find((path) => !isThere(path, schema));
    if (stranger !== undefined && typeof stranger !== "string")
      yield `.boxes.${name} names no path of agent or context: ${stranger.attribute}`;
  }
}

function isThere(path: BoxPath, { agent, context }: Table["schema"]): boolean {
  if (typeof path === "string") return true;
  const [section, ...steps] = path.attribute.split(".");
  const record = section === "agent" ? agent : section === "context" ? context : undefined;
  return record !== undefined && typeIn(record, steps)?.type === "path";
}
