// Mistakes in expressions.

import { checkMistakes } from "../../../support/mistakes.js";

checkMistakes([
  {
    what: "one `=`",
    text: `
rule r on a.b { when args.x = 1, allow }
//                          ^ AP1001`,
    fix: "==",
  },
  {
    what: "a misspelt operator",
    text: `
rule r on a.b { when args.x == 1 an args.y == 2, allow }
//                               ^^ AP1001`,
    fix: "and",
  },
  {
    what: "`&&`",
    text: `
rule r on a.b { when args.x == 1 && args.y == 2, allow }
//                               ^^ AP1016`,
    fix: "and",
  },
  {
    what: "`||`",
    text: `
rule r on a.b { when args.x == 1 || args.y == 2, allow }
//                               ^ AP1001`,
    says: "did you mean `or`?",
  },
  {
    what: "a chained comparison",
    text: `
rule r on a.b { when 1 < args.x < 5, allow }
//                              ^ AP1020`,
  },
  {
    what: "a chained range",
    text: `
rule r on a.b { when args.x in 1..2..3, allow }
//                                 ^^ AP1020`,
  },
  {
    what: "an operand that begins a clause",
    text: `
rule r on a.b { when agent.kind == code, allow }
//                                 ^^^^ AP1024`,
    says: "put it in parentheses: `(code)`",
    fix: "(code)",
  },
  {
    what: "no operand after `not`",
    text: `
rule r on a.b {
  when not
//        | AP1001
  allow
}`,
  },
  {
    what: "no operand before a comma",
    text: `
rule r on a.b { when has args.x and, allow }
//                                 | AP1001`,
  },
  {
    what: "an unclosed list",
    text: `
rule r on a.b {
  when args.x in [a, b
//                    | AP1009
  allow
}`,
    fix: "]",
  },
  {
    what: "an unclosed parenthesis",
    text: `
rule r on a.b {
  when (args.x == 1 or args.y == 2
//                                | AP1009
  block "no"
}
rule s on a.b { allow }`,
  },
  {
    what: "a parenthesis too many",
    text: `
rule r on a.b {
  when args.x == 1)
//                ^ AP1010
  block "no"
}`,
  },
  {
    what: "a list without commas",
    text: `
rule r on a.b { when args.x in [a b], allow }
//                               | AP1008`,
  },
  {
    what: "a sum of the past without its actions",
    text: `
rule r on a.b { when sum(args.x) > 3, allow }
//                             | AP1001`,
    says: "expected `,` and the actions to look back at",
  },
  {
    what: "a record outside tests",
    text: `
rule r on a.b { when args.x == {a: 1}, allow }
//                             ^ AP1001`,
  },
  {
    what: "`touching` after `touches`",
    text: `
rule r on a.b { when args.c touches ["a"] touching ["b"], allow }
//                                        ^^^^^^^^^^^^^^ AP1001`,
  },
  {
    what: "no name after a dot",
    text: `
rule r on a.b { when args. == 1, allow }
//                         ^^ AP1001`,
    says: "expected a name after the dot",
  },
]);
