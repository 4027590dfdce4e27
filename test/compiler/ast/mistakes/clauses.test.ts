// Mistakes in clauses, and in which of them stand in a form.

import { checkMistakes } from "../../../support/mistakes.js";

checkMistakes([
  {
    what: "a missing operand before the next line",
    text: `
rule r on a.b {
  when args.x >
//             | AP1001
  block "no"
}`,
    says: "expected a value, found `block`",
  },
  {
    what: "a misspelt first clause",
    text: `
rule r on a.b {
   whn args.x > 1
// ^^^ AP1003
  allow
}`,
    fix: "when",
  },
  {
    what: "a misspelt later clause",
    text: `
rule r on a.b {
  when args.x > 1
   blok "no"
// ^^^^ AP1003
  code "X"
}`,
    fix: "block",
  },
  {
    what: "an unknown clause",
    text: `
rule r on a.b {
   colour "red"
// ^^^^^^ AP1003
  allow
}`,
  },
  {
    what: "a clause of another form",
    text: `
rule r on a.b {
   limit args.x <= 5
// ^^^^^ AP1004
  allow
}`,
    says: "it is a clause of `cap`, `throttle`",
  },
  {
    what: "an `else` in a rule",
    text: `
rule r on a.b {
   else block "x"
// ^^^^ AP1004
}`,
  },
  {
    what: "no verdict",
    text: `
rule r on a.b { when args.x == 1 }
//   ^ AP1005`,
    says: "a rule needs a verdict",
  },
  {
    what: "two verdicts",
    text: `
rule r on a.b {
  allow
   block "no"
// ^^^^^ AP1007
}`,
  },
  {
    what: "a verdict and a note",
    text: `
rule r on a.b { note "seen", allow }
//                           ^^^^^ AP1007`,
  },
  {
    what: "a clause twice",
    text: `
rule r on a.b {
  code "A"
   code "B"
// ^^^^ AP1006
  allow
}`,
  },
  {
    what: "a cap without `else`",
    text: `
cap c on a.b { limit args.x <= 5 }
//  ^ AP1005`,
  },
  {
    what: "a limit from below",
    text: `
cap c on a.b {
  limit args.x >= 5
//             ^^ AP1001
  else block
}`,
    says: "expected `<=` or `<`, found `>=`",
  },
  {
    what: "a limit without a bound",
    text: `
cap c on a.b {
  limit args.x
//            | AP1001
  else block
}`,
  },
  {
    what: "a limit without a window",
    text: `
throttle t on a.b { limit 600 }
//                           | AP1001`,
    says: "expected `per` and a duration",
  },
  {
    what: "a window without a duration",
    text: `
throttle t on a.b { limit 600 per }
//                               | AP1001`,
  },
  {
    what: "an escalation without `to`",
    text: `
rule r on a.b { escalate treasury "x" }
//                       ^^^^^^^^ AP1001`,
  },
  {
    what: "an approval without `by`",
    text: `
rule r on a.b { allow once approved treasury }
//                                  ^^^^^^^^ AP1001`,
  },
  {
    what: "a need without `of`",
    text: `
quorum q on a.b {
  need 2 treasury
//       ^^^^^^^^ AP1001
  else block
}`,
    says: "expected `of` and the name of a group",
  },
  {
    what: "a redaction of nothing",
    text: `
redact r on a.b { mask }
//                    | AP1001`,
  },
  {
    what: "a redact without redactions",
    text: `
redact r on a.b { when args.x == 1 }
//     ^ AP1005`,
    says: "`mask`, `hash`, `drop` or `clamp`",
  },
  {
    what: "several values without brackets",
    text: `
rule r on a.b {
  notify "a" "b"
//           ^^^ AP1001
  allow
}`,
    says: "several values stand in brackets",
  },
  {
    what: "several keys without brackets",
    text: `
killswitch k { scope all agent.id }
//                       ^^^^^ AP1001`,
  },
  {
    what: "an assert without a claim",
    text: `
assert a on a.b { when args.x == 1 }
//     ^ AP1005`,
  },
]);
