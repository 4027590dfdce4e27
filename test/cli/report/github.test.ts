// Annotations on GitHub: read back as the runner reads a line, they say what was said.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { github, testGithub } from "../../../cli/report/github.js";
import type { PlainDiagnostic } from "../../../cli/report/plain.js";
import { anyText, EVERY_OUTCOME, ran, saying } from "../../support/ran.js";

interface Annotation {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Source: actions/runner, `ActionCommand.TryParseV2`, which ends a line at CR as well. */
function read(report: string): readonly Annotation[] {
  return report
    .split(/\r\n|\r|\n/u)
    .slice(0, -1)
    .map((line) => {
      const { kind = "", list = "", text = "" } = COMMAND.exec(line)?.groups ?? {};
      const properties = list.split(",").map((each) => {
        const [name = "", ...value] = each.split("=");
        return [name, unescaped(value.join("="))] as const;
      });
      return { kind, properties: Object.fromEntries(properties), text: unescaped(text) };
    });
}

const COMMAND = /^::(?<kind>\w+) (?<list>.*?)::(?<text>.*)$/su;

const MEANT: Readonly<Record<string, string>> = {
  ...{ "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" },
};

function unescaped(text: string): string {
  return text.replace(/%(?:0D|0A|3A|2C|25)/gu, (each) => MEANT[each] ?? each);
}

describe("annotations on GitHub", () => {
  it("escape what ends a line, a property or a text", async () => {
    const [first = ""] = testGithub(saying("50%, a:b\r\n::error::x", await ran(EVERY_OUTCOME))).split("\n");
    expect(first).toBe(
      "::error file=50%25%2C a%3Ab%0D%0A%3A%3Aerror%3A%3Ax,line=1,col=1,title=50%25%2C a%3Ab%0D%0A%3A%3Aerror%3A%3Ax" +
        "::expected allow, got block by 50%25, a:b%0D%0A::error::x%0A50%25, a:b%0D%0A::error::x",
    );
  });

  it("of failed cases say the same when they are read", async () => {
    const run = await ran(EVERY_OUTCOME);
    for (const text of fc.sample(anyText, 200)) {
      const annotations = read(testGithub(saying(text, run)));
      expect(annotations.map(({ kind }) => kind)).toEqual(["error", "error", "error"]);
      const place = { file: text, line: "1", col: "1", title: text };
      expect(annotations.filter(({ properties }) => properties.title === text)).toEqual([
        { kind: "error", properties: place, text: `expected allow, got block by ${text}\n${text}` },
        { kind: "error", properties: place, text },
      ]);
    }
  });

  it("of diagnostics say the same when they are read", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (file, message, help) => {
        const span = { start: { line: 1, column: 2 }, end: { line: 3, column: 4 } };
        const diagnostic: PlainDiagnostic = {
          ...{ code: "AP1000", severity: "warning", message, file, span, related: [], help, fixes: [] },
        };
        const place = { file, line: "1", col: "2", endLine: "3", endColumn: "4", title: "AP1000" };
        expect(read(github([diagnostic]))).toEqual([
          { kind: "warning", properties: place, text: `${message}\n${help}` },
        ]);
      }),
    );
  });
});
