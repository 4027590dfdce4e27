// Words, numbers, strings and comments: where each begins and ends, and which words are keywords where.

import { describe, expect, it } from "vitest";
import { lex } from "../../grammar/lexer.js";

const images = (text: string): readonly string[] => lex(text).tokens.map(({ image }) => image);
const kinds = (text: string): readonly string[] => lex(text).tokens.map(({ tokenType }) => tokenType.name);

describe("tokens", () => {
  it.each<[string, readonly string[]]>([
    ["a.b_c1 _x", ["a", ".", "b_c1", "_x"]],
    ["1..5", ["1", "..", "5"]],
    ["0.5..1.5", ["0.5", "..", "1.5"]],
    ["5% 30m 64KiB 10_000", ["5%", "30m", "64KiB", "10_000"]],
    ["a<=b>=c==d!=e", ["a", "<=", "b", ">=", "c", "==", "d", "!=", "e"]],
    ["x, ... }", ["x", ",", "...", "}"]],
    ['"a\\"b" "c"', ['"a\\"b"', '"c"']],
    ['"a\\\\" b', ['"a\\\\"', "b"]],
    ["a // b\nc /* d\n * e */ f", ["a", "c", "f"]],
    ["a /* /* */ b", ["a", "b"]],
    ["a //// b\nc", ["a", "c"]],
    ["\uFEFFpolicy", ["policy"]],
    ["a\r\nb\tc", ["a", "b", "c"]],
  ])("%j", (text, expected) => {
    expect(images(text)).toEqual(expected);
    expect(lex(text).faults).toEqual([]);
  });

  it("keeps doc comments apart", () => {
    const { tokens, docs } = lex("/// one\nrule /// two\n//// three\nr");
    expect(tokens.map(({ image }) => image)).toEqual(["rule", "r"]);
    expect(docs.map(({ image }) => image)).toEqual(["/// one", "/// two"]);
  });
});

describe("kinds of words", () => {
  it.each<[string, readonly string[]]>([
    ["a in b", ["Identifier", "Op_in", "Identifier"]],
    ["args.in", ["Identifier", "Dot", "Identifier"]],
    ["{ in: 1 }", ["LCurly", "Identifier", "Colon", "NumberWord", "RCurly"]],
    ["in?: int", ["Identifier", "Question", "Colon", "Identifier"]],
    ["any v in xs", ["Kw_any_all", "Identifier", "Op_in", "Identifier"]],
    ["any in xs", ["Identifier", "Op_in", "Identifier"]],
    ["count(x)", ["Kw_history", "LParen", "Identifier", "RParen"]],
    ["count < 3", ["Identifier", "Less", "NumberWord"]],
    ["list<int>", ["Kw_generic", "Less", "Identifier", "Greater"]],
    ["x.list < 3", ["Identifier", "Dot", "Identifier", "Less", "NumberWord"]],
    ["5 USD", ["NumberWord", "Currency"]],
    ["USD", ["Identifier"]],
    ["5 USDT", ["NumberWord", "Identifier"]],
    ["time(x) time", ["Kw_time", "LParen", "Identifier", "RParen", "Identifier"]],
  ])("%j", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });
});

describe("faults", () => {
  it.each<[string, readonly [string, number, number][]]>([
    ['a "b', [["open-string", 2, 4]]],
    ['a "b\nc', [["open-string", 2, 4]]],
    ['"\\', [["open-string", 0, 2]]],
    ["a /* b", [["open-comment", 2, 6]]],
    ["a ; b", [["character", 2, 3]]],
    ["a && b", [["character", 2, 4]]],
    ["\u0430b", [["letter", 0, 1]]],
    ["b\u0430", [["letter", 1, 2]]],
    ["'a'", [["other-quotes", 0, 3]]],
    ["\u201Ca\u201D", [["other-quotes", 0, 3]]],
    ["'a", [["character", 0, 1]]],
    ["a \u{1F600} b", [["character", 2, 4]]],
  ])("%j", (text, expected) => {
    expect(lex(text).faults.map(({ kind, start, end }) => [kind, start, end])).toEqual(expected);
  });

  it("reads a word of look-alikes as what it looks like", () => {
    expect(images("\u0430llow bl\u043E\u0441k")).toEqual(["allow", "block"]);
    expect(images("gr\u00F6\u00DFe")).toEqual(["gr\u00F6\u00DFe"]);
  });
});
