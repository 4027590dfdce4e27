// Finds e-mail addresses: a local part as people write them (RFC 5322's dot-atom, without its rarer signs), and a domain
// with a top level, internationalised or not.

import type { Range } from "./finding.js";

const localSign = /[\p{L}\p{M}\p{N}._%+'~-]/u;
const wordSign = /[\p{L}\p{N}_]/u;
const domainSign = /[\p{L}\p{M}\p{N}.-]/u;
const topLevel = /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,63})/iu;

/** Looks left and right of each `@`. Neither side passes another `@`, so each sign is read twice at most. */
export function findEmails(text: string): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const start = startOfLocalPart(text, at);
    const domain = start < at ? domainAfter(text, at + 1) : 0;
    if (domain > 0) {
      ranges.push({ start, end: at + 1 + domain });
    }
  }
  return ranges;
}

/** A local part does not begin with a quotation mark or the like. */
function startOfLocalPart(text: string, at: number): number {
  let start = at;
  while (start > 0 && localSign.test(text.charAt(start - 1))) {
    start -= 1;
  }
  while (start < at && !wordSign.test(text.charAt(start))) {
    start += 1;
  }
  return start;
}

/** The length of the domain that begins at `start`; 0 if there is none. */
function domainAfter(text: string, start: number): number {
  let end = start;
  while (end < text.length && domainSign.test(text.charAt(end))) {
    end += 1;
  }
  const [run = ""] = text.slice(start, end).split("..");
  const labels = run.split(".");
  const last = labels.findLastIndex((label, index) => index > 0 && topLevel.test(label));
  const top = topLevel.exec(labels[last] ?? "")?.[0] ?? "";
  return last < 1 || !wordSign.test(labels[0]?.charAt(0) ?? "")
    ? 0
    : [...labels.slice(0, last), top].join(".").length;
}
