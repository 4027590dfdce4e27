// Section 1 of the contract: verdicts, which of them stands, and which rule is named.

import { describe, expect, it } from "vitest";
import { deciding, holds, request } from "../support/contract.js";

const SEARCH = 'action search.query(text: "x")';
/** A clause for each verdict, weakest first; a redaction has something to rewrite. */
const VERDICTS: readonly (readonly [verdict: string, clause: string])[] = [
  ["allow", "allow"],
  ["redact", "redact { mask args.text }"],
  ["sandbox", "sandbox box"],
  ["throttle", "throttle"],
  ["escalate", "escalate to treasury"],
  ["block", "block"],
];
const BOX = 'sandbox box { run "sh" }\n';
const pairs = VERDICTS.flatMap((weak, i) => VERDICTS.slice(i + 1).map((strong) => [weak, strong] as const));

describe("the verdicts are ordered, and the most restrictive wins", () => {
  it.each(pairs)("%s, %s", async ([, weak], [verdict, strong]) => {
    const rules = (first: string, second: string): string =>
      `${BOX}rule may on search.query { allow }\nrule a on search.query { ${first} }\nrule b on search.query { ${second} }`;
    await holds(rules(weak, strong), `${SEARCH} expect ${verdict} by b`);
    await holds(rules(strong, weak), `${SEARCH} expect ${verdict} by a`);
  });
});

describe("only `allow` and `grant` permit", () => {
  it.each(["redact { mask args.text }", "sandbox box"])("%s says how, never whether", async (clause) => {
    await holds(`${BOX}rule r on search.query { ${clause} }`, `${SEARCH} expect block by default`);
  });

  it("a grant permits", async () => {
    const grant = "grant g on search.query { inside box, scope agent.session, expires 1h, else block }";
    await holds(`${BOX}${grant}`, `${SEARCH} expect sandbox by g`);
  });

  it("an approval removes an escalation and never permits", async () => {
    const steps = `${SEARCH} approve by "ana@corp.example" expect`;
    await holds("rule r on search.query { escalate to treasury }", `${SEARCH} expect block by default`);
    const ask = "rule r on search.query { escalate to treasury }";
    await holds(ask, `${SEARCH} expect block approve by "ana@corp.example" expect block by default`);
    await holds(
      `rule may on * { allow }\n${ask}`,
      `${SEARCH} expect escalate ${steps.slice(SEARCH.length)} allow`,
    );
  });

  it("an approved `default escalate` counts as an `allow`", async () => {
    const approved = `${SEARCH} expect escalate by default approve by "ana@corp.example" expect`;
    await holds("policy p { default escalate to treasury }", `${approved} allow by default`);
    const boxed = `${BOX}policy p { default escalate to treasury }\nrule r on search.query { sandbox box }`;
    await holds(boxed, `${approved} sandbox by r`);
  });
});

describe("the default", () => {
  it("is `block` unless the policy says otherwise", async () => {
    await holds('policy p { version "1" }', `${SEARCH} expect block by default code "default"`);
    await holds("policy p { default allow }", `${SEARCH} expect allow by default code "default"`);
    await holds("policy p { default throttle }", `${SEARCH} expect throttle by default`);
  });

  it("joins where no contribution permits, and only there", async () => {
    const header = "policy p { default throttle }\n";
    await holds(
      `${header}${BOX}rule r on search.query { sandbox box }`,
      `${SEARCH} expect throttle by default`,
    );
    await holds(
      `${header}${BOX}rule r on search.query { sandbox box }\nrule may on * { allow }`,
      `${SEARCH} expect sandbox by r`,
    );
    await holds(`${header}rule r on search.query { block }`, `${SEARCH} expect block by r`);
  });

  it("is named after a rule of the same verdict", async () => {
    await holds("rule r on search.query { block }", `${SEARCH} expect block by r`);
    const { runtime } = await deciding("rule r on search.query { block }");
    const { matched } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(matched.map(({ rule, code }) => [rule, code])).toEqual([
      ["example.r", "example.r"],
      ["default", "default"],
    ]);
  });
});

