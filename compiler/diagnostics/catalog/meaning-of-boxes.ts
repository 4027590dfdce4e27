// AP3100–AP3109: sandboxes that say what no sandbox can hold.

import { entry } from "../entry.js";

export const meaningOfBoxes = {
  AP3100: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "Path of a sandbox",
    message: ({ path, reason }) => `\`${path}\` cannot stand in a sandbox: ${reason}`,
    help: () => "name a required attribute of type `path` of `agent` or `context`, or write a pattern",
    explain:
      "A path of a sandbox may name an attribute: `write [context.cwd]` is the directory that the request states, and all below it. One box serves whatever actions run in it, so the attribute must be there in every request.",
  }),
};
