// What becomes of mutants, by examples.

import { beforeAll, describe, expect, it } from "vitest";
import { loadSql } from "../../../runtime/facts/sql/index.js";
import { ready } from "../../../runtime/facts/ready.js";
import { mutantsOf, toldOf } from "../../support/mutating.js";

beforeAll(async () => {
  await ready();
  await loadSql();
});

const HEAD = `policy p { default block }
agent { id: string, team: string }
action pay(n: int, memo?: string) { effect write, reversible always }
action look(n: int) { effect read, reversible always }
`;

async function fates(operator: string, rest: string): Promise<readonly string[]> {
  const text = `${HEAD}${rest}`;
  return toldOf(await mutantsOf(text, operator), text);
}

const PAYING = 'agent { id: "a", team: "t" } action pay(n: 5)';

describe("what becomes of a mutant", () => {
  it("is killed by the case that fails on it, and survives where none does", async () => {
    const policy = `rule r on pay { when args.n <= 5, allow }\ntest "t" { ${PAYING} expect allow }`;
    expect(await fates("threshold", policy)).toEqual(["survived 5 → 6", "killed 5 → 4"]);
  });

  it("is equivalent where another rule decides the same, proved over all requests", async () => {
    const rules = `rule r on pay { when args.n <= 5, allow }\nrule s on pay { when args.n <= 9, allow }`;
    expect(await fates("threshold", rules)).toEqual([
      "equivalent 5 → 6",
      "equivalent 5 → 4",
      "survived 9 → 10",
      "survived 9 → 8",
    ]);
  });

  it("is equivalent where a trait is changed that nothing reads, and not where a rule does", async () => {
    const silent = await mutantsOf(`${HEAD}rule r on * { allow }`, "reversibility");
    expect(silent.map(({ status }) => status)).toEqual(["equivalent", "equivalent"]);
    const read = await mutantsOf(
      `${HEAD}rule r on pay { when action.reversible, allow }\nrule s on look { allow }`,
      "reversibility",
    );
    expect(read.map(({ status }) => status)).toEqual(["survived", "equivalent"]);
    const remembered = await mutantsOf(
      `${HEAD}rule r on pay { when count(attempts look where action.reversible, within 1h) > 1, block }\nrule s on look { allow }`,
      "reversibility",
    );
    expect(remembered.map(({ status }) => status)).toEqual(["survived", "survived"]);
  });

  it("is never equivalent where a window counts otherwise, though no window is full in any region", async () => {
    const throttle = `rule r on pay { allow }\nthrottle t on pay { when args.n > 3, limit 5 per 1h }`;
    expect(await fates("comparison", throttle)).toEqual(["survived > → >=", "survived > → <="]);
    expect(await fates("key", `${throttle.slice(0, -2)} by agent.id }`)).toEqual([
      "survived by agent.id →",
      "survived agent.id → agent.team",
    ]);
  });

  it("is none where the compiler refuses it", async () => {
    const guarded = `rule s on pay { allow }\nrule r on pay { when has args.memo and args.memo matches "x", block }`;
    expect(await fates("condition", guarded)).toEqual([
      'survived when has args.memo and args.memo matches "x", →',
      'survived and args.memo matches "x" →',
    ]);
  });

  it("counts for nothing where only what no case can say is otherwise", async () => {
    const masked = `rule r on pay { allow }
redact d on pay { mask args.memo matching [email], hash args.memo }`;
    const made = await fates("redaction", masked);
    expect(made).toContain("beside mask args.memo matching [email], →");
  });

  it("counts for nothing where only what a classifier answers could tell it, and else does", async () => {
    const asked = `classifier bad(text: string): decimal { host "guard" }
rule r on pay { allow }
rule s on pay { when has args.memo and bad(args.memo) > 0.5, block }
throttle t on look { limit 2 per 1h }
rule u on look { allow }
rule v on look { when bad(agent.id) > 0.5, block }`;
    expect(await fates("threshold", asked)).toEqual([
      "beside 0.5 → 0.6",
      "beside 0.5 → 0.4",
      // Nothing is looked up while no answer is known, so its window never counts.
      "beside 2 → 3",
      "beside 2 → 1",
      "beside 1h → 61m",
      "beside 1h → 59m",
      "beside 0.5 → 0.6",
      "beside 0.5 → 0.4",
    ]);
    const parts = await fates("condition", asked);
    expect(parts).toContain("beside and bad(args.memo) > 0.5 →");
    // Without the rule's condition, what has no memo is blocked, too.
    expect(parts).toContain("survived when has args.memo and bad(args.memo) > 0.5, →");
  });

  it("is not settled by a classifier beside which something else decides", async () => {
    const either = `classifier bad(text: string): decimal { host "guard" }
rule r on pay { when args.n < 5 or bad(agent.id) > 0.5, allow }
rule s on pay { unless args.n < 9 or bad(agent.id) > 0.5, block }`;
    expect(await fates("threshold", either)).toEqual([
      "survived 5 → 6",
      "survived 5 → 4",
      "beside 0.5 → 0.6",
      "beside 0.5 → 0.4",
      "equivalent 9 → 10",
      "equivalent 9 → 8",
      "beside 0.5 → 0.6",
      "equivalent 0.5 → 0.4",
    ]);
  });

  it("counts for nothing where somebody else may lift a kill switch, whatever else asks for people", async () => {
    const switched = `rule r on pay { allow }
group desk = ["ana@corp.example"]
trust instructions { files ["CLAUDE.md"], signers ["ben@corp.example"], else escalate to desk }
killswitch stop { scope all, need 1 of desk }`;
    expect(await fates("quorum", switched)).toContain("beside , need 1 of desk →");
  });

  it("counts for nothing where another rule asks for the same people, of whom none may count twice", async () => {
    const asking = (risk: string, within: string): Promise<readonly string[]> =>
      fates(
        "quorum",
        `group leads = ["ana@x.example"]
group risk = [${risk}]
rule r on pay { allow }
quorum first on pay { need 1 of leads, within 15m, else escalate to leads }
quorum both on pay { need 1 of leads, need 1 of risk, within ${within}, else escalate to leads }`,
      );
    const [beside, survived, other] = [
      "beside need 1 of leads, →",
      "survived need 1 of leads, →",
      "survived need 1 of risk, →",
    ];
    expect(await asking('"ben@x.example"', "15m")).toEqual([beside, other]);
    expect(await asking('"ana@x.example", "ben@x.example"', "15m")).toEqual([survived, other]);
    // Who agreed ten minutes ago meets the first alone.
    expect(await asking('"ben@x.example"', "5m")).toEqual([survived, other]);
  });

  it("counts for nothing where others of the same members let more through a window, and else does", async () => {
    const capped = (others: string): string => `group leads = ["ana@x.example", "ben@x.example"]
group others = [${others}]
rule r on pay { allow }
cap c on pay { limit sum(args.n) <= 5 per 1h, else escalate to leads }`;
    expect(await fates("group", capped('"ben@x.example", "ana@x.example"'))).toEqual([
      "beside leads → others",
    ]);
    expect(await fates("group", capped('"ana@x.example"'))).toEqual(["survived leads → others"]);
  });

  it("is equivalent where more is counted that ends the count, and not of attempts", async () => {
    const since = (asked: string): string => `action try.pin(n: int) { effect read, reversible always }
action try.done(n: int) { effect read, reversible always }
rule r on * { allow }
rule s on try.pin { when count(${asked}, since try.done, within 1h, by agent.id) >= 3, block }`;
    expect(await fates("selector", since("try.pin"))).toContain("equivalent try.pin → try.*");
    const attempts = await mutantsOf(`${HEAD}${since("attempts try.pin")}`, "selector");
    expect(attempts.filter(({ status }) => status === "equivalent")).toEqual([]);
  });

  it("is equivalent where conditions on the name select the same, and not where they select more", async () => {
    const named = (name: string): string => `action mcp.*(...) { effect read, reversible always }
action mcp.fs.*(...) { effect read, reversible always }
rule r on mcp.* { allow }
rule s on mcp.web.* { when action.name ${name}, block }`;
    const widened = async (name: string): Promise<readonly string[]> =>
      (await fates("selector", named(name))).filter((told) => told.includes("mcp.web.*"));
    expect(await widened('like "mcp.web.p*"')).toEqual(["equivalent mcp.web.* → mcp.*"]);
    expect(await widened('in ["mcp.web.put", "mcp.web.post"]')).toEqual(["equivalent mcp.web.* → mcp.*"]);
    expect(await widened('like "mcp.*.p*"')).toEqual(["survived mcp.web.* → mcp.*"]);
    expect(await widened('!= "mcp.web.put"')).toEqual(["survived mcp.web.* → mcp.*"]);
  });

  it("is told by what comes back, which may be anything where nothing is declared", async () => {
    const masked = `${HEAD}rule r on pay { allow }\nredact d on pay { mask result matching [api_key] }`;
    const made = await mutantsOf(masked, "rule");
    const killers = made.flatMap((each) => (each.status === "survived" ? [each.killer?.steps ?? []] : []));
    expect(killers.at(-1)?.slice(-2)).toMatchObject([
      { step: "result", value: { text: "AKIAIOSFODNN7EXAMPLE" } },
      { step: "expect", verdict: "redact" },
    ]);
  });

  it("counts for nothing where a fault asks somebody else, since nobody can agree to it", async () => {
    const faults = `${HEAD.replace("default block", "default block, on_error escalate to leads")}
group leads = ["ana@x.example"]
group others = ["ben@x.example"]
rule r on pay { allow }`;
    expect(toldOf(await mutantsOf(faults, "group"), faults)).toEqual(["beside leads → others"]);
  });

  it("is not proved equivalent where a `let` changes what a condition of on_error means", async () => {
    const header = "default block, on_error allow when is_core(agent.team)";
    const faults = `${HEAD.replace("default block", header)}
let is_core(team: string) = team == "core" or team == "lead"
rule r on pay { allow }`;
    const made = toldOf(await mutantsOf(faults, "connective"), faults);
    expect(made).toEqual(["survived or → and"]);
  });

  it("counts for nothing where a classifier is asked of each member of a list", async () => {
    const each = `classifier bad(text: string): decimal { host "guard" }
action send(to: list<string>) { effect write, reversible always }
rule r on send { allow }
rule s on send { when bad(agent.id) > 0.5 or any t in args.to: bad(t) > 0.5, block }`;
    expect(await fates("negation", each)).toContain(
      "beside bad(agent.id) > 0.5 or any t in args.to: bad(t) > 0.5 → not (bad(agent.id) > 0.5 or any t in args.to: bad(t) > 0.5)",
    );
  });
});
