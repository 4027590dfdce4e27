// The benchmark's policies compile, and who decides by them without a package of its own says the same: what is measured is
// the same work.

import { beforeAll, describe, expect, it } from "vitest";
import { functionByHand } from "../../bench/by-hand/function.js";
import { indexByHand } from "../../bench/by-hand/indexed.js";
import { agentpolTable, policyText } from "../../bench/contenders/agentpol.js";
import { familyOf, KINDS, requestsFor, type FamilyOptions } from "../../bench/families/family.js";
import { verdictOf, type Family } from "../../bench/families/rules.js";
import { compile } from "../../compiler/compile.js";
import { Interpreter } from "../../compiler/interpret/interpret.js";
import { ready } from "../../runtime/facts/ready.js";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const REQUESTS = 120;

beforeAll(ready);

/** The reference interpreter over the family's text. */
function interpreterOn(family: Family): Interpreter {
  const text = policyText(family);
  const { program, diagnostics } = compile("bench.agentpol", { read: () => ({ ok: true, text }) });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return new Interpreter(program!);
}

describe.each(KINDS.flatMap((kind) => [10, 300].map((rules): FamilyOptions => ({ kind, rules, seed: 5 }))))(
  "a policy of the benchmark: $kind, $rules rules",
  (options) => {
    const family = familyOf(options);
    const requests = requestsFor(family, REQUESTS, options.seed);
    const expected = requests.map((request) => verdictOf(family, request));

    it("comes to both verdicts", () => {
      expect(new Set(expected)).toEqual(new Set(["allow", "block"]));
    });

    it("means to the interpreter what its rules say", () => {
      const interpreter = interpreterOn(family);
      expect(requests.map((request) => interpreter.attempt(request, NOW).verdict)).toEqual(expected);
    });

    it.each([agentpolTable, functionByHand, indexByHand])("means the same to: $name", async (contender) => {
      const text = contender.write(family);
      const loaded = await contender.load(contender.compile?.(text) ?? text);
      expect(requests.map((request) => loaded.decide(loaded.form(request)))).toEqual(expected);
    });
  },
);

describe("the index by hand", () => {
  it("says of paths and numbers beyond those of the families what the rules say", () => {
    const family = familyOf({ kind: "adversarial", rules: 200, seed: 3 });
    const loaded = indexByHand.load(indexByHand.write(family));
    const [first] = requestsFor(family, 1, 3);
    const { action, ...others } = first!;
    const files = [
      "/",
      "/srv",
      "/srv/d1",
      "/srv/d1/p1",
      "/srv/d1/p1/n1.md",
      "/srv/d99/p1/n",
      "/etc/d1/p1/n1.txt",
    ];
    for (const file of files)
      for (const amount of [-1, 0, 90_000, 10 ** 9]) {
        const request = {
          ...others,
          action: { ...action, args: { ...action.args, file, amount, region: "?" } },
        };
        expect(("decide" in loaded ? loaded : undefined)?.decide(request), file).toBe(
          verdictOf(family, request),
        );
      }
  });
});

describe("code written by hand", () => {
  it.each([functionByHand, indexByHand])("blocks what is no request: $name", async (contender) => {
    const family = familyOf({ kind: "adversarial", rules: 40, seed: 5 });
    const loaded = await contender.load(contender.write(family));
    const requests = requestsFor(family, REQUESTS, 5);
    const permitted = requests.find((request) => verdictOf(family, request) === "allow")!;
    expect(loaded.decide(permitted)).toBe("allow");
    const { action, agent, ...others } = permitted;
    const spoilt = (args: object): unknown => ({
      ...others,
      agent,
      action: { ...action, args: { ...action.args, ...args } },
    });
    for (const request of [
      ...[{ ...others, action }, { ...permitted, agent: { ...agent, role: "boss" } }, null],
      ...[{ amount: "1" }, { amount: 0.5 }, { file: "srv" }, { file: "/srv/../x" }, { region: 1 }].map(
        spoilt,
      ),
    ])
      expect(loaded.decide(request), JSON.stringify(request)).toBe("block");
  });
});
