// Section 5 of the contract: redact.

import { describe, expect, it } from "vitest";
import { codes, deciding, holds, request } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const MAIL = { to: "ann", body: "hello" };
const SSN = "078-05-1120";

async function rewritten(policy: string, args: object = MAIL): Promise<unknown> {
  const { runtime } = await deciding(MENU + policy);
  const { verdict, obligations } = await runtime.attempt(request("mail.send", args));
  return verdict === "redact" ? obligations.args : verdict;
}

const redact = (...clauses: readonly string[]): string => `redact r on mail.send { ${clauses.join(", ")} }`;

describe("a redaction", () => {
  it("`mask … matching`: each finding is masked", async () => {
    const mask = redact("mask args.body matching [us_ssn, email]");
    expect(await rewritten(mask, { to: "ann", body: `is ${SSN}, ann@x.example` })).toEqual({
      to: "ann",
      body: "is [redacted us_ssn], [redacted email]",
    });
  });

  it.each([
    ["email", "ann@x.example"],
    ["credit_card", "4111 1111 1111 1111"],
    ["iban", "DE89 3704 0044 0532 0130 00"],
    ["us_ssn", SSN],
    ["api_key", "AKIAIOSFODNN7EXAMPLE"],
  ])("the detector `%s` is built in", async (detector, text) => {
    const mask = redact(`mask args.body matching ${detector}`);
    expect(await rewritten(mask, { to: "ann", body: text })).toEqual({
      to: "ann",
      body: `[redacted ${detector}]`,
    });
    expect(await rewritten(mask)).toBe("allow");
  });

  it("`as` says what stands there instead", async () => {
    expect(
      await rewritten(redact('mask args.body matching us_ssn as "[KEY]"'), { to: "ann", body: SSN }),
    ).toEqual({
      to: "ann",
      body: "[KEY]",
    });
  });

  it("`hash`, `drop`, `clamp`", async () => {
    const hashed = await rewritten(redact("hash args.to"));
    expect(hashed).toMatchObject({ body: "hello", to: expect.stringMatching(/^sha256:/u) as string });
    expect(await rewritten(redact("drop args.notes"), { ...MAIL, notes: "n" })).toEqual(MAIL);
    const clamp = `action a.b(n: int) {}\n${MENU}redact r on a.b { clamp args.n to 100 }`;
    const { runtime } = await deciding(clamp);
    const clamped = async (n: number): Promise<unknown> => {
      const { verdict, obligations } = await runtime.attempt(request("a.b", { n }));
      return verdict === "redact" ? obligations.args : verdict;
    };
    expect([await clamped(101), await clamped(100)]).toEqual([{ n: 100 }, "allow"]);
  });

  it.each([
    ["mask args.body matching us_ssn", { to: "ann", body: SSN }, MAIL],
    ["drop args.notes", { ...MAIL, notes: "n" }, MAIL],
    ["hash args.notes", { ...MAIL, notes: "n" }, MAIL],
    ["mask args.notes", { ...MAIL, notes: "n" }, MAIL],
  ])("contributes where there is something to rewrite: %s", async (clause, some, none) => {
    expect(await rewritten(redact(clause), some)).not.toBe("allow");
    expect(await rewritten(redact(clause), none)).toBe("allow");
  });

  it("only optional arguments may be dropped", () => {
    expect(codes(redact("drop args.notes"))).toEqual([]);
    expect(codes(redact("drop args.to"))).toEqual(["AP3012"]);
  });

  it("does not permit", () =>
    holds(redact("mask args.to"), 'action mail.send(to: "a", body: "b") expect block by default'));

  it("as the verdict of a rule it means the same", async () => {
    const rule = "rule r on mail.send { redact { mask args.body matching us_ssn, drop args.notes } }";
    expect(await rewritten(rule, { to: "ann", body: SSN, notes: "n" })).toEqual({
      to: "ann",
      body: "[redacted us_ssn]",
    });
    expect(await rewritten(rule)).toBe("allow");
  });
});

describe("what it says of `result`", () => {
  const WEB = `action web.get(url: url) gives { content: string } { reaches url }\n${MENU}`;
  const sent = request("web.get", { url: "https://x.example/" });

  it("goes along with whatever is permitted", async () => {
    const { runtime } = await deciding(
      `${WEB}redact r on web.get { mask result matching [api_key] as "[KEY]" }`,
    );
    const decision = await runtime.attempt(sent);
    expect(decision).toMatchObject({
      verdict: "allow",
      obligations: { redactions: [{ op: "mask", target: "result" }] },
    });
    const report = await runtime.report(decision.id, {
      outcome: "ok",
      result: { content: "AKIAIOSFODNN7EXAMPLE" },
    });
    expect(report).toMatchObject({ ok: true, result: { content: "[KEY]" } });
    const held = await deciding(`${WEB}redact r on web.get { mask result }\nrule no on web.get { block }`);
    expect((await held.runtime.attempt(sent)).obligations.redactions).toEqual([]);
  });
});
