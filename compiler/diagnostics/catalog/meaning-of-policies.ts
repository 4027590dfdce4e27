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
  AP3062: entry<{ readonly path: string }>({
    severity: "error",
    title: "Floors in a circle",
    message: ({ path }) => `\`${path}\` stands above this policy, so it cannot be its floor`,
    help: () => "leave the clause out where the chain of floors ends",
    explain:
      "A floor is a policy below another, which decides too. It may have a floor itself, but the chain ends somewhere: a policy that is its own floor would decide for ever.",
  }),
  AP3063: entry<{
    readonly path: string;
    readonly own: string;
    readonly floor: string;
    readonly name: string;
  }>({
    severity: "error",
    title: "Attribute of another type in the floor",
    message: ({ path, own, floor, name }) =>
      `\`${path}\` is \`${own}\` here and \`${floor}\` in the floor \`${name}\``,
    help: () => "declare it once, in a file that both import",
    explain:
      "A policy and its floor decide the same requests. What both declare must have one type, or a request that fits one would be invalid under the other. Attributes that only one of them declares are part of the requests of both.",
  }),
  AP3064: entry<{ readonly action: string; readonly name: string; readonly apart?: string }>({
    severity: "error",
    title: "Action that the floor does not declare",
    message: ({ action, name, apart }) =>
      apart === undefined
        ? `the floor \`${name}\` does not declare \`${action}\``
        : `the floor \`${name}\` declares some of \`${action}\` apart, as \`${apart}\``,
    help: ({ apart }) =>
      `declare ${apart === undefined ? "it there" : `\`${apart}\` here`} too, best in a file that both import`,
    explain:
      "Both a policy and its floor must permit. An action that the floor does not know would be invalid there, and so held for ever: a new name for an action is no way around the floor. All names that a wildcard takes must come under one declaration of the floor's.",
  }),
  AP3065: entry<{ readonly most: number }>({
    severity: "error",
    title: "Too many floors",
    message: ({ most }) => `more than ${most} floors stand below each other`,
    help: () => "let one of them import another's rules",
    explain:
      "Every floor is a policy that is asked about every action. More than a few can be put together by imports.",
  }),
  AP3066: entry<{
    readonly action: string;
    readonly name: string;
    readonly what: "arguments" | "result";
  }>({
    severity: "error",
    title: "Action of another form in the floor",
    message: ({ action, name, what }) =>
      what === "arguments"
        ? `\`${action}\` has other arguments here than in the floor \`${name}\``
        : `\`${action}\` does not give here what it gives in the floor \`${name}\``,
    help: () => "declare it once, in a file that both import",
    explain:
      "A policy and its floor decide the same requests, so an action has the same arguments in both: the same names and types, optional in both or in neither, and relative paths from the same attribute. Where the floor says what an action gives, the policy says the same: both decide its results. What else an action does, its effect and whether it can be undone, each policy says for itself.",
  }),
  AP3067: entry<{ readonly form: string; readonly name: string }>({
    severity: "error",
    title: "Floor that proves or records",
    message: ({ form, name }) =>
      `the floor \`${name}\` declares \`${form}\`, which is the policy's own to declare`,
    help: ({ form }) =>
      `declare the \`${form}\` in a file that policies import, and leave it out of the floor`,
    explain:
      "Who acts is proven once, instruction files are checked once, and one log is written: by what the policy above says. Were a floor to say otherwise, one of the two would be passed over in silence. So `identity`, `trust` and `audit` stand in no floor.",
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
