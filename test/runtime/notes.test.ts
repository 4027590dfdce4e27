// Notes: listed in the decision, and nothing else.

import { describe, expect, it } from "vitest";
import { payment, running, shell } from "../support/running.js";

const MAY = "rule may on * { allow }\n";

describe("note", () => {
  it("is listed with rule, code, text and origin, in declaration order, and contributes nothing", async () => {
    const { runtime } = await running(
      `${MAY}rule one on payments.send { note "seen" }\nrule two on * { note "and again", code "N-2" }`,
    );
    const decision = await runtime.attempt(payment());
    expect(decision).toMatchObject({ verdict: "allow", matched: [{ rule: "shop.may" }] });
    expect(decision.matched).toHaveLength(1);
    expect(decision.notes).toEqual([
      { rule: "shop.one", code: "shop.one", text: "seen", origin: "shop.agentpol:10:1" },
      { rule: "shop.two", code: "N-2", text: "and again", origin: "shop.agentpol:11:1" },
    ]);
    expect(decision).not.toHaveProperty("shadow");
  });

  it("neither permits nor keeps the default out, and is listed whatever the verdict is", async () => {
    const { runtime } = await running('rule told on payments.send { note "seen", notify "ops" }');
    const decision = await runtime.attempt(payment());
    expect(decision).toMatchObject({ verdict: "block", rule: "default", notes: [{ text: "seen" }] });
    expect(decision.obligations.notify).toEqual(["ops"]);
  });

  it("stands only where its guard holds or is unknown", async () => {
    const { runtime } = await running(
      `${MAY}rule told on shell.exec { when args.command runs ["rm"], note "may remove" }`,
    );
    const notes = async (command: string): Promise<unknown> => (await runtime.attempt(shell(command))).notes;
    expect(await notes("rm x")).toHaveLength(1);
    expect(await notes("$X x")).toHaveLength(1);
    expect(await notes("ls")).toBeUndefined();
  });

  it("of a shadow rule stands among what shadow rules would have made of it, and tells nobody", async () => {
    const { runtime } = await running(
      `${MAY}rule a on payments.send { note "on trial", mode shadow, notify "ops" }\nrule b on payments.send { note "for good" }`,
    );
    const { notes, shadow, obligations } = await runtime.attempt(payment());
    expect(notes?.map(({ text }) => text)).toEqual(["for good"]);
    expect(shadow).toMatchObject({ verdict: "allow", notes: [{ text: "on trial" }, { text: "for good" }] });
    expect(obligations.notify).toEqual([]);
  });

  it("is not there where no rule was asked", async () => {
    const { runtime } = await running('rule told on payments.send { note "seen" }');
    expect(await runtime.attempt(payment({ amount: "much" }))).not.toHaveProperty("notes");
  });

  it("is explained as a rule of its own", async () => {
    const { runtime } = await running('rule told on payments.send { when args.to == "Acme", note "seen" }');
    const { rules } = await runtime.explain(payment());
    expect(rules).toMatchObject([
      { rule: "shop.told", verdict: "note", status: "matched", conditions: [{ value: true }] },
    ]);
  });
});
