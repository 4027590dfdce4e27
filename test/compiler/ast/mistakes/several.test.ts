// Several mistakes are several messages: none hides another.

import { it } from "vitest";
import { checkDiagnostics } from "../../../support/carets.js";

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
