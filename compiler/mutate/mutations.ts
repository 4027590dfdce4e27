// All mutations of a policy: every operator at every node of what decides.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import { parse } from "../ast/parse.js";
import type { Program } from "../types/program.js";
import type { Mutation, Operator, Site } from "./mutation.js";

/** What of a policy can be wrong and be told by a case; sandboxes, evidence and claims decide nothing. */
const FORMS: ReadonlySet<ast.FormKeyword> = new Set([
  ...(["policy", "rule", "cap", "quorum", "reversibility", "throttle", "boundary", "drift"] as const),
  ...(["grant", "redact", "killswitch"] as const),
]);

/** In the order of files and places. */
export function mutationsOf(program: Program, operators: readonly Operator[]): readonly Mutation[] {
  const owners = new Map(
    [...program.rules, ...program.killswitches].map(({ name, span }) => [
      `${span.file}:${String(span.start)}`,
      name,
    ]),
  );
  const modules = program.files.map((file) => ({ file, module: parse(file).module }));
  const declarations = modules.flatMap(({ module }) => module.declarations);
  const common = { groups: groupsIn(declarations), attributes: attributesIn(declarations) };
  return modules.flatMap(({ file, module }) =>
    module.declarations.filter(decides).flatMap((declaration) => {
      const site: Site = { ...common, declaration, text: ({ start, end }) => file.text.slice(start, end) };
      const owner = owners.get(`${file.path}:${String(declaration.span.start)}`) ?? nameOf(declaration);
      const found = nodesOf(declaration).flatMap((node) =>
        operators.flatMap(({ name: operator, edits }) =>
          edits(node, site).map((edit) => ({ ...edit, operator, declaration, owner })),
        ),
      );
      return distinct(found).sort((a, b) => a.span.start - b.span.start);
    }),
  );
}

function decides(declaration: ast.Declaration): boolean {
  switch (declaration.kind) {
    case "form":
      return FORMS.has(declaration.form) && !isSilent(declaration);
    case "let":
    case "zone":
    case "action":
      return true;
    default:
      return false;
  }
}

/** A rule in shadow mode, or a note: it decides nothing. */
function isSilent({ form, clauses }: ast.FormDecl): boolean {
  return (
    form !== "policy" &&
    clauses.some((each) => each.kind === "note" || (each.kind === "mode" && each.mode.text === "shadow"))
  );
}

/** Of equal edits the first, whichever operators make them. */
function distinct(mutations: readonly Mutation[]): Mutation[] {
  const edits = new Map<string, Mutation>();
  for (const each of mutations) {
    const edit = `${String(each.span.start)} ${String(each.span.end)} ${each.text}`;
    if (!edits.has(edit)) edits.set(edit, each);
  }
  return Array.from(edits.values());
}

function nodesOf(declaration: ast.Declaration): readonly ast.Node[] {
  const nodes: ast.Node[] = [];
  walk(declaration, (node) => nodes.push(node));
  return nodes;
}

function nameOf(declaration: ast.Declaration): string {
  if (declaration.kind === "form" && declaration.form === "policy") return "policy";
  const named =
    declaration.kind === "import" || declaration.kind === "attributes" || declaration.kind === "test";
  return named || declaration.name === undefined ? declaration.kind : declaration.name.text;
}

function groupsIn(declarations: readonly ast.Declaration[]): readonly string[] {
  return declarations.flatMap((each) => (each.kind === "group" ? [each.name.text] : []));
}

function attributesIn(declarations: readonly ast.Declaration[]): readonly string[] {
  return declarations.flatMap((each) =>
    each.kind === "attributes" ? each.record.fields.map(({ name }) => `${each.section}.${name.text}`) : [],
  );
}
