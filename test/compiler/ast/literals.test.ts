// Numbers with their units, and strings with their escapes.

import { describe, expect, it } from "vitest";
import { decodeNumber, decodeString } from "../../../compiler/ast/from-cst/literals.js";
import type { Diagnostic } from "../../../compiler/diagnostics/diagnostic.js";

const spanOf = (text: string) => ({ file: "policy.agentpol", start: 0, end: text.length });

function reported<T>(decode: (report: (diagnostic: Diagnostic) => void) => T): {
  readonly value: T;
  readonly codes: readonly string[];
} {
  const codes: string[] = [];
  return { value: decode(({ code, span }) => codes.push(`${code} ${span.start}-${span.end}`)), codes };
}

describe("numbers", () => {
  it.each<[string, string, string?]>([
    ["0", "0"],
    ["42", "42"],
    ["1_000_000", "1000000"],
    ["0.25", "0.25"],
    ["5%", "5", "%"],
    ["0.5%", "0.5", "%"],
    ["500ms", "500", "ms"],
    ["7d", "7", "d"],
    ["64KiB", "64", "KiB"],
    ["5MB", "5", "MB"],
  ])("%s", (text, digits, unit) => {
    const { value, codes } = reported((report) => decodeNumber(text, spanOf(text), report));
    expect(value).toEqual(unit === undefined ? { digits } : { digits, unit });
    expect(codes).toEqual([]);
  });

  it.each<[string, string]>([
    ["007", "AP1014 0-3"],
    ["1_", "AP1014 0-2"],
    ["1__0", "AP1014 0-4"],
    ["0x1F", "AP1014 0-4"],
    ["1e5", "AP1014 0-3"],
    ["1.5.", "AP1014 0-4"],
    ["5m3s", "AP1014 0-4"],
    ["1hour", "AP1015 1-5"],
    ["5usd", "AP1015 1-4"],
    ["5kib", "AP1015 1-4"],
    ["5M", "AP1015 1-2"],
  ])("%s is none", (text, expected) => {
    expect(reported((report) => decodeNumber(text, spanOf(text), report)).codes).toEqual([expected]);
  });

  it.each<[string, string | undefined]>([
    ["1hour", "1h"],
    ["10Minutes", "10m"],
    ["5secs", "5s"],
    ["3days", "3d"],
    ["2kb", "2KB"],
    ["2gib", "2GiB"],
    ["5percent", "5%"],
    ["5USD", "5 USD"],
    ["5furlongs", undefined],
  ])("%s means %s", (text, meant) => {
    const helps: (string | undefined)[] = [];
    decodeNumber(text, spanOf(text), (diagnostic) => helps.push(diagnostic.help));
    if (meant === undefined) expect(helps[0]).toContain("units are");
    else expect(helps).toEqual([`did you mean \`${meant}\`?`]);
  });
});

describe("strings", () => {
  it.each<[string, string]>([
    ['"a"', "a"],
    ['""', ""],
    ['"a\\"b\\\\c\\/d"', 'a"b\\c/d'],
    ['"\\b\\f\\n\\r\\t"', "\b\f\n\r\t"],
    ['"\\u00e9\\ud83d\\ude00"', "\u00E9\u{1F600}"],
    ['"\u{1F600}"', "\u{1F600}"],
    ['"open', "open"],
  ])("%s", (text, value) => {
    expect(reported((report) => decodeString(text, spanOf(text), report))).toEqual({ value, codes: [] });
  });

  it.each<[string, readonly string[]]>([
    ['"a\\q"', ["AP1012 2-4"]],
    ['"\\x41\\y"', ["AP1012 1-3", "AP1012 5-7"]],
    ['"\\u12"', ["AP1012 1-5"]],
    ['"\\ud800"', ["AP1012 1-7"]],
    ['"\\ude00\\ud83d"', ["AP1012 1-7", "AP1012 7-13"]],
    ['"\\\u{1F600}"', ["AP1012 1-4"]],
  ])("%s has a bad escape", (text, expected) => {
    expect(reported((report) => decodeString(text, spanOf(text), report)).codes).toEqual(expected);
  });
});