describe("the rule that a decision names", () => {
  const THREE = `rule a on search.query { throttle }
rule b on search.query { block "b" }
rule may on * { allow }
rule c on search.query { block "c" }`;

  it("is the first, in declaration order, of those that gave the verdict; all others are listed after it", async () => {
    const { runtime } = await deciding(THREE);
    const decision = await runtime.attempt(request("search.query", { text: "x" }));
    expect(decision).toMatchObject({ verdict: "block", rule: "example.b", reason: "b" });
    const listed = decision.matched.map(({ rule }) => rule);
    expect(listed[0]).toBe("example.b");
    expect([...listed].sort()).toEqual(["example.a", "example.b", "example.c", "example.may"]);
  });

  it("stands by its file: imported files first, in the order of the imports, depth first", async () => {
    const rule = "rule r on search.query { block }";
    const files = {
      "a.agentpol": `import "./deep.agentpol"\n${rule}`,
      "deep.agentpol": rule,
      "b.agentpol": rule,
    };
    const main = (imports: readonly string[]): string =>
      `${imports.map((name) => `import "./${name}.agentpol"\n`).join("")}${rule}`;
    await holds(main(["a", "b"]), `${SEARCH} expect block by deep.r`, files);
    await holds(main(["b", "a"]), `${SEARCH} expect block by b.r`, files);
    const { runtime } = await deciding(main(["a", "b"]), files);
    const { matched } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(matched.map(({ rule: name }) => name)).toEqual(["deep.r", "a.r", "b.r", "example.r", "default"]);
  });
});

describe("obligations add up", () => {
  it("every matching `redact` applies", async () => {
    const { runtime } = await deciding(`rule may on * { allow }
rule a on mail.send { redact { drop args.notes } }
rule b on mail.send { redact { mask args.to } }`);
    const { obligations } = await runtime.attempt(request("mail.send", { to: "ann", body: "x", notes: "n" }));
    expect(obligations.args).toEqual({ to: "[redacted]", body: "x" });
  });

  it("every matching `sandbox` narrows the box", async () => {
    const { runtime } = await deciding(`rule may on * { allow }
sandbox one { read "/a/**", run "sh", limit [wall 5m] }
sandbox two { read "/b/**", run "git", limit [wall 1m] }
rule a on search.query { sandbox one }
rule b on search.query { sandbox two }`);
    const { obligations } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(obligations.sandbox).toMatchObject({
      boxes: ["one", "two"],
      read: [["/a/**"], ["/b/**"]],
      run: [["sh"], ["git"]],
      limits: { wall: 60_000 },
    });
  });

  it("every unmet need is listed", async () => {
    const { runtime } = await deciding(`rule may on * { allow }
rule a on search.query { escalate to treasury }
quorum b on search.query { need 2 of security, else escalate to security }`);
    const { obligations } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(obligations.approvals?.unmet.map(({ rule }) => rule)).toEqual(["example.a", "example.b"]);
  });
});

describe("what an enforcement point is told", () => {
  it("`throttle`: when it may be tried again", async () => {
    const { runtime, clock } = await deciding(
      "rule may on * { allow }\nthrottle t on search.query { limit 1 per 1h }",
    );
    await runtime.attempt(request("search.query", { text: "x" }));
    clock.advance(600_000);
    const { verdict, obligations } = await runtime.attempt(request("search.query", { text: "x" }));
    expect([verdict, obligations.retryAfter]).toEqual(["throttle", "PT50M"]);
  });

  it("`block`: the agent is told why", async () => {
    const { runtime } = await deciding('rule r on search.query { block "not today" }');
    expect(await runtime.attempt(request("search.query", { text: "x" }))).toMatchObject({
      reason: "not today",
    });
  });
});
