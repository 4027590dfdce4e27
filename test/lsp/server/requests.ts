// Requests that a server may be asked about a document: those that it does not know it refuses, which is an answer as well.

import type { Position } from "vscode-languageserver/node";

interface Question {
  readonly method: string;
  readonly params: (uri: string, at: Position, end: Position) => unknown;
}

const options = { tabSize: 2, insertSpaces: true };

const ofDocument = (method: string): Question => ({
  method: `textDocument/${method}`,
  params: (uri) => ({ textDocument: { uri }, options }),
});

const atPosition = (method: string): Question => ({
  method: `textDocument/${method}`,
  params: (uri, position) => ({
    ...{ textDocument: { uri }, position, positions: [position] },
    ...{ newName: "other_name", context: { includeDeclaration: true, triggerKind: 1 } },
  }),
});

const inRange = (method: string): Question => ({
  method: `textDocument/${method}`,
  params: (uri, start, end) => ({
    ...{ textDocument: { uri }, range: { start, end }, options },
    context: { diagnostics: [], triggerKind: 1 },
  }),
});

/** A new capability joins with a line. */
export const questions: readonly Question[] = [
  ...["hover", "completion", "signatureHelp", "definition", "typeDefinition", "references"].map(atPosition),
  ...["documentHighlight", "prepareRename", "rename", "prepareCallHierarchy"].map(atPosition),
  ...["selectionRange"].map(atPosition),
  ...["documentSymbol", "semanticTokens/full", "foldingRange", "codeLens", "documentLink"].map(ofDocument),
  ...["formatting"].map(ofDocument),
  ...["semanticTokens/range", "inlayHint", "codeAction", "rangeFormatting"].map(inRange),
  {
    method: "textDocument/onTypeFormatting",
    params: (uri, position) => ({ textDocument: { uri }, position, ch: "}", options }),
  },
  { method: "workspace/symbol", params: () => ({ query: "r" }) },
];
