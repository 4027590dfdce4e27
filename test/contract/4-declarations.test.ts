// Section 4 of the contract: the header, and what a policy declares besides actions.

import { describe, expect, it } from "vitest";
import { preludeFor } from "../docs/prelude.js";
import { codes, deciding, holds, request, told } from "../support/contract.js";

const SEARCH = 'action search.query(text: "x")';
const MENU = "rule menu on * { allow }\n";
const search = request("search.query", { text: "x" });

describe("the header", () => {
  it("`version` and the name stand in each decision", async () => {
    const { runtime } = await deciding('policy pay { version "1.4.0" }');
    expect((await runtime.attempt(search)).policy).toMatchObject({ name: "pay", version: "1.4.0" });
  });

  it("`mode shadow`: decided and logged, never enforced; `enforce` if left out", async () => {
    for (const [mode, enforced] of [
      ["mode shadow", "allow"],
      ["mode enforce", "block"],
      ["", "block"],
    ] as const) {
      const { runtime } = await deciding(`policy p { ${mode} }`);
      expect(await runtime.attempt(search)).toMatchObject({ verdict: "block", enforced });
    }
  });

  it('`default VERDICT "reason"`', async () => {
    const { runtime } = await deciding('policy p { default throttle "not covered" }');
    expect(await runtime.attempt(search)).toMatchObject({ verdict: "throttle", reason: "not covered" });
  });

  it("`on_error`: what a fault in deciding gives; per condition, too", async () => {
    const policy =
      "policy p { on_error throttle, on_error allow when context.env == dev }\nrule menu on * { allow }";
    const wrong = "action search.query(text: 7) expect";
    const prod = 'context { env: prod, task: "t" }';
    await holds(policy, `${wrong} allow by on_error ${prod} expect throttle by on_error`);
    await holds(`policy p { default allow }`, `${wrong} block by on_error`);
  });

  it.each([
    ["on_error allow", ["AP3025"]],
    ["on_error allow when context.env == dev", ["AP3025"]],
    ["on_error throttle", []],
  ])("an on_error that permits draws a warning: %s", (clause, expected) => {
    expect(codes(`policy p { ${clause} }`)).toEqual(expected);
  });

  it("`floor`: both policies decide, and the more restrictive verdict stands", async () => {
    const header = "policy org { default allow }\n";
    const never = 'rule never on search.query { when args.text == "c", block }';
    const files = { "org.agentpol": header + preludeFor(header) + never };
    const policy = `policy p { default allow, floor "./org.agentpol" }
rule wait on search.query { when args.text in ["b", "c"], throttle }`;
    const step = (text: string): string => `action search.query(text: "${text}") expect`;
    const steps = `${step("a")} allow ${step("b")} throttle by wait ${step("c")} block by org.never`;
    await holds(policy, steps, files);
  });

  it("`language 1` is the edition, the newest if left out, and one that is not known is refused", async () => {
    expect(codes("policy p { language 1 }")).toEqual([]);
    expect(codes("policy p { language 2 }")).toEqual(["AP3060"]);
    await holds("policy p { language 1, default allow }", `${SEARCH} expect allow`);
  });
});

