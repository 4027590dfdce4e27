// Mistakes in heads and simple declarations.

import { checkMistakes } from "../../../support/mistakes.js";

checkMistakes([
  {
    what: "a misspelt declaration",
    text: `
   rul r on a.b { allow }
// ^^^ AP1002`,
    says: "did you mean `rule`?",
    fix: "rule",
  },
  {
    what: "text that is no declaration",
    text: `
   hello world
// ^^^^^ AP1002`,
  },
  {
    what: "a rule without `on`",
    text: `
rule r a.b { allow }
//     ^ AP1001`,
    says: "expected `on` and the actions it speaks of, found `a`",
  },
  {
    what: "a rule without a name",
    text: `
rule on a.b { allow }
//  | AP1001`,
    says: "expected the name of a rule",
  },
  {
    what: "a rule without actions",
    text: `
rule r on { allow }
//       | AP1001`,
    says: "expected the name of an action",
  },
  {
    what: "a missing opening brace",
    text: `
rule r on a.b
//           | AP1001
  when args.x
  allow
}
rule s on a.b { allow }`,
    says: "expected `{`",
  },
  {
    what: "a missing closing brace",
    text: `
rule r on a.b {
  allow
//     | AP1009
rule s on a.b { allow }`,
    fix: "}",
  },
  {
    what: "a missing closing brace before a documented declaration",
    text: `
rule r on a.b {
  allow
//     | AP1009

/// Permits b.
action a.b(x: int) { effect read }
`,
  },
  {
    what: "a closing brace too many",
    text: `
   rule r on a.b { allow } }
//                         ^ AP1010
rule s on a.b { allow }`,
  },
  {
    what: "a field without a type",
    text: `
agent { id: , role: clerk }
//         | AP1001`,
    says: "expected a type",
  },
  {
    what: "a field without a colon",
    text: `
agent { id string, role: clerk }
//         ^^^^^^ AP1001`,
    says: "expected `:` and the type of the field",
  },
  {
    what: "fields without a comma",
    text: `
agent { id: string role: clerk }
//                | AP1008`,
    fix: ",",
  },
  {
    what: "parameters without a comma",
    text: `
action a.b(x: int y: int) { effect read }
//               | AP1008`,
  },
  {
    what: "an action without parameters",
    text: `
action a.b { effect read }
//        | AP1001`,
    says: "expected `(` and the parameters",
  },
  {
    what: "a misspelt trait",
    text: `
action a.b(x: int) { efect read, reversible never }
//                   ^^^^^ AP1003`,
    fix: "effect",
  },
  {
    what: "a trait without its value",
    text: `
action a.b(x: int) { effect, reversible never }
//                         | AP1001`,
  },
  {
    what: "a \`let\` without a value",
    text: `
let a =
//     | AP1001
rule s on a.b { allow }`,
    says: "expected a value, found `rule`",
  },
  {
    what: "a \`let\` without a name",
    text: `
let = 5
//  ^ AP1001
rule s on a.b { allow }`,
  },
  {
    what: "a \`let\` named like a clause",
    text: `
let when = 5
//  ^^^^ AP1022`,
  },
  {
    what: "a group without `=`",
    text: `
group g ["a@x"]
//      ^ AP1001
rule s on a.b { allow }`,
    says: "expected `=` and its members, or `from` and a file",
  },
  {
    what: "an ordered and unordered enum",
    text: `
type X = a | b < c
//             ^ AP1001`,
  },
  {
    what: "data without a colon",
    text: `
data d set<string> from "x"
//     ^^^ AP1001`,
  },
  {
    what: "an import without quotes",
    text: `
import base
//     ^^^^ AP1001`,
  },
  {
    what: "a name for an audit",
    text: `
audit x { sign ed25519 }
//    ^ AP1001`,
    says: "expected `{`",
  },
  {
    what: "a selector for a sandbox",
    text: `
sandbox s on a.b { read "/usr" }
//        ^^ AP1001`,
    says: "expected `{`",
  },
  {
    what: "results in a cap",
    text: `
cap c on result of a.b { limit args.x <= 3, else block }
//       ^^^^^^^^^ AP1004`,
  },
  {
    what: "two dots in an action",
    text: `
rule r on a..b { allow }
//         ^^ AP1001`,
  },
]);
