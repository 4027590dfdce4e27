// What `verify` found, for people: each claim, and for one that does not hold the request that breaks it, as a test to paste.

import { withEscapes } from "../../compiler/emit/words.js";
import { visible } from "../../compiler/tabulate/visible.js";
import { testBlock } from "../../compiler/verify/test-block.js";
import type { Style } from "../style.js";
import { counted } from "./report.js";
import { findingText } from "./finding-text.js";
import { laidOut } from "./laid-out.js";
import type { ToldClaim, ToldCounterexample, Verified } from "./verified.js";

export function verifyPretty(verified: readonly Verified[], style: Style): string {
  const policies = verified.map((each) => policyLines(each, style).join("\n"));
  return [...policies, `${summary(verified, style)}\n`].join("\n\n");
}

function policyLines(verified: Verified, style: Style): readonly string[] {
  const { file, claims, rules, overlaps, gaps } = verified;
  return [
    style.bold(file),
    ...claims.flatMap((claim) => claimLines(claim, verified, style)),
    ...rules.findings.map((finding) => `  ${style.yellow("!")} ${findingText(finding)}`),
    ...rules.notVerified.map(
      ({ rule, reason }) => `  ${style.yellow("?")} ${rule} is not verified: ${reason}`,
    ),
    ...(overlaps ?? []).map(
      ({ action, rules: [a, b], verdicts, sure }) =>
        `  ${style.dim("∩")} on ${action}, ${a} (${verdicts[0]}) and ${b} (${verdicts[1]}) ${sure ? "meet" : "may meet"}`,
    ),
    ...(gaps ?? []).flatMap((gap) => gapLines(gap, style)),
    ...(claims.length + rules.findings.length + rules.notVerified.length === 0
      ? [`  ${style.green("✓")} ${counted(rules.rules, "rule", "rules")}, each of which can matter`]
      : []),
  ];
}

function gapLines(gap: NonNullable<Verified["gaps"]>[number], style: Style): readonly string[] {
  switch (gap.status) {
    case "complete":
      return [`  ${style.green("✓")} ${gap.action}: some rule speaks of every request`];
    case "not verified":
      return [`  ${style.yellow("?")} ${gap.action}: not known whether rules speak of every request`];
    case "gap":
      return [
        `  ${style.yellow("○")} ${gap.action}: no rule speaks of this request, so ${gap.decision.verdict} by ${gap.decision.rule}`,
        style.dim(`      ${withEscapes(JSON.stringify(gap.witness.request))}`),
      ];
  }
}

function claimLines(claim: ToldClaim, { form }: Verified, style: Style): readonly string[] {
  const { name, origin, counterexample } = claim;
  const place = style.dim(origin);
  if (claim.status === "proved") return [`  ${style.green("✓")} ${name} ${place} ${style.dim("proved")}`];
  if (counterexample === undefined)
    return [
      `  ${style.yellow("?")} ${style.bold(name)} ${place} is not verified`,
      `      on ${claim.onResult ? "result of " : ""}${claim.action ?? ""}: ${claim.reason ?? ""}`,
    ];
  return [
    `  ${style.red("✗")} ${style.bold(name)} ${place} is refuted`,
    ...counterexampleLines(claim, counterexample, form, style).map((line) =>
      line === "" ? "" : `      ${line}`,
    ),
    "",
  ];
}

function counterexampleLines(
  { expects, conditions }: ToldClaim,
  { decision, because, testCase, unsaid, replayed }: ToldCounterexample,
  form: Verified["form"],
  style: Style,
): readonly string[] {
  const { verdict, rule, reason } = decision;
  const where = because.map((text) => `         ${style.dim("since")} ${text}`);
  const given = conditions.map((text) => `         ${style.dim("where")} ${text}`);
  const state = unsaid.map((text) => `         ${style.dim("while")} ${visible(text)}`);
  const note = replayed
    ? []
    : [style.dim("decided by the table alone: the reference interpreter cannot be told of such state")];
  return [
    `expects  ${style.green(expects)}`,
    ...given,
    `decided  ${style.red(verdict)} by ${rule}: ${visible(reason)}`,
    ...where,
    ...state,
    ...note,
    "",
    ...laidOut(testBlock(testCase, form, `now ${verdict} by ${rule}`)),
  ];
}

function summary(verified: readonly Verified[], style: Style): string {
  const claims = verified.flatMap((each) => each.claims);
  const count = (status: string): number => claims.filter((each) => each.status === status).length;
  const [refuted, open] = [count("refuted"), count("not verified")];
  const rules = verified.flatMap((each) => each.rules.notVerified).length;
  const findings = verified.flatMap((each) => each.rules.findings).length;
  const parts = [
    `${counted(claims.length, "claim", "claims")}: ${String(count("proved"))} proved, ${String(refuted)} refuted, ${String(open)} not verified`,
    ...(findings > 0 ? [counted(findings, "warning", "warnings")] : []),
    ...(rules > 0 ? [`${counted(rules, "rule", "rules")} not verified`] : []),
  ];
  const paint = refuted > 0 ? style.red : open + rules + findings > 0 ? style.yellow : style.green;
  return paint(parts.join("; "));
}
