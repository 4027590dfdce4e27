// One mistake, one message: each text has one, marked where it must be reported.

import { describe, expect, it } from "vitest";
import { parse } from "../../../compiler/ast/parse.js";
import { checkDiagnostics } from "../../support/carets.js";

interface Mistake {
  readonly what: string;
  readonly text: string;
  /** What the message or the help must say. */
  readonly says?: string;
  /** The text of the first fix. */
  readonly fix?: string;
}

const inDeclarations: readonly Mistake[] = [
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
];

const inClauses: readonly Mistake[] = [
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
];

const inExpressions: readonly Mistake[] = [
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
];

const inWords: readonly Mistake[] = [
  {
    what: "a blank before `%`",
    text: `
rule r on a.b { when args.x < 5 %, allow }
//                              ^ AP1016`,
    says: "one word: `5%`",
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
    what: "a change of direction in a comment",
    text: `
rule r on a.b { allow } // \u2066
//                         ^ AP1017`,
  },
];

const inTests: readonly Mistake[] = [
  {
    what: "a misspelt step",
    text: `
test "x" {
  agent { id: "a" }
   expct allow
// ^^^^^ AP1003
}`,
    fix: "expect",
  },
  {
    what: "a test without quotes",
    text: `
test x { expect allow }
//   ^ AP1001`,
  },
  {
    what: "an unclosed record",
    text: `
test "x" {
  agent { id: "a"
//               | AP1009
  action a.b(x: 1)
  expect allow
}
rule s on a.b { allow }`,
  },
  {
    what: "unclosed arguments",
    text: `
test "x" {
  action a.b(x: 1
//               | AP1009
  expect allow
}`,
  },
  {
    what: "an argument without a value",
    text: `
test "x" {
  action a.b(x: , y: 2)
//             | AP1001
  expect allow
}`,
  },
  {
    what: "a step without its verdict",
    text: `
test "x" {
  expect
//      | AP1001
  after 1h
}`,
  },
  {
    what: "an unclosed test",
    text: `
test "x" {
  expect allow
//            | AP1009

test "y" { expect allow }`,
  },
];

const all = [...inDeclarations, ...inClauses, ...inExpressions, ...inWords, ...inTests];

describe("one mistake, one message", () => {
  it.each(all)("$what", ({ text, says, fix }) => {
    checkDiagnostics(text);
    const [diagnostic] = parse({ path: "policy.agentpol", text }).diagnostics;
    if (says !== undefined) expect(`${diagnostic?.message} ${diagnostic?.help ?? ""}`).toContain(says);
    if (fix !== undefined) expect(diagnostic?.fixes[0]?.edits.map(({ newText }) => newText)).toEqual([fix]);
  });

  it("in each of several declarations, a message each", () => {
    checkDiagnostics(`
agent { id: string, role }
//                      | AP1001
rule r on a.b { when args.x ==, allow }
//                            | AP1001
cap c on a.b { limit args.x <= 5hours, else block }
//                              ^^^^^ AP1015
rule s on a.b { allow }
`);
  });

  it("in each of several clauses, a message each", () => {
    checkDiagnostics(`
rule r on a.b {
  when args.x ==
//              | AP1001
  unless has
//          | AP1001
  notify "a"
   blok "no"
// ^^^^ AP1003
  code 5
//     ^ AP1001
}
`);
  });
});

describe("fixes", () => {
  const fixable = all.filter(({ fix }) => fix !== undefined);

  it.each(fixable)("mend $what", ({ text }) => {
    const [diagnostic] = parse({ path: "policy.agentpol", text }).diagnostics;
    const [edit] = diagnostic?.fixes[0]?.edits ?? [];
    if (edit === undefined) throw new Error("there is no fix");
    const mended = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    expect(parse({ path: "policy.agentpol", text: mended }).diagnostics).toEqual([]);
  });
});
