// Section 5 of the contract: quorums, reversibility, allow once approved.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request } from "../support/contract.js";

const WORLD = `agent { id: string, owner?: string }
group one = ["ana@x", "ben@x"]
group two = ["ben@x", "chi@x"]
rule menu on * { allow }
`;
const agent = (id = "a", owner = ""): string => `agent { id: "${id}"${owner && `, owner: "${owner}"`} }\n`;
const SEARCH = 'action search.query(text: "x") expect';
const approve = (...people: readonly string[]): string =>
  people.map((by) => `approve by "${by}@x" `).join("");

describe("a quorum", () => {
  const quorum = (needs: string, other = "block"): string =>
    `${WORLD}quorum q on search.query { ${needs}, else ${other} }\n`;

  it("one person counts once over the `need`s of one rule", async () => {
    const policy = quorum("need 1 of one, need 1 of two");
    await holds(
      policy,
      `${agent()} ${SEARCH} block ${approve("ben", "ben")} expect block ${approve("ana")} expect allow`,
    );
  });

  it("and may serve another rule of the same decision", async () => {
    const policy = `${quorum("need 1 of one")}quorum r on search.query { need 1 of two, else block }`;
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ben")} expect allow`);
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ana")} expect block by r`);
  });

  it("never the agent or its owner", async () => {
    const policy = quorum("need 1 of one");
    await holds(
      policy,
      `${agent("ben@x")} ${SEARCH} block ${approve("ben")} expect block ${approve("ana")} expect allow`,
    );
    await holds(
      policy,
      `${agent("a", "Ben@X")} ${SEARCH} block ${approve("ben")} expect block ${approve("ana")} expect allow`,
    );
  });

  it("an assignment must exist: whoever serves two groups goes where they are needed", async () => {
    // Taken greedily, ben would serve `one` and nobody were left for `two`.
    const policy = quorum("need 1 of one, need 1 of two");
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ben", "ana")} expect allow`);
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ben", "chi")} expect allow`);
    const three = quorum("need 2 of one, need 1 of two");
    await holds(
      three,
      `${agent()} ${SEARCH} block ${approve("ana", "ben")} expect block ${approve("chi")} expect allow`,
    );
  });

  it("the needs alone decide; `to` in its `else` says who is asked", async () => {
    const policy = quorum("need 1 of one", "escalate to security");
    await holds(
      policy,
      `${agent()} ${SEARCH} escalate approve by "sec@corp.example" expect escalate ${approve("ana")} expect allow`,
    );
    const { runtime } = await deciding(policy);
    const { obligations } = await runtime.attempt(
      request("search.query", { text: "x" }, { agent: { id: "a" } }),
    );
    expect(obligations.approvals?.unmet).toMatchObject([
      { ask: "security", needs: [{ count: 1, group: "one" }] },
    ]);
  });

  it("a need that its group cannot meet is an error", () => {
    expect(codes(quorum("need 2 of one, need 1 of two"))).toEqual([]);
    expect(codes(quorum("need 3 of one, need 1 of two"))).toEqual(["AP3008"]);
    expect(codes(quorum("need 2 of one, need 2 of two"))).toEqual(["AP3009"]);
  });

  it("`within` bounds how long an approval lives", async () => {
    const policy = quorum("need 1 of one, within 30m");
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ana")} after 1799999ms expect allow`);
    await holds(policy, `${agent()} ${SEARCH} block ${approve("ana")} after 30m expect block`);
  });
});

describe("a reversibility", () => {
  const policy = `${WORLD}reversibility r on shell.exec { need 1 of one acknowledging irreversible, else escalate to two "this cannot be undone" }`;
  const RUN = 'action shell.exec(command: "ls")';

  it("irreversible actions get elevated review, others do not", async () => {
    await holds(
      policy,
      `${agent()} ${RUN} expect escalate by r ${RUN} irreversible expect escalate by r ${RUN} reversible expect allow`,
    );
  });

  it("the approval must acknowledge it, and the needs alone decide", async () => {
    const acknowledged = 'approve by "ana@x" acknowledging irreversible';
    await holds(
      policy,
      `${agent()} ${RUN} expect escalate ${approve("ana")} expect escalate ${acknowledged} expect allow`,
    );
    await holds(
      policy,
      `${agent()} ${RUN} expect escalate approve by "chi@x" acknowledging irreversible expect escalate`,
    );
  });
});

describe("`allow once approved by G`", () => {
  const policy = `agent { id: string, owner?: string }
group one = ["ana@x"]
rule r on search.query { when args.text == "x", allow once approved by one }
rule unknown on shell.exec { when args.command runs ["ls"], allow once approved by one }`;

  it("is an `escalate to G` until it is satisfied, and an `allow` from then; the default does not join meanwhile", async () => {
    await holds(
      policy,
      `${agent()} ${SEARCH} escalate by r ${approve("ana")} expect allow by r expect escalate by r`,
    );
    const plain = policy.replace("allow once approved by one }\nrule u", "escalate to one }\nrule u");
    await holds(plain, `${agent()} ${SEARCH} block by default`);
  });

  it("with an unknown guard it only escalates", async () => {
    const run = (command: string): string => `${agent()} action shell.exec(command: "${command}") expect`;
    await holds(policy, `${run("$X")} block by default ${approve("ana")} expect block by default`);
    await holds(policy, `${run("ls")} escalate by unknown ${approve("ana")} expect allow`);
  });

  it("where several permit, the first with a reason or code of its own is named", async () => {
    const rules = (second: string): string =>
      `rule a on search.query { allow }\nrule b on search.query { ${second} }\nrule c on search.query { allow "c" }`;
    await holds(rules("allow"), `${SEARCH.replace("expect", "")} expect allow by c`);
    await holds(rules('allow "b"'), `${SEARCH} allow by b`);
    await holds(rules('allow, code "B"'), `${SEARCH} allow by b`);
  });
});
