// Whatever the text, compiling it ends with diagnostics at places inside it, and never with an exception.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../compiler/compile.js";
import { mutated, random } from "../support/mutations.js";
import { SHOP, reading, type Files } from "../support/problems.js";
import { SEED } from "../support/seed.js";

const FOLDER = new URL("../../fixtures/policies/", import.meta.url);
const data: Files = Object.fromEntries(
  ["approved-counterparties.json", "orders.sql"].map((name) => [
    name,
    readFileSync(new URL(name, FOLDER), "utf8"),
  ]),
);

function checkCompiled(text: string): void {
  const { diagnostics, table } = compile("main.agentpol", {
    read: reading({ ...data, "main.agentpol": text }),
  });
  for (const { span, related } of diagnostics) {
    for (const place of [span, ...related.map((each) => each.span)]) {
      expect(place.file).toBe("main.agentpol");
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(text.length);
    }
  }
  expect(table !== undefined).toBe(diagnostics.every(({ severity }) => severity === "warning"));
}

describe("compiling", () => {
  it("survives mutated policies", () => {
    const next = random(SEED);
    for (let done = 0; done < 300; done++) {
      const text = mutated(next);
      try {
        checkCompiled(text);
      } catch (error) {
        throw new Error(`In this text:\n${text}`, { cause: error });
      }
    }
  });

  it.each<[string, string]>([
    [
      "aliases in a long chain",
      Array.from({ length: 20_000 }, (_, at) => `type T${at} = T${at + 1}`).join("\n"),
    ],
    [
      "sandboxes in a long chain",
      Array.from({ length: 20_000 }, (_, at) => `sandbox b${at} { extends b${at + 1} }`).join("\n"),
    ],
    [
      "lets in a long chain",
      `${Array.from({ length: 20_000 }, (_, at) => `let l${at} = l${at + 1}`).join("\n")}\nrule r on * { when l0, block }`,
    ],
    ["a group of many needs", `quorum q on files.read { ${"need 1 of owners ".repeat(5000)} else block }`],
    [
      "a selector of many patterns",
      `rule r on ${Array.from({ length: 20_000 }, () => "f*s.*d").join(", ")} { block }`,
    ],
    ["one name many times", "rule r on files.read { block }\n".repeat(20_000)],
    [
      "a test of many steps",
      `test "t" { action files.read(path: "/x") ${"expect escalate ".repeat(20_000)} }`,
    ],
  ])("ends quickly on %s", (_, text) => {
    const started = performance.now();
    compile("main.agentpol", { read: reading({ "main.agentpol": SHOP + text }) });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
