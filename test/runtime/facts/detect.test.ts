import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/detectors.json" with { type: "json" };
import { detect, mask } from "../../../runtime/facts/detect.js";
import { DETECTORS } from "../../../runtime/values/detector.js";
import type { Detector } from "../../../runtime/values/detector.js";

function found(
  text: string,
  kinds: readonly Detector[] = DETECTORS,
): readonly { kind: string; text: string }[] {
  return detect(text, kinds).map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }));
}

type Text = string | readonly string[];

interface Label {
  readonly kind: string;
  readonly text: Text;
}

interface Vector {
  readonly text: Text;
  readonly found: readonly Label[];
  readonly finds?: readonly Label[];
}

function joined(text: Text): string {
  return typeof text === "string" ? text : text.join("");
}

function labelsOf(labels: readonly Label[]): readonly { kind: string; text: string }[] {
  return labels.map(({ kind, text }) => ({ kind, text: joined(text) }));
}

const texts = (vectors.texts as readonly Vector[]).map(({ text, found, finds = found }) => ({
  text: joined(text),
  truth: labelsOf(found),
  finds: labelsOf(finds),
}));

const pieces = texts.flatMap(({ text, truth }) => [text, ...truth.map((label) => label.text)]);
const glue = fc.constantFrom("", " ", ", ", "-", ".", "@", "\n", "4", "a", "x@y.com", "[redacted email]");
/** Texts in which findings touch, overlap, or come about when another is gone. */
const arbitraryText = fc
  .array(fc.tuple(fc.constantFrom(...pieces), glue), { maxLength: 5 })
  .map((parts) => parts.flat().join(""));
const arbitraryKinds = fc.subarray([...DETECTORS], { minLength: 1 });

describe("detect", () => {
  it.each(texts)("in $text", ({ text, finds }) => {
    expect(found(text)).toEqual(finds);
  });

  /** Of what it finds, how much is right; of what is there, how much it finds. What was reached may not be lost again. */
  it.each([
    ["email", 0.93, 0.89],
    ["credit_card", 1, 1],
    ["iban", 1, 1],
    ["us_ssn", 1, 0.94],
    ["api_key", 1, 0.96],
  ] as const)("%s: a precision of %f and a recall of %f at least", (kind, precision, recall) => {
    const isRight = ({ kind: of }: { kind: string }): boolean => of === kind;
    let [right, seen, there] = [0, 0, 0];
    for (const { text, truth } of texts) {
      const given = found(text).filter(isRight);
      const labels = truth.filter(isRight);
      seen += given.length;
      there += labels.length;
      right += labels.filter((label) => given.some((each) => each.text === label.text)).length;
    }
    const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
    console.info(
      `${kind}: precision ${percent(right / seen)} of ${seen}, recall ${percent(right / there)} of ${there}, ${texts.length} texts`,
    );
    expect(there).toBeGreaterThan(15);
    expect(right / seen).toBeGreaterThanOrEqual(precision);
    expect(right / there).toBeGreaterThanOrEqual(recall);
  });

  it("looks for what it is asked for", () => {
    expect(found("ann@example.com, 078-05-1120", ["us_ssn"])).toEqual([
      { kind: "us_ssn", text: "078-05-1120" },
    ]);
    expect(found("ann@example.com", [])).toEqual([]);
  });

  it("gives findings in order that do not overlap and are not empty", () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryKinds, (text, kinds) => {
        let last = 0;
        for (const { kind, start, end } of detect(text, kinds)) {
          expect(kinds).toContain(kind);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("finds with more detectors all that it finds with fewer", () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryKinds, (text, kinds) => {
        const all = detect(text, DETECTORS);
        for (const { start, end } of detect(text, kinds)) {
          expect(all.some((wider) => wider.start <= start && end <= wider.end)).toBe(true);
        }
      }),
    );
  });
});

describe("mask", () => {
  it.each([
    ["nothing", "nothing"],
    ["ann@example.com, 078-05-1120", "[redacted email], [redacted us_ssn]"],
    ["card 4111 1111 1111 1111", "card [redacted credit_card]"],
    ["to ann@example.comben@example.com", "to [redacted email]"],
  ])("%s becomes %s", (text, masked) => {
    expect(mask(text, DETECTORS)).toBe(masked);
  });

  it("leaves nothing to find, and everything else", () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryKinds, (text, kinds) => {
        const masked = mask(text, kinds);
        expect(detect(masked, kinds)).toEqual([]);
        expect(mask(masked, kinds)).toBe(masked);
        expect(masked === text).toBe(detect(text, kinds).length === 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("hostile texts", () => {
  const long = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

  it.each([
    "a",
    "@",
    "a@",
    "a@a.",
    "a@a.aa ",
    "1 ",
    "4 ",
    "4-.",
    "4111111111111111 ",
    "DE89 ",
    "AB12",
    "123-45-6789 ",
    "ssn ",
    "awssecretkey",
    "sk-",
    "sk-1",
    "eyJ-",
    "eyJaaaaaaaaa.",
    "-----BEGIN PRIVATE KEY-----",
    "xoxb-",
    "1234567890:AA",
    "1234567890:AA ",
    "hvs.",
    "dp.pt.",
    "tskey-auth-",
    "AccountKey=",
    "glsa_",
  ])("of %j alone take linear time", (piece) => {
    const time = (length: number): number => {
      const text = long(piece, length);
      const began = performance.now();
      detect(text, DETECTORS);
      return performance.now() - began;
    };
    const short = time(30_000);
    // A quadratic detector would take a hundred times as long, and seconds.
    expect(time(300_000)).toBeLessThan(30 * short + 1000);
  });

  it("are masked at once, however often that uncovers something", () => {
    const began = performance.now();
    expect(detect(mask(long("a@b.co@", 300_000), DETECTORS), DETECTORS)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("a declared detector", () => {
  const cases = { name: "case_no", pattern: "CASE-[0-9]+" };

  it("finds each match of its pattern, beside the built-in ones", () => {
    expect(found("CASE-1, ann@example.com, CASE-22", ["email", cases])).toEqual([
      { kind: "case_no", text: "CASE-1" },
      { kind: "email", text: "ann@example.com" },
      { kind: "case_no", text: "CASE-22" },
    ]);
    expect(mask("CASE-1 and CASE-22", [cases])).toBe("[redacted case_no] and [redacted case_no]");
  });

  it("finds nothing in nothing", () => {
    expect(found("abc", [{ name: "edge", pattern: "\\b|x*" }])).toEqual([]);
  });

  it("hides the whole where what it leaves is a finding again", () => {
    expect(mask("abc", [{ name: "any", pattern: ".+" }])).toBe("[redacted]");
  });

  it("hides the whole where its pattern cannot be read", () => {
    expect(mask("abc", [{ name: "bad", pattern: "(" }])).toBe("[redacted]");
    expect(mask("", [{ name: "bad", pattern: "(" }])).toBe("");
  });

  it("hides the rest of a long text where finding all matches would take quadratic time", () => {
    const text = "a".repeat(2 ** 17);
    const findings = detect(text, [{ name: "slow", pattern: "a.*b|a" }]);
    expect(findings.length).toBeLessThan(100);
    expect(findings.at(-1)?.end).toBe(text.length);
  });
});
