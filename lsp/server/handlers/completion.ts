// Completion: what may be written at the cursor.

import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
} from "vscode-languageserver";
import { caseCompletionsAt } from "../../features/cases/completion.js";
import { completionsAt, type Completion } from "../../features/completion/completion.js";
import { expanded } from "../../features/completion/fitting.js";
import type { Handler } from "../handler.js";
import type { Session } from "../session.js";

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  attribute: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  member: CompletionItemKind.EnumMember,
  value: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit,
  type: CompletionItemKind.Class,
  action: CompletionItemKind.Event,
  rule: CompletionItemKind.Method,
  group: CompletionItemKind.Struct,
  declared: CompletionItemKind.Constant,
  operator: CompletionItemKind.Operator,
  file: CompletionItemKind.File,
  text: CompletionItemKind.Text,
};

export const completion: Handler = {
  capabilities: {
    completionProvider: { triggerCharacters: [".", " ", '"', "{", "[", "(", ":", "/", "|", "<"] },
  },
  listen: (connection, session) => {
    connection.onCompletion(({ textDocument, position }): CompletionList => {
      const path = session.pathOf(textDocument.uri);
      const offset = session.offsetAt(path, position);
      return {
        isIncomplete: false,
        items: found(session, textDocument.uri, offset).map((each) => itemOf(session, path, each)),
      };
    });
  },
};

function found(session: Session, uri: string, offset: number): readonly Completion[] {
  const path = session.pathOf(uri);
  if (path.endsWith(".cases.yaml")) return caseCompletionsAt(session.workspace, path, offset);
  const view = session.view(uri);
  return view === undefined ? [] : completionsAt(view, offset);
}

function itemOf(
  session: Session,
  path: string,
  { label, kind, start, end, ...more }: Completion,
): CompletionItem {
  const snippets = session.client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const isSnippet = more.isSnippet && snippets;
  const newText = more.isSnippet && !snippets ? expanded(more.insert) : more.insert;
  return {
    label,
    kind: kinds[kind],
    sortText: more.sort,
    filterText: more.filter,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: session.rangeAt({ path, start, end }), newText },
    ...(more.detail !== undefined && { detail: more.detail }),
    ...(more.doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: more.doc } }),
    ...(more.commit.length > 0 && { commitCharacters: [...more.commit] }),
  };
}
