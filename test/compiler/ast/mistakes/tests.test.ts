// Mistakes in the steps of tests.

import { checkMistakes } from "../../../support/mistakes.js";

checkMistakes([
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
]);
