// `agentpol test --update`: what is written passes, and nothing else in the file changes.

import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { placesInCases, placesInPolicy, type Place } from "../../../compiler/cases/expectations.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { discover } from "../../../cli/files.js";
import { PLAIN } from "../../../cli/style.js";
import { collect, isCases, type Suite } from "../../../cli/testing/suites.js";
import { update } from "../../../cli/testing/update.js";
import { cli, ROOT, type CliResult } from "../../support/cli.js";

const folder = mkdtempSync(join(tmpdir(), "agentpol-update-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (file: string): string => join(folder, file);
const write = (file: string, text: string): void => {
  writeFileSync(at(file), text);
};
const read = (file: string): string => readFileSync(at(file), "utf8");
const run = (...args: readonly string[]): CliResult => cli(["test", ...args], { cwd: folder });

const POLICY = `policy p { default block }
agent { id: string }
action pay(amount: int) { effect write, reversible never }
rule small on pay { when args.amount < 10, allow }
throttle often on pay { limit 2 per 1h by agent.id, code "T-1" }
`;

const BLOCK = `test "t" {
  agent  { id: "a" }
  action pay(amount: 5)
  expect  block   by default // once
  expect allow by p.small
  expect allow code "C" // what a \`throttle\` says
}
`;

describe("--update", () => {
  it("shows what differs, writes it, and runs the cases again", () => {
    write("p.agentpol", POLICY + BLOCK);
    const { stdout, code } = run("p.agentpol", "--update");
    expect(stdout).toBe(`t p.agentpol:9:3
  - expect block by default
  + expect allow by p.small

t p.agentpol:11:3
  - expect allow code "C"
  + expect throttle code "T-1"

✓ p.agentpol 1 case

1 passed, 0 failed (3 decisions)
`);
    expect(code).toBe(0);
    expect(read("p.agentpol")).toBe(
      POLICY +
        BLOCK.replace("block   by default", "allow   by small").replace(
          'allow code "C"',
          'throttle code "T-1"',
        ),
    );
  });

  it("keeps comments, layout and quotes of YAML, wherever the words of an expectation stand", () => {
    write("p.agentpol", POLICY);
    const text = (one: string, two: string, three: string, four: string): string =>
      `# head\r\npolicy: p.agentpol\r\ncases:\r\n- {name: x, agent: {id: a}, action: {name: pay, args: {amount: 5}}, expect:   ${one}} # x\r\n\r\n- name:   "y"\r\n  agent: &who { id: a }\r\n  action: { name: pay, args: { amount: 50 } }\r\n  expect:\r\n    # why\r\n    verdict:  ${two}\r\n    by: ${three} # who\r\n  steps:\r\n  - agent: *who\r\n  - action: { name: pay, args: { amount: 1 } }\r\n  - { by: ${four}, times: 2 }\r\n`;
    write("p.cases.yaml", text("block", '"allow"', "small", "default, expect: redact"));
    expect(run("p.cases.yaml", "--update").code).toBe(0);
    expect(read("p.cases.yaml")).toBe(text("allow", "block", "default", "small, expect: allow"));
  });

  it("leaves alone what one text cannot say, and fails", () => {
    write("p.agentpol", POLICY);
    const text = (verdict: string): string =>
      `policy: p.agentpol\ncases:\n  - name: m\n    agent: { id: a }\n    matrix: { args.amount: [5, 50] }\n    action: { name: pay }\n    expect: redact\n  - name: n\n    agent: { id: a }\n    action: { name: pay, args: { amount: 5 } }\n    steps:\n      - { expect: ${verdict} }\n      - { expect: block, times: 3 }\n      - { outcome: ok }\n  - name: o\n    steps:\n      - { approve: ana }\n`;
    write("p.cases.yaml", text("block"));
    const { stdout, code } = run("p.cases.yaml", "--update", "--filter", "m [args.amount=5]");
    expect(stdout).toContain(
      "stays: it is one expectation of cases that are decided differently: m [args.amount=5] and m [args.amount=50]",
    );
    expect(code).toBe(1);
    expect(read("p.cases.yaml")).toBe(text("block"));
    const all = run("p.cases.yaml", "--update");
    expect(all.code).toBe(1);
    expect(all.stdout).toContain(
      "stays: attempts 1 to 1 of 3 are decided otherwise than attempt 2: expect them apart",
    );
    expect(all.stdout).toContain("stays: there is no attempt to approve");
    expect(read("p.cases.yaml")).toBe(text("allow"));
  });

  it("writes only what is selected", () => {
    write("p.agentpol", POLICY + BLOCK + BLOCK.replace('"t"', '"second"'));
    run("p.agentpol", "--update", "--filter", "second");
    expect(read("p.agentpol").indexOf("block   by")).toBe((POLICY + BLOCK).indexOf("block   by"));
    expect(read("p.agentpol").match(/block {3}by/g)).toHaveLength(1);
  });

  it("keeps links and modes, and shows differences beside JSON", () => {
    write("real.agentpol", POLICY + BLOCK);
    chmodSync(at("real.agentpol"), 0o640);
    symlinkSync("real.agentpol", at("link.agentpol"));
    const { stdout, stderr } = run("link.agentpol", "--update", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ passed: 1, failed: 0 });
    expect(stderr).toContain("+ expect allow by p.small");
    expect(lstatSync(at("link.agentpol")).isSymbolicLink()).toBe(true);
    expect(statSync(at("real.agentpol")).mode & 0o777).toBe(0o640);
    expect(read("real.agentpol")).toContain("allow   by small");
  });

  it.each([
    ["is gone", (path: string) => rmSync(path), "cannot write"],
    ["changed", (path: string) => writeFileSync(path, POLICY), "has changed while its cases ran"],
    [
      "has no room beside it",
      (path: string) => mkdirSync(`${path}.${String(process.pid)}.new`),
      "cannot write",
    ],
  ])("writes none where one of the files %s", async (_, spoil, problem) => {
    const inner = mkdtempSync(join(folder, "none-"));
    const paths = ["a.agentpol", "b.agentpol", "c.agentpol"].map((name) => join(inner, name));
    for (const path of paths) writeFileSync(path, POLICY + BLOCK);
    const suites = await collect(paths);
    spoil(join(inner, "b.agentpol"));
    const before = readdirSync(inner);
    await expect(update(suites, {}, { write: () => undefined, style: PLAIN })).rejects.toThrow(problem);
    expect(readdirSync(inner)).toEqual(before);
    for (const name of ["a.agentpol", "c.agentpol"])
      expect(readFileSync(join(inner, name), "utf8")).toBe(POLICY + BLOCK);
  });

  it("does not take standard input", () => {
    const { code, stderr } = cli(["test", "-", "--update"], { cwd: folder, input: POLICY });
    expect(code).toBe(2);
    expect(stderr).toContain("--update cannot rewrite standard input");
  });
});

describe("of the policies here", () => {
  const copy = mkdtempSync(join(tmpdir(), "agentpol-update-all-"));
  cpSync(join(ROOT, "fixtures/policies"), copy, { recursive: true });
  afterAll(() => {
    rmSync(copy, { recursive: true });
  });
  const files = discover([copy], [".agentpol", ".cases.yaml"]);

  const placesIn = ({ path, entry, sources, table }: Suite): ReadonlyMap<string, Place> => {
    const source = sources.get(entry);
    const find = isCases(path) ? placesInCases : placesInPolicy;
    return source && table ? find(source, table.policy.name) : new Map<string, Place>();
  };

  it("every expectation has its place", async () => {
    for (const suite of await collect(files)) {
      const places = placesIn(suite);
      const steps = suite.cases.flatMap((each) => each.steps).filter(({ step }) => step === "expect");
      expect(steps.filter(({ origin }) => !places.has(origin))).toEqual([]);
    }
  });

  it("whatever verdicts are falsified, the files become what they were", { timeout: 60_000 }, async () => {
    const files = discover([join(copy, "primitives")], [".agentpol", ".cases.yaml"]);
    const before = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
    const suites = await collect(files);
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.constantFrom<string>(...VERDICTS)),
        fc.infiniteStream(fc.boolean()),
        async (words, picks) => {
          for (const suite of suites) {
            const places = Array.from(placesIn(suite).values())
              .filter(() => picks.next().value)
              .sort((a, b) => b.verdict.start - a.verdict.start);
            const text = places.reduce(
              (all, { verdict }) =>
                [all.slice(0, verdict.start), String(words.next().value), all.slice(verdict.end)].join(""),
              suite.sources.get(suite.entry)?.text ?? "",
            );
            writeFileSync(suite.path, text);
          }
          await update(await collect(files), {}, { write: () => undefined, style: PLAIN });
          for (const [file, text] of before) expect(readFileSync(file, "utf8")).toBe(text);
        },
      ),
      { numRuns: 2 },
    );
  });
});
