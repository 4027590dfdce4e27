// The warnings of `check` that are proofs: what regions say of the rules and actions of a policy.

import type { Table } from "../../runtime/table/format.js";
import { diagnose } from "../diagnostics/diagnose.js";
import type { Diagnostic, Related } from "../diagnostics/diagnostic.js";
import type { Span } from "../source/source.js";
import type { Program } from "../types/program.js";
import { findingSteps, type Finding, type Options } from "./findings/findings.js";
import { finished, type Steps } from "./steps.js";
import { coveringIn } from "./subject.js";

export interface ProofWarnings {
  readonly diagnostics: readonly Diagnostic[];
  /** Actions that were not looked at, since there was no more time. */
  readonly left: readonly string[];
}

/** What is proved against the rules of a policy, in the order of places; `more` says whether there is time to go on. */
export function proofWarnings(program: Program, table: Table, more?: Options["more"]): ProofWarnings {
  return finished(proofSteps(program, table, more));
}

/** The same, a step for each action: others may have their turn between two of them. */
export function* proofSteps(program: Program, table: Table, more?: Options["more"]): Steps<ProofWarnings> {
  const { findings, left } = yield* findingSteps(table, {
    covering: coveringIn(program),
    ...(more && { more }),
  });
  const places = new Map(program.files.map(({ path }, i) => [path, i]));
  const placeOf = ({ file }: Span): number => places.get(file) ?? 0;
  const diagnostics = findings
    .map((finding) => told(finding, program))
    .sort((a, b) => placeOf(a.span) - placeOf(b.span) || a.span.start - b.span.start);
  return { diagnostics, left };
}

function told(finding: Finding, program: Program): Diagnostic {
  const related = (names: readonly string[], message: string): readonly Related[] =>
    names.map((name) => ({ span: nameOf(name, program), message }));
  switch (finding.kind) {
    case "never matches":
      return diagnose("AP3080", nameOf(finding.rule, program), { rule: bare(finding.rule) });
    case "always overridden": {
      const params = { rule: bare(finding.rule), by: finding.by.map(bare) };
      const by = finding.by.filter((name) => isOwn(name, program));
      return diagnose("AP3081", nameOf(finding.rule, program), params, { related: related(by, "blocks it") });
    }
    case "duplicate": {
      const params = { rule: bare(finding.rule), of: bare(finding.of) };
      return diagnose("AP3082", nameOf(finding.rule, program), params, {
        related: related([finding.of], "said here first"),
      });
    }
    case "never permitted":
      return diagnose("AP3083", actionOf(finding.action, program), { action: finding.action });
    case "irreversible": {
      const params = { rule: bare(finding.rule), action: finding.action };
      const declared = [{ span: actionOf(finding.action, program), message: "declared here" }];
      return diagnose("AP3084", nameOf(finding.rule, program), params, { related: declared });
    }
    case "wide box": {
      const { box, doing, example } = finding;
      const span = program.boxes.find(({ name }) => name === box)?.span ?? program.header.span;
      return diagnose(
        "AP3085",
        wordIn(span, box, program),
        { box, doing, example },
        {
          related: related(finding.grants, "runs in it"),
        },
      );
    }
  }
}

/** As it is called in its own file. */
function bare(name: string): string {
  return name.slice(name.indexOf(".") + 1);
}

function isOwn(name: string, { rules }: Program): boolean {
  return rules.some((rule) => rule.name === name);
}

function nameOf(name: string, program: Program): Span {
  const span = program.rules.find((rule) => rule.name === name)?.span;
  return span === undefined ? program.header.span : wordIn(span, bare(name), program);
}

function actionOf(name: string, program: Program): Span {
  const span = program.actions.find((action) => action.name === name)?.span;
  return span === undefined ? program.header.span : wordIn(span, name, program);
}

/** The name in a declaration: it follows the first word. */
function wordIn(span: Span, name: string, { files }: Program): Span {
  const text = files.find(({ path }) => path === span.file)?.text.slice(span.start, span.end) ?? "";
  const start = span.start + (/^\w+\s+/.exec(text)?.[0].length ?? 0);
  return { ...span, start, end: start + name.length };
}
