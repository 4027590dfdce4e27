// Words of policies taken out, one at a time: is each of them offered where it stood?

import { readdirSync, readFileSync } from "node:fs";
import { endOf, lex, type Token } from "../../../../grammar/lexer.js";
import { nodesOf } from "./declared-words.js";
import { completionsAt, type Completion } from "../../../../lsp/features/completion/completion.js";
import { viewOf } from "../../../../lsp/features/view.js";
import { workspaceOf } from "../../../support/scene.js";

const POLICIES = new URL("../../../../fixtures/policies/", import.meta.url);

export interface Retyped {
  readonly file: string;
  readonly text: string;
  readonly token: Token;
  readonly kind: string;
  readonly offers: readonly Completion[];
}

/** Every `step`th word that can be known, of all policies in the fixtures. */
export function* retyped(step: number, first = 0): Iterable<Retyped> {
  const files = new Map<string, string>();
  for (const name of readdirSync(POLICIES, { recursive: true, encoding: "utf8" }))
    if (/[.](agentpol|json|csv|txt|sql)$/.test(name))
      files.set(`/w/${name}`, readFileSync(new URL(name, POLICIES), "utf8"));
  let count = first;
  for (const [path, text] of files) {
    if (!path.endsWith(".agentpol")) continue;
    const workspace = workspaceOf(files);
    const kinds = nodesOf(text);
    for (const token of lex(text).tokens) {
      const kind = kinds(token);
      if (kind === undefined || count++ % step !== 0) continue;
      workspace.edit(path, text.slice(0, token.startOffset) + text.slice(endOf(token)));
      const view = viewOf(workspace, path);
      if (view === undefined) throw new Error(path);
      yield { file: path, text, token, kind, offers: completionsAt(view, token.startOffset) };
    }
  }
}
