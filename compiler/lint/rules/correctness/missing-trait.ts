// correctness/missing-trait: an action with a `url` that says not that it reaches it.

import type * as ast from "../../../ast/ast.js";
import { before } from "../../edits.js";
import { changing, type LintRule } from "../../rule.js";

export const missingTrait: LintRule = {
  id: "correctness/missing-trait",
  title: "Argument that no trait ties to an effect",
  recommended: "warning",
  strict: "error",
  fixes: "changes-meaning",
  why: `Boundaries judge what an action \`reaches\`, sandboxes hold what it \`reads\`, \`writes\` and \`runs\`. An argument of type \`url\`, \`path\`
or \`command\` that no trait names is seen by none of them: a boundary on \`*\` lets it pass without a word.`,
  bad: `policy web { default block }
agent  { id: string }
action web.get(url: url) { effect read, reversible always }
//             ^^^ correctness/missing-trait

rule docs on web.get { when host(args.url) == "docs.corp.example", allow }
`,
  good: `policy web { default block }
agent  { id: string }
action web.get(url: url) { reaches url, effect read, reversible always }

rule docs on web.get { when host(args.url) == "docs.corp.example", allow }
`,
  *check({ declarations }) {
    for (const { params, traits } of declarations.filter((each) => each.kind === "action")) {
      const tied = new Set(traits.flatMap(argumentsOf));
      for (const { name, type } of params) {
        const trait = type.kind === "named" ? traitFor(type.name.text, traits) : undefined;
        if (trait === undefined || tied.has(name.text)) continue;
        const [first] = traits;
        yield {
          span: name.span,
          message: `no trait says what the action does with \`${name.text}\``,
          help: `add \`${trait} ${name.text}\``,
          fixes:
            first === undefined
              ? []
              : changing([
                  {
                    title: `Add \`${trait} ${name.text}\``,
                    edits: [before(first.span, `${trait} ${name.text}, `)],
                  },
                ]),
        };
      }
    }
  },
};

function argumentsOf(trait: ast.Trait): readonly string[] {
  if (trait.trait === "reaches") return [trait.arg.text, ...(trait.port ? [trait.port.text] : [])];
  if (trait.trait === "relative")
    return trait.to.parts[0]?.text === "args" ? [trait.to.parts[1]?.text ?? ""] : [];
  return "arg" in trait ? [trait.arg.text] : [];
}

/** Of a path, the effect says whether it is read or written. */
function traitFor(type: string, traits: readonly ast.Trait[]): string | undefined {
  if (type === "url") return "reaches";
  if (type === "command") return "runs";
  if (type !== "path") return undefined;
  const effect = traits.find((each) => each.trait === "effect");
  if (effect?.trait !== "effect") return undefined;
  return effect.effect.text === "read" ? "reads" : "writes";
}
