// Guards: each clause is read under what the clauses before it prove.

import { describe, expect, it } from "vitest";
import { DECLARATIONS } from "./declarations.js";
import { checkAll, formsOf, guardIn, markedBy, worldOf } from "./harness.js";

const found = (
  clauses: string,
  header = "rule r on payments.send",
  end = "block",
): readonly (readonly string[])[] => {
  const world = checkAll(`${DECLARATIONS}${header} {\n${clauses}\n${end} }`);
  return world.diagnostics.map((each) => [each.code, markedBy(world, each)]);
};

describe("clauses in order", () => {
  it("are read under the earlier `when`s", () => {
    expect(found('when has context.ticket\n when context.ticket == "x"')).toEqual([]);
    expect(found('when has context.ticket\n unless context.ticket == "x"')).toEqual([]);
    expect(found('when context.ticket == "x"\n when has context.ticket')).toEqual([
      ["AP2059", "context.ticket"],
    ]);
  });

  it("an `unless` proves what holds when it is false", () => {
    expect(found('unless not has context.ticket\n when context.ticket == "x"')).toEqual([]);
    expect(found('unless has context.ticket\n when context.ticket == "x"')).toEqual([
      ["AP2059", "context.ticket"],
    ]);
    expect(found('unless context.risky or not has context.ticket\n when context.ticket == "x"')).toEqual([]);
  });

  it("one attribute is reported once", () => {
    expect(found('when context.ticket == "x"\n when context.ticket != "y"')).toEqual([
      ["AP2059", "context.ticket"],
    ]);
  });

  it("all of them are conditions", () => {
    expect(found("when args.count\n unless args.amount")).toEqual([
      ["AP2050", "args.count"],
      ["AP2050", "args.amount"],
    ]);
  });

  it("tell what is present where they hold", () => {
    const world = worldOf(
      `${DECLARATIONS}rule r on payments.send { when has args.memo and has impact.cost, unless not has context.user.mail, block }`,
    );
    const rule = formsOf(world).find(({ form }) => form === "rule")!;
    const { present, when, unless } = guardIn(world, rule);
    expect([...present].sort()).toEqual(["args.memo", "context.user", "context.user.mail", "impact.cost"]);
    expect([when.length, unless.length]).toEqual([1, 1]);
  });
});

describe("places", () => {
  const claim = "assert a on payments.send";
  const end = "expect at least block";

  it("`approved` speaks of rules that ask for approval, in asserts", () => {
    expect(found("when approved(large) and not approved(p.large)", claim, end)).toEqual([]);
    expect(found("when approved(lagre)", claim, end)).toEqual([["AP2001", "lagre"]]);
    expect(found("when approved(large, large)", claim, end)).toEqual([["AP2065", "approved(large, large)"]]);
    expect(found("when approved(large)")).toEqual([["AP2081", "approved"]]);
    expect(found("when formerly(payments.send where approved(large))", claim, end)).toEqual([
      ["AP2081", "approved"],
    ]);
  });

  it("a let with `approved` is checked for each place", () => {
    const world = checkAll(
      `${DECLARATIONS}let ok = approved(large)\n${claim} { when ok, ${end} }\nrule r on payments.send { when ok, block }`,
    );
    expect(world.diagnostics.map((each) => [each.code, markedBy(world, each)])).toEqual([
      ["AP2081", "approved"],
    ]);
  });

  it("`outcome` is known where a grant is revoked", () => {
    const world = worldOf(
      `${DECLARATIONS}rule r on shell.exec { when outcome == failed and has args.cwd, block }`,
    );
    guardIn(
      world,
      formsOf(world).find(({ form }) => form === "rule")!,
      "revoke",
    );
    expect(world.diagnostics).toEqual([]);
  });
});

describe("members and other names", () => {
  it("a member wins over a let, zone or data set of its name, with a warning", () => {
    const text = `${DECLARATIONS}let prod = context.risky\nrule r on payments.send { when context.env == prod and prod, block }`;
    const world = checkAll(text);
    expect(world.diagnostics.map((each) => [each.code, each.severity, markedBy(world, each)])).toEqual([
      ["AP2073", "warning", "prod"],
    ]);
    const [hidden] = world.diagnostics[0]?.related ?? [];
    expect(hidden && world.text.slice(hidden.span.start, hidden.span.end)).toBe("prod");
  });

  it("a variable wins over a member", () => {
    expect(found("when any clerk in context.roles: clerk == lead")).toEqual([]);
  });

  it("a member may be called like a section, `now` or `result`", () => {
    const text = `context { kind: agent | result | now }\naction x.y() { effect read }\nrule r on x.y { when context.kind in [agent, result, now], block }`;
    expect(checkAll(text).diagnostics).toEqual([]);
  });

  it("the zone of a comparison with zones needs no warning", () => {
    expect(found("when agent.zone == staging")).toEqual([]);
    expect(found("when context.env == staging")).toEqual([["AP2073", "staging"]]);
  });

  it("uses of a refused declaration are silent", () => {
    const text = `${DECLARATIONS}classifier guess(text: string): decimal { host "g" }\nrule r on payments.send { when guess(agent.id) > 0.5, block }`;
    expect(checkAll(text).diagnostics).toEqual([]);
  });

  it("a selector that picks nothing leaves `args` silent", () => {
    expect(found("when args.nothing == 5", "rule r on nothing.here").map(([code]) => code)).toEqual([
      "AP2011",
    ]);
  });
});
