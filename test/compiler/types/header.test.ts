import { describe, expect, it } from "vitest";
import { checkFiles, problems, programOf } from "../../support/problems.js";

const REST = `
agent { id: string, owner?: string }
context { env: dev | prod }
action a.b() { }
group g = ["x@corp.example"]
rule r on a.b { escalate to g }
`;
const found = (header: string): readonly string[] => problems(checkFiles({ "main.agentpol": header + REST }));

describe("the header", () => {
  it("blocks by default, and on a fault", () => {
    expect(programOf(`policy p { }${REST}`).header).toMatchObject({
      name: "p",
      default: { verdict: "block", reason: "no rule permits this action" },
      onError: { verdict: "block", reason: "this action could not be decided" },
    });
  });

  it("says what else holds", () => {
    const header = 'policy p { version "1.2", mode enforce, default escalate to g "ask", on_error throttle }';
    expect(programOf(header + REST).header).toMatchObject({
      version: "1.2",
      default: { verdict: "escalate", group: { name: "g" }, reason: "ask" },
      onError: { verdict: "throttle", reason: "this action could not be decided" },
    });
  });

  it.each<[string, readonly string[]]>([
    ["", ["AP3002 «agent»"]],
    ["policy p { }\npolicy q { }", ["AP3003 «q»"]],
    ["policy p { mode shadow }", []],
    ["policy p { mode strict }", ["AP2001 «strict»"]],
    ["policy p { language 1 }", []],
    ["policy p { language 2 }", ["AP3060 «2»"]],
    ["policy p { language 1.0 }", ["AP3060 «1.0»"]],
    ["policy p { language 1% }", ["AP3060 «1%»"]],
    ["policy p { language newest }", ["AP3060 «newest»"]],
    ["policy p { default redact { mask args.x } }", ["AP3005 «redact»"]],
    ["policy p { on_error sandbox box }", ["AP3005 «sandbox»"]],
    ["policy p { default allow once approved by g }", []],
    ["policy p { on_error allow once approved by g }", []],
    ["policy p { default escalate to h }", ["AP2001 «h»"]],
    ["policy p { on_error allow }", ["AP3025 «allow»"]],
    ["policy p { default allow }", []],
    ["policy p { on_error allow when context.env == dev }", ["AP3025 «allow»"]],
    [
      "policy p { on_error throttle when context.env == dev, on_error block, on_error throttle }",
      ["AP2002 «on_error throttle»"],
    ],
    ["policy p { on_error throttle when count(a.b) > 3 }", ["AP3061 «count»"]],
    ["policy p { on_error throttle when busy }\nlet busy = formerly(a.b)", ["AP3061 «formerly»"]],
    ["policy p { on_error throttle when args.x == 1 }", ["AP2001 «x»"]],
    ["policy p { on_error throttle when approved(r) }", ["AP2081 «approved»"]],
    ["policy p { on_error throttle when outcome == failed }", ["AP2081 «outcome»"]],
    ["policy p { on_error throttle when context.env }", ["AP2050 «context.env»"]],
    ["policy p { on_error redact { drop args.x } when context.env == dev }", ["AP3005 «redact»"]],
    ["policy p { on_error block, on_error throttle }", ["AP2002 «on_error throttle»"]],
    ['policy p { default block "no {agent.id}" }', []],
    ['policy p { on_error block "no {agent.id}" }', ["AP3034 «{agent.id}»"]],
  ])("%s", (header, expected) => {
    expect(found(header)).toEqual(expected);
  });
});
