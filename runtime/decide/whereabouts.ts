// Where relative paths among an action's arguments are from, by its trait and by what the request says.

import { memberAt } from "../evaluate/predicate.js";
import type { Json } from "../table/canonical.js";
import type { ActionSchema } from "../table/format.js";
import { parsePath } from "../values/path.js";
import { resolvePath, type Whereabouts } from "../values/relative-path.js";
import type { RecordValue, Value } from "../values/value.js";
import { isObject, type Reading } from "./form.js";

/** How the arguments of the action are read, once `agent` and `context` are. Without the trait paths are absolute. */
export function readingOf(
  { relativeTo }: ActionSchema,
  sections: { readonly agent: RecordValue; readonly context: RecordValue },
  args: Json | undefined,
): Reading {
  if (relativeTo === undefined) return { path: parsePath };
  const home = textOf(memberAt(sections.context, ["home"]));
  return readingFrom({ base: baseOf(relativeTo.split("."), sections, args, home), home });
}

/** How what is relative to `at` is read. */
export function readingFrom(at: Whereabouts): Reading {
  return { path: (text) => resolvePath(text, at), directory: at.base };
}

/** An argument that is the base of the others is itself absolute, or from home. */
function baseOf(
  [section, ...steps]: readonly string[],
  { agent, context }: { readonly agent: RecordValue; readonly context: RecordValue },
  args: Json | undefined,
  home: string | undefined,
): string | undefined {
  if (section !== "args") return textOf(memberAt(section === "agent" ? agent : context, steps));
  const sent = steps.reduce<Json | undefined>(
    (value, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    args,
  );
  const base = typeof sent === "string" ? resolvePath(sent, { home }) : undefined;
  return base?.ok === true ? base.value : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
