// Warnings that are proofs: none where a policy only comes near, and an end where the time runs out.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { catalog } from "../../../compiler/diagnostics/catalog.js";
import { proofWarnings } from "../../../compiler/verify/warnings.js";
import { reading } from "../../support/problems.js";

const FOLDER = "fixtures/near-misses";

function compiled(text: string) {
  const { program, table, diagnostics } = compile("p.agentpol", { read: reading({ "p.agentpol": text }) });
  if (program === undefined || table === undefined)
    throw new Error(diagnostics.map(({ message }) => message).join());
  return { program, table, diagnostics };
}

describe("what comes near a warning that is a proof", () => {
  it("is there for each of them", () => {
    const codes = Object.keys(catalog).filter((code) => code.startsWith("AP308"));
    expect(readdirSync(FOLDER).sort()).toEqual(codes.map((code) => `${code}.agentpol`).sort());
  });

  it.each(readdirSync(FOLDER))("%s draws none", (file) => {
    const { program, table, diagnostics } = compiled(readFileSync(`${FOLDER}/${file}`, "utf8"));
    expect([...diagnostics, ...proofWarnings(program, table).diagnostics]).toEqual([]);
  });
});

it("where the time runs out, the actions that are left are named", () => {
  const { program, table } = compiled(readFileSync("fixtures/diagnostics/AP3083.agentpol", "utf8"));
  let rounds = 0;
  const { diagnostics, left } = proofWarnings(program, table, () => (rounds += 1) <= 1);
  expect({ diagnostics, left }).toEqual({ diagnostics: [], left: ["files.wipe"] });
});

describe("of policies made to take long", () => {
  const many = (count: number, rule: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => `rule r${String(i)} on t.go { ${rule(i)} }`).join("\n");
  const verdict = (i: number): string => (i % 2 === 0 ? "allow" : "block");
  const range = (i: number): string =>
    `${String((i * 7919) % 100_000)}..${String(((i * 7919) % 100_000) + 9_000 + 13 * i)}`;
  const texts = {
    globs: many(
      300,
      (i) => `when args.file like "/srv/**/k${String(i)}/**/*${String(i % 7)}.json"\n ${verdict(i)}`,
    ),
    "globs and constants": many(
      1_500,
      (i) => `when args.file like "/**/a${String(i)}*" or args.file == "/a/b${String(i)}"\n ${verdict(i)}`,
    ),
    ranges: many(1_000, (i) => `when args.n in ${range(i)} and args.m in ${range(i + 37)}\n ${verdict(i)}`),
    hosts: many(
      1_000,
      (i) => `when host(args.to) like "*x${String(i)}.*.a${String(i % 20)}.example"\n ${verdict(i)}`,
    ),
    "a long guard": `rule r on t.go { when ${Array.from({ length: 20 }, (_, i) => `(args.n > ${String(i)} or args.m == ${String(i)} or args.s == "v${String(i)}")`).join(" and ")}\n allow }`,
  };
  const header = `policy p { version "1" default block }
agent { id: string }
action t.go(file: path, n: int, m: int, s: string, to: url) { effect write, reversible always }
`;

  it.each(Object.entries(texts))("%s: proofs end soon after their time", (_, rules) => {
    const { program, table } = compiled(header + rules);
    let late = 0;
    const start = performance.now();
    const used = (): number => performance.now() - start;
    const { left } = proofWarnings(program, table, () => {
      if (used() < 300) return true;
      late += 1;
      return false;
    });
    // Seconds would do; the machine may be busy.
    expect(used()).toBeLessThan(10_000);
    expect(left).toEqual(late > 0 ? ["t.go"] : []);
  });
});
