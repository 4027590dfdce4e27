// AP3110–AP3119: identity, trust and audit.

import { entry } from "../entry.js";

export const meaningOfEvidence = {
  AP3110: entry<{ readonly form: string }>({
    severity: "error",
    title: "One too many",
    message: ({ form }) => `a policy has one \`${form}\`, over all its files`,
    label: () => "the second one",
    help: () => "put all of it into one declaration",
    explain:
      "Two identities could bind one attribute to two claims, and two audits leave two stories of one decision. A file that is imported brings its own along.",
  }),
  AP3111: entry<{ readonly path: string; readonly reason: string }>({
    severity: "error",
    title: "Attribute that cannot be bound",
    message: ({ path, reason }) => `\`${path}\` cannot be bound: ${reason}`,
    help: () =>
      "bind a whole attribute of `agent` or `context`: text, a number, a truth value, or a list of these",
    explain:
      "What an identity binds is taken from the verified token alone, and a request that states it is invalid. So it must be an attribute as a whole, of a type that the JSON of a token holds by itself.",
  }),
  AP3112: entry<{ readonly name: string }>({
    severity: "error",
    title: "Signature that proves nothing",
    message: ({ name }) =>
      name.toLowerCase() === "none"
        ? "`none` is no signature: anybody could write such a token"
        : `\`${name}\` is symmetric: whoever verifies such a token could write one`,
    help: () => "use `EdDSA`, or another algorithm with a public key: `ES256`, `PS256`, `RS256`",
    explain:
      "A token proves who acts only if nobody but its issuer can sign it. Of the algorithms of JOSE those with a public key do: EdDSA, ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512.",
  }),
  AP3113: entry<{ readonly clause: string }>({
    severity: "error",
    title: "Empty list",
    message: ({ clause }) => `\`${clause}\` lists nothing`,
    explain: "An empty list here would look like protection and be none, or would let nothing pass at all.",
  }),
};
