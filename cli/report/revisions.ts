// For people: expectations, and what came instead.

import { visible } from "../../compiler/tabulate/visible.js";
import type { Revision } from "../testing/revise.js";
import type { Style } from "../style.js";
import { phrase } from "../../runtime/testing/failure-text.js";

export function revisionsText(revisions: readonly Revision[], style: Style): string {
  return revisions.map((each) => `${revisionText(each, style)}\n`).join("");
}

function revisionText(revision: Revision, style: Style): string {
  const head = `${style.bold(visible(revision.name))} ${style.dim(revision.origin)}\n`;
  if (revision.kind === "stays") return `${head}  ${style.yellow(`stays: ${visible(revision.problem)}`)}\n`;
  const { said, actual } = revision;
  const [before, after] = [said, actual].map(({ verdict, by, code }) => phrase(verdict, by, code));
  return `${head}  ${style.red(`- expect ${String(before)}`)}\n  ${style.green(`+ expect ${String(after)}`)}\n`;
}
