// security/unproven-agent, security/no-killswitch and security/no-audit: what a policy in earnest has.

import { walk } from "../../../ast/children.js";
import type { LintContext } from "../../context.js";
import { behind } from "../../edits.js";
import { permits } from "../../questions.js";
import { changing, type Finding, type LintRule } from "../../rule.js";

const NOTES = `agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule editors on notes.write { when agent.role == editor, allow }
`;

export const unprovenAgent: LintRule = {
  id: "security/unproven-agent",
  title: "Permitted by what an agent says of itself",
  recommended: "off",
  strict: "warning",
  fixes: "none",
  why: `Without an \`identity\`, the attributes of \`agent\` are what a request states. A rule that permits by \`agent.role\` then permits
whoever states that role. Bind the attributes to a verified token, unless the host fills them in itself.`,
  bad: `policy notes { default block }
agent  { id: string, role: editor | reader }
action notes.write(id: string) { effect write, reversible always }
rule editors on notes.write { when agent.role == editor, allow }
//                                 ^^^^^^^^^^ security/unproven-agent
`,
  good: `policy notes { default block }
${NOTES}
action notes.list() { effect read, reversible always }
rule anybody on notes.list { allow }
`.replace("when agent.role == editor, allow", 'block "nobody writes"'),
  *check(context) {
    const { identity } = context.program.evidence;
    const bound = identity === undefined ? undefined : boundBy(context);
    for (const form of context.forms) {
      if (form.form !== "rule" || !permits(form)) continue;
      const unbound: Finding[] = [];
      walk(form, (node) => {
        if (node.kind !== "path" || node.parts[0]?.text !== "agent" || node.parts.length < 2) return;
        const path = node.parts.map(({ text }) => text).join(".");
        if (bound?.has(path) === true) return;
        unbound.push({
          span: node.span,
          message: `an agent states \`${path}\` itself: no \`identity\` proves it`,
        });
      });
      if (unbound[0] === undefined) continue;
      yield unbound[0];
      return;
    }
  },
};

function boundBy({ forms }: LintContext): ReadonlySet<string> {
  const clauses = forms.flatMap((form) => (form.form === "identity" ? form.clauses : []));
  const bindings = clauses.flatMap((clause) => (clause.kind === "bind" ? clause.bindings : []));
  return new Set(bindings.map(({ attribute }) => attribute.parts.map(({ text }) => text).join(".")));
}

export const noKillswitch: LintRule = {
  id: "security/no-killswitch",
  title: "Nothing halts the agents",
  recommended: "off",
  strict: "warning",
  fixes: "changes-meaning",
  why: `When an agent goes astray, somebody has to stop it within seconds, without a new version of the policy. A \`killswitch\` halts
what it covers before any rule is asked, in shadow mode too.`,
  bad: `policy notes { default block }
//     ^^^^^ security/no-killswitch
${NOTES}`,
  good: `policy notes { default block }
${NOTES}
killswitch halt { scope [all, agent.id] }
`,
  *check(context) {
    yield* withoutForm(context, "killswitch", "nothing in this policy halts an agent at once", {
      title: "Add a kill switch",
      text: "\n\nkillswitch halt { scope [all] }",
    });
  },
};

export const noAudit: LintRule = {
  id: "security/no-audit",
  title: "No evidence is kept",
  recommended: "off",
  strict: "warning",
  fixes: "changes-meaning",
  why: `After an incident somebody asks what an agent did, and who approved it. With \`audit\`, each decision is left behind as signed
evidence that cannot be rewritten unnoticed.`,
  bad: `policy notes { default block }
//     ^^^^^ security/no-audit
${NOTES}`,
  good: `policy notes { default block }
${NOTES}
audit { sign ed25519, log "audit/" }
`,
  *check(context) {
    yield* withoutForm(context, "audit", "this policy keeps no evidence of its decisions", {
      title: "Keep signed evidence",
      text: '\n\naudit { sign ed25519, log "audit/" }',
    });
  },
};

function* withoutForm(
  context: LintContext,
  wanted: "killswitch" | "audit",
  message: string,
  fix: { readonly title: string; readonly text: string },
): Iterable<Finding> {
  const header = context.forms.find(({ form }) => form === "policy");
  if (header?.name === undefined || context.forms.some(({ form }) => form === wanted)) return;
  yield {
    span: header.name.span,
    message,
    fixes: changing([{ title: fix.title, edits: [behind(header.span, fix.text)] }]),
  };
}
