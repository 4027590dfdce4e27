import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../compiler/types/csv.js";
import { checkFiles, problems, programOf, SHOP } from "../../support/problems.js";

const use = "rule r on files.read { when size(d) > 0, allow }";

function dataOf(type: string, path: string, text: string) {
  return programOf(`${SHOP}data d: ${type} from "${path}"\n${use}`, { [path]: text }).data[0];
}

function complaint(type: string, path: string, text?: string): string {
  const files = text === undefined ? {} : { [path]: text };
  const main = `${SHOP}data d: ${type} from "${path}"\n${use}`;
  const { diagnostics } = checkFiles({ "main.agentpol": main, ...files });
  return diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
}

describe("data", () => {
  it.each<[string, string, string, readonly unknown[]]>([
    ["set<string>", "d.json", '["b", "a", "b", "e\u0301"]', ["b", "a", "\u00e9"]],
    ["list<string>", "d.json", '["b", "a", "b"]', ["b", "a", "b"]],
    ["set<int>", "d.json", "[1, 2.0, 2]", [1, 2]],
    ["list<decimal>", "d.json", '[0.5, "1.2500"]', [5000, 12_500]],
    ["list<percent>", "d.json", "[5, 0.5]", [50_000, 5000]],
    ["list<money(USD)>", "d.json", '[10, { "amount": "0.25", "currency": "USD" }]', [100_000, 2500]],
    ["list<duration>", "d.json", '["PT1M", 500]', [60_000, 500]],
    ["list<bool>", "d.json", "[true, false]", [true, false]],
    ["set<dev | prod>", "d.json", '["prod"]', ["prod"]],
    ["set<path>", "d.txt", "/srv/a\n/srv/b/\n", ["/srv/a", "/srv/b"]],
    ["set<int>", "d.txt", "1\r\n\r\n 2 \r\n", [1, 2]],
    ["list<bool>", "d.csv", "flag\ntrue\nfalse\n", [true, false]],
    ["list<percent>", "d.csv", "share\n0.5\n", [5000]],
    ["list<money(USD)>", "d.csv", "price\n10.50\n", [105_000]],
    ["set<string>", "d.csv", 'name\n"Smith, John"\n"says ""hi"""\n', ["Smith, John", 'says "hi"']],
    [
      "list<{ id: int, name?: string }>",
      "d.csv",
      "name,id\nAnn,1\n,2\n",
      [{ id: 1, name: "Ann" }, { id: 2 }],
    ],
    [
      "list<{ id: int, tags: list<string> }>",
      "d.json",
      '[{ "id": 1, "tags": ["a"] }]',
      [{ id: 1, tags: ["a"] }],
    ],
    ["list<{ id: int, ... }>", "d.json", '[{ "id": 1, "more": true }]', [{ id: 1 }]],
    ["set<string>", "d.json", "\uFEFF[]", []],
  ])("%s from %s %j", (type, path, text, expected) => {
    expect(dataOf(type, path, text)?.values).toEqual(expected);
  });

  it("knows the digest of its file's bytes", () => {
    // The SHA-256 of "abc", from FIPS 180-4.
    const expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(dataOf("set<string>", "d.txt", "abc")?.source).toBe(expected);
  });

  it.each<[string, string, string | undefined, string]>([
    ["set<string>", "d.json", undefined, "AP2003 `d.json` cannot be read: there is no such file"],
    [
      "set<string>",
      "d.yaml",
      "- a",
      "AP2016 `d.yaml` cannot be used here: a data file ends in .json, .csv or .txt",
    ],
    ["set<string>", "d.json", "{}", "AP2017 `d.json` is malformed: it holds no JSON array"],
    ["set<string>", "d.json", '[\n"a" "b"]', "AP2017 `d.json` is malformed: it is not valid JSON (line 2)"],
    ["set<int>", "d.json", '[1, "2"]', 'AP2018 item 2 of `d.json` is no int: it is "2"'],
    ["set<int>", "d.json", "[1, 1.5]", "AP2018 item 2 of `d.json` is no int: it is not an integer"],
    ["set<int>", "d.txt", "1\n\nx", 'AP2018 line 3 of `d.txt` is no int: it is "x"'],
    ["set<path>", "d.txt", "/a/../b", "AP2018 line 1 of `d.txt` is no path: it has a `..` segment"],
    [
      "set<dev | prod>",
      "d.json",
      '["test"]',
      'AP2018 item 1 of `d.json` is no dev | prod: it is "test", none of its members',
    ],
    [
      "list<{ a: int }>",
      "d.json",
      '[{ "a": 1, "b": 2 }]',
      "AP2018 item 1 of `d.json` is no { a: int }: it has `b`, which is not declared",
    ],
    ["list<{ a: int }>", "d.json", "[{}]", "AP2018 item 1 of `d.json` is no { a: int }: it lacks `a`"],
    [
      "list<money(USD)>",
      "d.json",
      '[{ "amount": 1, "currency": "EUR" }]',
      'AP2018 item 1 of `d.json` is no money(USD): it is {"amount":1,"currency":"EUR"}, not an amount of USD',
    ],
    ["set<string>", "d.json", "[null]", "AP2018 item 1 of `d.json` is no string: it is null"],
    [
      "set<string>",
      "d.json",
      '["\\ud800"]',
      "AP2018 item 1 of `d.json` is no string: it has a lone surrogate",
    ],
    [
      "set<string>",
      "d.csv",
      "a,b\n1,2",
      "AP2017 `d.csv` is malformed: it has 2 columns, and `string` takes one",
    ],
    [
      "list<{ a: int, b: int }>",
      "d.csv",
      "a,b\n1",
      "AP2017 `d.csv` is malformed: line 2 has 1 cell, the first row has 2",
    ],
    [
      "set<string>",
      "d.csv",
      "",
      "AP2017 `d.csv` is malformed: it has no row; the first one names the columns",
    ],
    ["list<{ a: int }>", "d.csv", "a,a\n1,2", "AP2017 `d.csv` is malformed: two columns are named `a`"],
    ["set<string>", "d.csv", 'a\n"b', "AP2017 `d.csv` is malformed: line 2 has a quote in the wrong place"],
    ["set<command>", "d.json", "[]", "AP2019 data cannot be `set<command>`"],
    ["{ a: int }", "d.json", "[]", "AP2019 data cannot be `{ a: int }`"],
  ])("%s from %s %j is refused", (type, path, text, expected) => {
    expect(complaint(type, path, text)).toBe(expected);
  });

  it.each([
    ["5m", 300_000],
    ["500ms", 500],
    ["2 * 1h", 7_200_000],
  ])("may be as old as %s", (written, refresh) => {
    const text = `${SHOP}data d: list<int> from "d.json" refresh ${written}\n${use}`;
    expect(programOf(text, { "d.json": "[1]" }).data[0]).toMatchObject({ refresh, values: [1] });
  });

  it("is never refreshed where its declaration does not say so", () => {
    expect(dataOf("list<int>", "d.json", "[1]")).not.toHaveProperty("refresh");
  });

  it.each([
    ["0s", "AP2085 «0s»"],
    ["-5m", "AP2085 «-5m»"],
    ["5", "AP2056 «5»"],
    ["size(d) * 1m", "AP2084 «size(d) * 1m»"],
  ])("cannot be as old as %s", (written, expected) => {
    const main = `${SHOP}data d: list<int> from "d.json" refresh ${written}\n${use}`;
    const outcome = checkFiles({ "main.agentpol": main, "d.json": "[1]" });
    expect(problems(outcome)).toEqual([expected]);
  });

  it("that is refreshed must fit when the policy is compiled, too", () => {
    const main = `${SHOP}data d: list<int> from "d.json" refresh 5m\n${use}`;
    expect(problems(checkFiles({ "main.agentpol": main, "d.json": '["x"]' }))).toEqual(['AP2018 «"d.json"»']);
  });

  it("with a mistake draws no second message at its uses", () => {
    const main = `${SHOP}data d: set<string> from "d.json"\nrule r on payments.send { when args.to in d and size(d) > 2, allow }`;
    expect(checkFiles({ "main.agentpol": main }).diagnostics).toHaveLength(1);
  });
});

describe("CSV", () => {
  it("gives back what was written by RFC 4180", () => {
    const table = fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 4 }), {
      maxLength: 6,
    });
    const quoted = (cell: string): string =>
      /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), (rows, end) => {
        const text = rows.map((row) => row.map(quoted).join(",")).join(end);
        const parsed = parseCsv(text);
        expect("reason" in parsed ? parsed : parsed.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it("ends on any text, in linear time", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a") }), (text) => {
        parseCsv(text);
      }),
    );
    const started = performance.now();
    parseCsv('"'.repeat(2_000_000));
    parseCsv(",".repeat(500_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
