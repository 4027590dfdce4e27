// Semantic tokens: all of them, those of a range, and what changed since the client last had them.

import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from "vscode-languageserver";
import { type Token, TOKEN_MODIFIERS, TOKEN_TYPES, tokensOf } from "../../features/tokens.js";
import { askedPath } from "../asked.js";
import type { Handler } from "../handler.js";
import type { Session } from "../session.js";

export const tokens: Handler = {
  capabilities: {
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  },
  listen: (connection, session) => {
    /** What the client has, by the file. */
    const sent = new Map<string, Required<SemanticTokens>>();
    let count = 0;
    const send = (path: string): Required<SemanticTokens> => {
      count += 1;
      const result = {
        resultId: String(count),
        data: encoded(session, path, tokensOf(session.workspace, path)),
      };
      sent.set(path, result);
      return result;
    };
    session.onChange((paths) => {
      for (const path of paths) if (!session.isOpen(path)) sent.delete(path);
    });
    connection.languages.semanticTokens.on((params) => {
      const path = askedPath(session, params);
      return path === undefined ? { data: [] } : send(path);
    });
    connection.languages.semanticTokens.onDelta((params): SemanticTokens | SemanticTokensDelta => {
      const path = askedPath(session, params);
      if (path === undefined) return { data: [] };
      const before = sent.get(path);
      const now = send(path);
      if (before?.resultId !== params.previousResultId) return now;
      return { resultId: now.resultId, edits: deltaOf(before.data, now.data) };
    });
    connection.languages.semanticTokens.onRange((params) => {
      const path = askedPath(session, params);
      if (path === undefined) return { data: [] };
      const [start, end] = [params.range.start, params.range.end].map((each) => session.offsetAt(path, each));
      const within = { start: start ?? 0, end: end ?? 0 };
      return { data: encoded(session, path, tokensOf(session.workspace, path, within)) };
    });
  },
};

/** Five numbers for each: lines and columns from the one before, length, type, modifiers. No token spans lines. */
function encoded(session: Session, path: string, all: readonly Token[]): number[] {
  const document = session.document(path);
  let [line, character] = [0, 0];
  return all.flatMap(({ start, end, type, modifiers }) => {
    const from = document.positionAt(start);
    if (document.positionAt(end).line !== from.line) return [];
    const column = from.line === line ? from.character - character : from.character;
    const bits = modifiers.reduce((sum, each) => sum + 2 ** TOKEN_MODIFIERS.indexOf(each), 0);
    const numbers = [from.line - line, column, end - start, TOKEN_TYPES.indexOf(type), bits];
    [line, character] = [from.line, from.character];
    return numbers;
  });
}

/** One edit: what lies between the beginnings and the ends that are the same. */
export function deltaOf(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  const deleteCount = before.length - start - same;
  const data = after.slice(start, after.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
