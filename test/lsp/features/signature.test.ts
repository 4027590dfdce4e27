// What a call takes, and at which parameter the place is.

import { describe, expect, it } from "vitest";
import { signatureAt } from "../../../lsp/features/signature/signature.js";
import { scene, viewAt } from "../../support/scene.js";

const base = `policy p { }
agent { id: string }
/// Is it much?
let risky(amount: money(USD), times: int) = amount > 5 USD and times > 1
/// Asks a model.
classifier injection(text: string): decimal { host "g" }
/// Sends money.
action payments.send(to: string, amount: money(USD), memo?: string)
`;

function at(text: string) {
  const found = scene(base + text);
  const signature = signatureAt(viewAt(found), found.offset);
  const active = signature?.parameters[signature.active];
  return signature && { ...signature, shown: active && signature.label.slice(active.start, active.end) };
}

describe("the signature of", () => {
  it.each([
    ["a let", "when risky(<|>", "risky(amount: money(USD), times: int)", "amount: money(USD)"],
    [
      "its second parameter",
      "when risky(size([1, 2]), <|>",
      "risky(amount: money(USD), times: int)",
      "times: int",
    ],
    ["a classifier", "when injection(<|>) > 0.5", "injection(text: string): decimal", "text: string"],
    ["a function", 'when hour(now, "<|>")', "hour(t, zone): int", "zone"],
    ["the innermost call", "when risky(lower(<|>", "lower(s): string", "s"],
    ["history", "when count(<|>", "count(SEL where E, since SEL, within D, by KEYS): int", "SEL where E"],
    [
      "how far back",
      "when count(payments.send, within <|>",
      "count(SEL where E, since SEL, within D, by KEYS): int",
      "within D",
    ],
    [
      "what joins",
      'when formerly(payments.send where args.to == "x", by <|>',
      "formerly(SEL where E, since SEL, within D, by KEYS): bool",
      "by KEYS",
    ],
    [
      "a sum's attribute",
      "when sum(<|>",
      "sum(ATTR, SEL where E, since SEL, within D, by KEYS): the attribute's type",
      "ATTR",
    ],
    [
      "a sum's actions",
      "when sum(args.amount, <|>",
      "sum(ATTR, SEL where E, since SEL, within D, by KEYS): the attribute's type",
      "SEL where E",
    ],
  ])("%s", (_, text, label, shown) => {
    expect(at(`rule r on payments.send {\n  ${text}\n}`)).toMatchObject({ label, shown });
  });

  it("tells what the declaration says", () => {
    expect(at("rule r on payments.send { when risky(<|> }")?.doc).toBe("Is it much?");
    expect(at("rule r on payments.send { when injection(<|> }")?.doc).toBe("Asks a model.");
    expect(at("rule r on payments.send { when size(<|> }")?.doc).toContain("number of items");
  });
});

describe("an action in a test", () => {
  const label = "payments.send(to: string, amount: money(USD), memo?: string)";
  it.each([
    ["first of all", "action payments.send(<|>)", "to: string"],
    ["by its name", "action payments.send(amount: <|>", "amount: money(USD)"],
    ["the next that is missing", 'action payments.send(amount: 5 USD, to: "x", <|>)', "memo?: string"],
  ])("%s", (_, text, shown) => {
    expect(at(`test "t" {\n  ${text}\n}`)).toMatchObject({ label, shown, doc: "Sends money." });
  });
});

describe("there is none", () => {
  it.each([
    ["outside of calls", "rule r on payments.send { when <|> }"],
    ["behind a call", "rule r on payments.send { when risky(5 USD, 1) <|> }"],
    ["in a declaration's parameters", "let f(<|>"],
    ["in an action's", "action a(<|>"],
    ["of a group of operands", "rule r on payments.send { when (<|> }"],
    ["in a comment", "rule r on payments.send { when risky( // <|>\n }"],
    ["of an unknown function", "rule r on payments.send { when nobody(<|> }"],
  ])("%s", (_, text) => {
    expect(at(text)).toBeUndefined();
  });
});
