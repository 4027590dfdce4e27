// Mistakes in the characters, strings and numbers of a policy.

import { checkMistakes } from "../../../support/mistakes.js";

checkMistakes([
  {
    what: "a blank before `%`",
    text: `
rule r on a.b { when args.x < 5 %, allow }
//                              ^ AP1016`,
    says: "one word: `5%`",
    fix: "",
  },
  {
    what: "a unit in words",
    text: `
throttle t on a.b { limit 600 per 1hour }
//                                 ^^^^ AP1015`,
    fix: "h",
  },
  {
    what: "a currency without a blank",
    text: `
rule r on a.b { when args.x < 5USD, allow }
//                             ^^^ AP1015`,
    fix: " USD",
  },
  {
    what: "a hexadecimal number",
    text: `
rule r on a.b { when args.x == 0x10, allow }
//                             ^^^^ AP1014`,
  },
  {
    what: "a leading zero",
    text: `
rule r on a.b { when args.x == 007, allow }
//                             ^^^ AP1014`,
  },
  {
    what: "an unclosed string",
    text: `
rule r on a.b {
//=3:9-12 AP1011
  block "no
  code "A"
}
rule s on a.b { allow }`.replace("//=3:9-12", "//= 4:9-12"),
  },
  {
    what: "an unclosed string before a brace",
    text: `
//= 3:24-29 AP1011
rule r on a.b  { block "no }
rule s on a.b { allow }`,
  },
  {
    what: "an unknown escape",
    text: `
rule r on a.b { block "a\\qb" }
//                      ^^ AP1012`,
  },
  {
    what: "half a character",
    text: `
rule r on a.b { block "\\ud800" }
//                     ^^^^^^ AP1012`,
  },
  {
    what: "an unclosed comment",
    text: `
//= 3:1-3 AP1013
/* open
rule r on a.b { allow }`,
  },
  {
    what: "a letter that looks like another",
    text: `
rule r on a.b { \u0430llow }
//              ^ AP1016`,
    says: "the letter `\u0430` (U+0430)",
    fix: "allow",
  },
  {
    what: "curly quotes",
    text: `
rule r on a.b { block \u201cno\u201d }
//                    ^^^^ AP1025`,
    fix: '"no"',
  },
  {
    what: "single quotes",
    text: `
rule r on a.b { when args.x == 'a', allow }
//                             ^^^ AP1025`,
    fix: '"a"',
  },
  {
    what: "a semicolon",
    text: `
rule r on a.b { allow; }
//                   ^ AP1016`,
  },
  {
    what: "a no-break space",
    text: `
rule r on\u00a0a.b { allow }
//       ^ AP1016`,
    fix: " ",
  },
  {
    what: "a change of direction in a string",
    text: `
rule r on a.b { block "a\u202eb" }
//                      ^ AP1017`,
  },
  {
    what: "a change of direction between words",
    text: `
rule r on a.b { allow \u202e}
//                    ^ AP1017`,
    fix: "",
  },
  {
    what: "a currency after a unit",
    text: `
rule r on a.b { when args.x < 5% USD, allow }
//                               ^^^ AP1001`,
  },
  {
    what: "a change of direction in a comment",
    text: `
rule r on a.b { allow } // \u2066
//                         ^ AP1017`,
  },
]);
