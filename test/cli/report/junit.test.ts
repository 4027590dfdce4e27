// JUnit XML: an XML library holds it against a schema, whatever the cases say.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { junit } from "../../../cli/report/junit.js";
import type { Files } from "../../support/problems.js";
import { anyText, EVERY_OUTCOME, ran, saying } from "../../support/ran.js";

const SCHEMA = readFileSync(new URL("junit.xsd", import.meta.url), "utf8");

/** What is wrong with each document, by its name. */
async function problems(documents: Files): Promise<readonly string[]> {
  const xml = Object.entries(documents).map(([fileName, contents]) => ({ fileName, contents }));
  const { valid, errors, rawOutput } = await validateXML({ xml, schema: SCHEMA });
  if (valid) return [];
  return [...errors.map(({ rawMessage }) => rawMessage), ...rawOutput.trim().split("\n")];
}

/** The document as any reader understands it, written in one way. */
async function canonical(xml: string): Promise<string> {
  return (await validateXML({ xml, normalization: "c14n" })).normalized;
}

describe("JUnit XML", () => {
  it("counts what passes, what fails, and errors of files, in each file and in all", async () => {
    const report = junit(await ran(EVERY_OUTCOME));
    expect(await problems({ "report.xml": report })).toEqual([]);
    expect(report).toContain('<testsuites name="agentpol" tests="4" failures="2" errors="1">');
    expect(report).toMatch(/p\.agentpol" tests="2" failures="1" errors="0">/);
    expect(report).toMatch(/p\.cases\.yaml" tests="1" failures="1" errors="0">/);
    expect(report).toMatch(/broken\.agentpol" tests="1" failures="0" errors="1">/);
    expect(report).toContain('<failure type="decision" message="expected allow, got block by default">');
    expect(report).toContain('<failure type="step" message="there is no attempt to approve">');
    expect(report).toMatch(/<error type="AP\d{4}" message="[^"]+">[^<]*broken\.agentpol:1:17<\/error>/);
  });

  it("is as the schema wants where nothing was run", async () => {
    expect(await problems({ "report.xml": junit({ suites: [], stopped: false }) })).toEqual([]);
  });

  it("is as the schema wants whatever files and cases are called", async () => {
    const run = await ran(EVERY_OUTCOME);
    const texts = fc.sample(anyText, 200);
    const hostile = ["]]><x/>", '"><failure/>', "&amp;&#0;&x;", "\u0000\u001B[31m\uFFFE\uD800", "<![CDATA["];
    const suites = [...hostile, ...texts].flatMap((text) => saying(text, run).suites);
    expect(await problems({ "report.xml": junit({ suites, stopped: false }) })).toEqual([]);
  });

  it("keeps what XML can hold", async () => {
    const report = junit(saying("a\tb\r\n<c> & \"d\" 'e' ]]>", await ran(EVERY_OUTCOME)));
    const read = await canonical(report);
    expect(read).toContain("name=\"a&#x9;b&#xD;&#xA;&lt;c> &amp; &quot;d&quot; 'e' ]]>\"");
    expect(read).toContain(">a\tb&#xD;\n&lt;c&gt; &amp; \"d\" 'e' ]]&gt;</failure>");
  });

  it("is held against a schema that refuses what is not as it should be", async () => {
    const report = junit(await ran(EVERY_OUTCOME));
    const worse: readonly (readonly [RegExp, string])[] = [
      [/ tests="4"/, ""],
      [/ failures="1"/, ' failures="one"'],
      [/ classname="[^"]*"/, ""],
      [/ type="step"/, ""],
      [/<testcase /, '<testcase time="soon" '],
      [/<failure /, "<failure></failure><failure "],
      [/<\/testsuite>/, "<teststep/></testsuite>"],
    ];
    for (const [good] of worse) expect(report).toMatch(good);
    const documents = worse.map(([good, bad], index): [string, string] => [
      `${String(index)}.xml`,
      report.replace(good, bad),
    ]);
    const found = await problems(Object.fromEntries([...documents, ["good.xml", report]]));
    for (const [name] of documents) expect(found).toContain(`${name} fails to validate`);
    expect(found).toContain("good.xml validates");
  });
});
