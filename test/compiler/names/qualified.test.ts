import { describe, expect, it } from "vitest";
import { checkFiles, problems, programOf, SHOP } from "../../support/problems.js";

const RULE = "rule reads on files.read { allow }\n";

describe("qualified names", () => {
  it("have the policy's name, or that of the imported file", () => {
    const program = programOf(`import "lib/org-base.agentpol"\n${SHOP}${RULE}`, {
      "lib/org-base.agentpol": `policy other { default allow }\n${RULE}killswitch stop { scope all }`,
    });
    expect(program.rules.map(({ name, code }) => [name, code])).toEqual([
      ["org_base.reads", "org_base.reads"],
      ["shop.asks", "shop.asks"],
      ["shop.reads", "shop.reads"],
    ]);
    expect(program.killswitches.map(({ name }) => name)).toEqual(["org_base.stop"]);
    expect(program.header.name).toBe("shop");
  });

  it("must differ between files with rules", () => {
    const outcome = checkFiles({
      "main.agentpol": `import "a/base.agentpol"\nimport "b/base.agentpol"\n${SHOP}`,
      "a/base.agentpol": RULE,
      "b/base.agentpol": RULE,
    });
    expect(problems(outcome)).toEqual(['AP2006 «"b/base.agentpol"»']);
  });

  it("must differ from the policy's", () => {
    const outcome = checkFiles({ "main.agentpol": `import "shop.agentpol"\n${SHOP}`, "shop.agentpol": RULE });
    expect(problems(outcome)).toEqual(['AP2006 «"shop.agentpol"»']);
  });

  it("do not matter for files without rules", () => {
    const files = { "a/shop.agentpol": "type Kind = a | b", "b/shop.agentpol": "type Size = s | l" };
    programOf(`import "a/shop.agentpol"\nimport "b/shop.agentpol"\n${SHOP}`, files);
  });

  it("let two files have rules of one name, and one file only one", () => {
    programOf(`import "base.agentpol"\n${SHOP}${RULE}`, { "base.agentpol": RULE });
    const outcome = checkFiles({ "main.agentpol": `${SHOP}${RULE}${RULE}` });
    expect(problems(outcome)).toEqual(["AP2002 «reads»"]);
  });
});

describe("what joins of an imported file", () => {
  it("is its declarations, rules and asserts, and neither header nor tests", () => {
    const base = `policy other { mode shadow, floor "x.agentpol", default allow }
      group owners = ["ana@corp.example"]
      rule asks on files.read { escalate to owners }
      assert asked on files.read { expect at least escalate }
      test "broken" { expect allow }`;
    const program = programOf(
      `import "base.agentpol"
      policy shop { }
      agent { id: string, owner?: string }
      action files.read(path: path) { reads path, effect read, reversible always }`,
      { "base.agentpol": base },
    );
    expect(program.asserts.map(({ name }) => name)).toEqual(["asked"]);
    expect(program.tests).toEqual([]);
    expect(program.header).toMatchObject({ name: "shop", default: { verdict: "block" } });
    expect(program.files.map(({ path }) => path)).toEqual(["base.agentpol", "main.agentpol"]);
  });
});
