// A finding in a sentence.

import type { Finding } from "../../compiler/verify/findings/findings.js";

export function findingText(finding: Finding): string {
  switch (finding.kind) {
    case "never matches":
      return `${finding.rule} never matches: no request can`;
    case "always overridden":
      return `${finding.rule} never matters: ${finding.by.join(", ")} ${finding.by.length === 1 ? "blocks" : "block"} all that it matches`;
    case "duplicate":
      return `${finding.rule} says the same as ${finding.of}, of the same requests`;
    case "never permitted":
      return `nothing permits ${finding.action}`;
    case "irreversible":
      return `${finding.rule} permits ${finding.action}, which cannot be undone, and no reversibility or quorum covers it`;
    case "wide box":
      return `the sandbox ${finding.box} is wider than what ${finding.grants.join(", ")} ${finding.grants.length === 1 ? "permits" : "permit"}: it lets ${finding.example} be ${finding.doing}`;
  }
}