describe("what is declared", () => {
  it("`import`: declarations, rules and asserts of the file join; its header and tests do not", async () => {
    const files = {
      "lib.agentpol": `policy other { default allow, mode shadow }
let is_x = args.text == "x"
rule r on search.query { when is_x, block }
assert a on search.query { when is_x, expect at least throttle }
test "fails" { agent {} expect allow }`,
    };
    const { runtime } = await deciding(
      'import "./lib.agentpol"\nrule mine on search.query { when is_x, throttle }',
      files,
    );
    expect(await runtime.attempt(search)).toMatchObject({
      verdict: "block",
      rule: "lib.r",
      enforced: "block",
    });
    const broken = { "lib.agentpol": "assert a on search.query { when nothing, expect block }" };
    expect(codes('import "./lib.agentpol"', broken)).toEqual(["AP2001"]);
  });

  it("`agent`, `context`, `impact` are merged over imports", async () => {
    const files = { "lib.agentpol": "agent { team: string }" };
    const policy = `import "./lib.agentpol"\nrule r on search.query { when agent.team == "web", allow }`;
    const agent = (team: string): string => `agent { id: "a", role: clerk, session: "s"${team} }`;
    await holds(
      policy,
      `${SEARCH} ${agent(', team: "web"')} expect allow ${agent("")} expect block code "request.invalid"`,
      files,
    );
  });

  it("`data` from `.json`, `.csv` and `.txt`: set, list or map, read at compile time and hashed into the table", async () => {
    const policy = (type: string, file: string): string =>
      `data d: ${type} from "${file}"\nrule r on search.query { when args.text in d, allow }`;
    const files = { "d.json": '["x", "y"]', "d.csv": "name\nx\ny\n", "d.txt": "x\ny\n" };
    const steps = `${SEARCH} expect allow action search.query(text: "z") expect block by default`;
    for (const file of ["d.json", "d.csv", "d.txt"])
      for (const type of ["set<string>", "list<string>"]) await holds(policy(type, file), steps, files);
    const digestOf = async (text: string): Promise<string> => {
      const { runtime } = await deciding(policy("set<string>", "d.txt"), { "d.txt": text });
      return (await runtime.attempt(search)).policy.digest;
    };
    expect(await digestOf("x\ny\n")).toBe(await digestOf("x\ny\n"));
    expect(await digestOf("x\ny\n")).not.toBe(await digestOf("x\n"));
    // The bytes count, though the values are the same.
    expect(await digestOf("x\ny\n")).not.toBe(await digestOf("x\ny"));
  });

  it("`detector`: an RE2 pattern beside the built-in ones", async () => {
    const policy = `detector key = "(?i)api_key[:=]\\\\S+"\nrule r on mail.send { when args.body holds [us_ssn, key], block }\n${MENU}`;
    const mail = (body: string): string => `action mail.send(to: "x", body: "${body}") expect`;
    await holds(
      policy,
      `${mail("see API_KEY=17")} block ${mail("is 078-05-1120")} block ${mail("an api key")} allow`,
    );
    expect(codes('detector d = "(?=x)"\nrule r on mail.send { when args.body holds d, block }')).toEqual([
      "AP2057",
    ]);
  });

  it("`classifier`: a fact, unknown when nobody answers, so that restricting rules match", async () => {
    const policy = `classifier bad(text: string): decimal { host "guard", timeout 200ms }
rule r on search.query { when bad(args.text) >= 0.7, block }\n${MENU}`;
    await holds(policy, `${SEARCH} expect block by r`);
    await holds(policy.replace("block", "allow").replace(MENU, ""), `${SEARCH} expect block by default`);
  });

  it("`group` lists people who approve, in the policy or in a file", async () => {
    const rule = `${MENU}rule r on search.query { escalate to g }\n`;
    const steps = `${SEARCH} expect escalate approve by "eve@x" expect escalate approve by "ann@x" expect allow`;
    await holds(`${rule}group g = ["ann@x", "bob@x"]`, steps);
    await holds(`${rule}group g from "g.json"`, steps, { "g.json": '["ann@x", "bob@x"]' });
  });

  it("`zone`: a set of hosts; also a type, the enum of the zones' names", async () => {
    const policy = `zone staging = ["*.staging.internal", "10.2.0.0/16"]
zone lab = ["lab.internal"]
context { env: dev, task: string, zone: zone }
boundary b on http.fetch { when context.zone == staging, reach staging, else block }\n${MENU}`.replace(
      "env: dev,",
      "env: dev | prod,",
    );
    const get = (url: string, verdict: string): string =>
      `action http.fetch(url: "${url}") expect ${verdict}\n`;
    const at = (zone: string): string => `context { env: dev, task: "t", zone: ${zone} }\n`;
    const out = get("https://lab.internal/", "block by b");
    await holds(
      policy,
      at("staging") + get("https://a.staging.internal/", "allow") + get("http://10.2.3.4/", "allow") + out,
    );
    await holds(policy, at("lab") + get("https://lab.internal/", "allow"));
    await holds(policy, `${at("elsewhere")} ${get("https://lab.internal/", 'block code "request.invalid"')}`);
  });

  it("`approver` says how a group is asked", async () => {
    const { runtime } = await deciding(`${MENU}
approver desk { webhook "https://ask.example/x", timeout 30s, on_timeout block, group treasury }
rule r on search.query { escalate to desk }`);
    const { obligations } = await runtime.attempt(search);
    expect(obligations.approvals).toMatchObject({
      unmet: [{ ask: "treasury", needs: [{ group: "treasury", count: 1 }] }],
    });
    expect(JSON.stringify(obligations.approvals)).toContain("https://ask.example/x");
  });

  it.each([
    ["on_timeout allow", ["AP3032"]],
    ["on_timeout block", []],
  ])("an `on_timeout` that permits draws a warning: %s", (clause, expected) => {
    const policy = `approver desk { webhook "https://x.example", ${clause}, group treasury }\nrule r on search.query { escalate to desk }`;
    expect(codes(policy).filter((code) => code !== "AP3027")).toEqual(expected);
  });

  it("`type` names a type", () => {
    expect(told("type Env = dev | prod\nrule r on search.query { allow }")).toEqual(["AP3006 «Env»"]);
  });
});
