// Folds, growing selections and links.

import { describe, expect, it } from "vitest";
import { commentsIn } from "../../../lsp/features/comments.js";
import { foldsOf } from "../../../lsp/features/folding.js";
import { linksOf } from "../../../lsp/features/links.js";
import { selectionsAt } from "../../../lsp/features/selection.js";
import { scene, viewAt } from "../../support/scene.js";

/** `2-4 body`, lines from 0. */
function folds(text: string): readonly string[] {
  return foldsOf(viewAt(scene(text))).map(
    ({ startLine, endLine, kind }) => `${String(startLine)}-${String(endLine)} ${kind}`,
  );
}

const FOLDED = `// region head
policy p {
  default block
}
// endregion
import "./a.agentpol"
import "./b.agentpol"

// One comment
// and more of it.
/* A block
   of comment "with { brackets" */
agent {
  role: clerk | lead,
  at: {
    city: string
  }
}
rule r on * { allow } // not folded
rule s on * {
  when agent.role in [
    clerk,
    lead,
  ]
  allow
}
test "t" {
  agent {
    role: clerk
  }
  expect block
}
`;

describe("folds", () => {
  it("are bodies and lists up to the line before their end, comments, imports, regions", () => {
    expect(folds(FOLDED)).toEqual([
      "0-4 region",
      "1-2 body",
      "5-6 imports",
      "8-9 comment",
      "10-11 comment",
      "12-16 body",
      "14-15 body",
      "19-24 body",
      "20-22 body",
      "26-30 body",
      "27-28 body",
    ]);
  });

  it("are the same in lines that end in \\r\\n and with letters beyond ASCII", () => {
    expect(folds(FOLDED.replaceAll("\n", "\r\n").replaceAll("comment", "🦊"))).toEqual(folds(FOLDED));
  });

  it("of a body that is never closed go as far as it was read", () => {
    expect(folds("policy p { default block }\nrule r on * {\n  when true\n  allow\n")).toEqual(["1-3 body"]);
  });

  it("of regions nest, and an end without a beginning is none", () => {
    expect(folds("// endregion\n// #region a\n// region b\n//endregion\n// #endregion\n")).toEqual([
      "1-4 region",
      "2-3 region",
    ]);
  });
});

describe("comments", () => {
  it("are not in strings, and strings are not in them", () => {
    const text = `"// no" // "yes\n/* " */ "/*" // yes\n/* to the end`;
    expect(commentsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      `// "yes`,
      `/* " */`,
      `// yes`,
      `/* to the end`,
    ]);
  });
});

function selections(text: string): readonly string[] {
  const { workspace, path, offset, files } = scene(text);
  return selectionsAt(workspace, path, offset).map(({ start, end }) =>
    (files.get(path) ?? "").slice(start, end),
  );
}

describe("a growing selection", () => {
  it("goes from the word by what it stands in to the file", () => {
    const rule = `rule r on * { when agent.role == clerk, block "no 🦊" }`;
    const file = (text: string): string => `policy p { default block }\n${text}\n`;
    expect(selections(file(rule.replace("role", "ro<|>le")))).toEqual([
      "role",
      "agent.role",
      "agent.role == clerk",
      "when agent.role == clerk",
      rule,
      file(rule),
    ]);
    expect(selections(file(rule.replace("no", "n<|>o")))).toEqual([
      "no 🦊",
      `"no 🦊"`,
      `block "no 🦊"`,
      rule,
      file(rule),
    ]);
  });

  it("in a cases file goes by its values", () => {
    const found = selections(`//- p.cases.yaml
policy: p.agentpol
cases:
  - { name: one, expect: { verdict: bl<|>ock } }
`);
    expect(found.slice(0, 5)).toEqual([
      "block",
      "verdict: block",
      "{ verdict: block }",
      "expect: { verdict: block }",
      "{ name: one, expect: { verdict: block } }",
    ]);
  });

  it("in long rows of conditions has an end", () => {
    const row = Array.from({ length: 400 }, () => "true").join(" and ");
    const found = selections(`policy p { default block }\nlet x = <|>${row}\n`);
    expect(found[0]).toBe("true");
    expect(found.length).toBeLessThanOrEqual(200);
    for (const [at, each] of found.entries()) expect(each.length).toBeGreaterThan(found[at - 1]?.length ?? 0);
  });
});

describe("links", () => {
  it("lead to imports, floors, data, groups, baselines and keys that are there", () => {
    const { workspace, path, marks } = scene(`//- policies/p.agentpol
policy p { default block, floor "«./floor.agentpol»" }
import "«../base.agentpol»"
import "./missing.agentpol"
data d: set<string> from "«d.txt»"
group g from "«g.json»"
drift x on * { baseline "«s.sql»", else block }
identity i { issuer "https://x", keys "«jwks.json»", audience "a", bind [agent.id = sub], else block }
test "t" { action a(), expect block by base.r }
//- policies/floor.agentpol
policy floor { default block }
//- base.agentpol
rule r on * { allow }
//- policies/d.txt
a
//- policies/g.json
[]
//- policies/s.sql

//- policies/jwks.json
{}
`);
    const found = linksOf(workspace, path);
    expect(found.map(({ place }) => place)).toEqual(marks);
    expect(found.map((each) => each.path)).toEqual([
      ...["/w/policies/floor.agentpol", "/w/base.agentpol", "/w/policies/d.txt", "/w/policies/g.json"],
      ...["/w/policies/s.sql", "/w/policies/jwks.json"],
    ]);
    expect(found[1]?.tooltip).toBe("Open base.agentpol");
  });

  it("of a cases file lead to its policy", () => {
    const { workspace, marks } = scene(`//- p.agentpol
policy p { default block }
//- cases/p.cases.yaml
policy: "«../p.agentpol»"
cases: []
`);
    expect(linksOf(workspace, "/w/cases/p.cases.yaml")).toEqual([
      { place: marks[0], path: "/w/p.agentpol", tooltip: "Open p.agentpol" },
    ]);
  });
});
