// TAP: a parser of TAP reads back what was reported, whatever the cases say.

import fc from "fast-check";
import { Parser, type Result } from "tap-parser";
import { describe, expect, it } from "vitest";
import { tap } from "../../../cli/report/tap.js";
import type { TestRun } from "../../../cli/testing/result.js";
import { anyText, EVERY_OUTCOME, ran, saying } from "../../support/ran.js";

interface Read {
  readonly points: readonly Result[];
  /** Lines that are no TAP, and what is against its rules. */
  readonly wrong: readonly unknown[];
  readonly counts: unknown;
}

/** In the parser's strict mode whatever is no TAP fails. */
function read(run: TestRun): Read {
  const points: Result[] = [];
  const wrong: unknown[] = [];
  const parser = new Parser({ strict: true });
  parser.on("assert", (point: Result) => points.push(point));
  for (const event of ["extra", "comment", "child", "bailout"]) parser.on(event, (it) => wrong.push(it));
  parser.end(tap(run));
  const { count = 0, pass, fail, skip, todo, failures = [] } = parser.results ?? {};
  wrong.push(...failures.filter(({ tapError }) => tapError !== null));
  return { points, wrong, counts: { count, pass, fail, skip, todo } };
}

describe("TAP", () => {
  it("tells each case, and errors of files, with what is wrong", async () => {
    const { points, wrong, counts } = read(await ran(EVERY_OUTCOME));
    expect(wrong).toEqual([]);
    expect(counts).toMatchObject({ count: 4, pass: 1, fail: 3 });
    expect(points.map(({ ok, name }) => [ok, name.replace(/^.*\//, "")])).toEqual([
      [true, "p.agentpol: nine"],
      [false, "p.agentpol: ten"],
      [false, "broken.agentpol: compiles"],
      [false, "p.cases.yaml: nobody asked"],
    ]);
    expect(points.map(({ diag }) => diag as unknown)).toEqual([
      null,
      expect.objectContaining({ message: "expected allow, got block by default" }),
      expect.objectContaining({ message: expect.stringMatching(/^AP\d{4}: /) as string }),
      expect.objectContaining({ message: "there is no attempt to approve" }),
    ]);
  });

  it("is read where nothing was run", () => {
    expect(read({ suites: [], stopped: false })).toMatchObject({ points: [], wrong: [] });
  });

  it.each(["a # skip b", "# TODO", "\\#", "x\\", "a: {b}", "time=5ms"])("keeps the name %j", async (name) => {
    const { points } = read(saying(name, await ran(EVERY_OUTCOME)));
    expect(points.filter((point) => point.name === `${name}: ${name}`)).toHaveLength(3);
  });

  it("is read whatever files and cases are called", async () => {
    const run = await ran(EVERY_OUTCOME);
    const hostile = [
      "# skip",
      "a # TODO b",
      "\\#",
      "x\\",
      "1..9\nok 7",
      "\n  ...\nBail out!",
      "{",
      " time=5ms",
    ];
    const texts = fc.sample(anyText, 200);
    for (const text of [...hostile, ...texts]) {
      const { points, wrong, counts } = read(saying(text, run));
      expect(wrong, JSON.stringify(text)).toEqual([]);
      expect(counts).toMatchObject({ count: 4, pass: 1, fail: 3 });
      const told = points.filter(({ diag }) => (diag as { readonly at?: string } | null)?.at === text);
      expect(told.length, JSON.stringify(text)).toBe(2);
    }
  });
});
