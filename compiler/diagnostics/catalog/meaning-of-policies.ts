// AP3060–AP3079: what a policy's header says of the policy as a whole.

import { entry } from "../entry.js";

export const meaningOfPolicies = {
  AP3060: entry<{ readonly found: string; readonly newest: number }>({
    severity: "error",
    title: "Unknown edition",
    message: ({ found }) => `this compiler knows no edition ${found} of the language`,
    help: ({ newest }) =>
      `the newest that it knows is \`language ${newest}\`; a later one needs a later compiler`,
    explain:
      "`language` says in which edition of the language a policy is written, so that a later compiler reads it as it was meant. A compiler cannot guess what an edition means that it does not know. Left out, it is the newest.",
  }),
  AP3061: entry<{ readonly fn: string }>({
    severity: "error",
    title: "History where a fault is decided",
    message: ({ fn }) => `\`${fn}\` asks the state, which a fault may have put out of reach`,
    help: () => "let the condition speak of the request alone: its attributes, and `now`",
    explain:
      "`on_error … when` decides what could not be decided: an invalid request, or any request while the state cannot be reached. A condition that needs the state could not be answered then.",
  }),
};
