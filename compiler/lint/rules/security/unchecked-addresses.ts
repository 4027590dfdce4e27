// security/unchecked-addresses: a boundary of names without `deny`.

import type * as ast from "../../../ast/ast.js";
import { behind } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

export const uncheckedAddresses: LintRule = {
  id: "security/unchecked-addresses",
  title: "Names whose addresses are not checked",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `A boundary judges the name that a request states. Whoever owns the name's DNS lets it resolve to \`169.254.169.254\` or to an
address of the internal network, and the agent fetches credentials there. With \`deny [private, metadata]\` whoever opens the
connection checks the address, too; addresses that \`reach\` lists itself are let be.`,
  bad: `policy web { default block }
agent  { id: string }
action web.get(url: url) { reaches url, effect read, reversible always }

rule may_get on web.get { allow }
boundary partners on web.get {
  //     ^^^^^^^^ security/unchecked-addresses
  reach ["*.partner.example"]
  else  block "this host is not on the list"
}
`,
  good: `policy web { default block }
agent  { id: string }
action web.get(url: url) { reaches url, effect read, reversible always }

rule may_get on web.get { allow }
boundary partners on web.get {
  reach ["*.partner.example"]
  deny  [private, metadata]
  else  block "this host is not on the list"
}
`,
  *check({ forms, declarations }) {
    const zones = new Map(
      declarations.flatMap((each) => (each.kind === "zone" ? [[each.name.text, each.entries] as const] : [])),
    );
    for (const { form, name, clauses } of forms) {
      if (form !== "boundary" || name === undefined || clauses.some(({ kind }) => kind === "deny")) continue;
      const reach = clauses.find((clause) => clause.kind === "reach");
      if (reach?.kind !== "reach") continue;
      const hosts = reach.entries.flatMap((entry: ast.Ident | ast.StringLit) =>
        entry.kind === "string" ? [entry] : (zones.get(entry.text) ?? []),
      );
      const outside = hosts.find(({ value }) => isPublicName(value));
      if (outside === undefined) continue;
      yield {
        span: name.span,
        message: "the addresses that these names resolve to are not checked",
        related: [{ span: outside.span, message: "this name may resolve to any address" }],
        fixes: changing([
          { title: "Deny private addresses", edits: [behind(reach.span, "\n  deny  [private, metadata]")] },
        ]),
      };
    }
  },
};

/** A name of the public DNS; those of internal networks resolve to private addresses by right. */
function isPublicName(entry: string): boolean {
  const host = entry.replace(/:\d+$/u, "");
  return (
    /\.[a-z]{2,}$/iu.test(host) && !/\.(?:internal|local|lan|intranet|home|corp|localhost)$/iu.test(host)
  );
}
