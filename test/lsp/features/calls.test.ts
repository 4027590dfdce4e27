// Who uses what, both ways.

import { describe, expect, it } from "vitest";
import { type Use, usedBy, usersAt, usersOf } from "../../../lsp/features/calls.js";
import { scene } from "../../support/scene.js";

const SCENE = `//- base.agentpol
group sec = ["a@x"]
let late = hour(now, "UTC") > 20
let very_late = late and hour(now, "UTC") > 22
action go(to: string) { effect read, reversible always }
//- main.agentpol
policy main { default escalate to sec }
import "./base.agentpol"
data names: set<string> from "n.txt"
sandbox box { read "/usr" }
rule night on go { when very_late or args.to in names or late, escalate to sec }
grant g on go { inside box, scope context.task, expires 1h, else escalate to sec }
assert a on go { when not approved(night), expect block }
test "🦊 night" { action go(to: "x"), expect block by night }
//- n.txt
x
`;

/** `rule night ×2`. */
function shown(uses: readonly Use[]): readonly string[] {
  return uses.map(({ user, at }) => `${user.kind} ${user.name} ×${String(at.length)}`).sort();
}

function at(text: string): {
  users: readonly string[];
  incoming: readonly string[];
  outgoing: readonly string[];
} {
  const { workspace, path, offset } = scene(text);
  const users = usersAt(workspace, path, offset);
  const [user] = users;
  return {
    users: users.map(({ kind, name }) => `${kind} ${name}`),
    incoming: user === undefined ? [] : shown(usersOf(workspace, user)),
    outgoing: user === undefined ? [] : shown(usedBy(workspace, user)),
  };
}

describe("what uses", () => {
  it.each([
    ["a let", "let la<|>te", ["let very_late ×1", "rule night ×1"]],
    ["a let of another let", "let very_<|>late", ["rule night ×1"]],
    ["a group", "group se<|>c", ["policy main ×1", "rule g ×1", "rule night ×1"]],
    ["a data set", "data na<|>mes", ["rule night ×1"]],
    ["a sandbox", "sandbox b<|>ox", ["rule g ×1"]],
    ["a rule", "rule ni<|>ght", ["assert a ×1", "test 🦊 night ×1"]],
  ])("%s is all that names it, over files", (_, marked, incoming) => {
    expect(at(SCENE.replace(marked.replace("<|>", ""), marked)).incoming).toEqual(incoming);
  });

  it("can be asked from a use, too", () => {
    expect(at(SCENE.replace("when very_late", "when very_<|>late")).incoming).toEqual(["rule night ×1"]);
  });
});

describe("what is used by", () => {
  it.each([
    [
      "a rule",
      "rule ni<|>ght",
      ["action go ×1", "data names ×1", "group sec ×1", "let late ×1", "let very_late ×1"],
    ],
    ["a let", "let very_<|>late", ["let late ×1"]],
    ["a test", 'test "🦊<|>', ["action go ×1", "rule night ×1"]],
    ["a grant", "grant <|>g", ["action go ×1", "group sec ×1", "sandbox box ×1"]],
  ])("%s is all that it names", (_, marked, outgoing) => {
    expect(at(SCENE.replace(marked.replace("<|>", ""), marked)).outgoing).toEqual(outgoing);
  });

  it("nothing is not asked", () => {
    expect(at(SCENE.replace("escalate to sec }\ngrant", "escalate<|> to sec }\ngrant")).users).toEqual([]);
  });

  it("is told in a file with mistakes, too", () => {
    const text =
      'policy p { default block }\r\ngroup se<|>c = ["é"]\r\nrule r on * { escalate to sec\r\nrule x on ( }';
    expect(at(text).incoming).toEqual(["rule r ×1"]);
  });
});
