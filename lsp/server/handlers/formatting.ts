// Formats documents, ranges of them, and the declaration that a typed brace ends. How wide lines are is the house's; tabs or blanks
// are the editor's.

import type { FormattingOptions, TextEdit } from "vscode-languageserver";
import { editsBetween, type Edit } from "../../../compiler/format/edits.js";
import { type FormatOptions, formatRange, formatText } from "../../../compiler/format/format.js";
import type { Handler } from "../handler.js";
import type { Session } from "../session.js";

const ENDS = "}";

export const formatting: Handler = {
  capabilities: {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ENDS },
  },
  listen: (connection, session) => {
    connection.onDocumentFormatting(({ textDocument: { uri }, options }) => {
      const text = textAt(session, uri);
      if (text === undefined) return null;
      const formatted = formatText(text, styleOf(options));
      return formatted.ok ? toProtocol(session, uri, editsBetween(text, formatted.text)) : null;
    });
    connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) => {
      const path = session.pathOf(uri);
      const [start, end] = [range.start, range.end].map((position) => session.offsetAt(path, position));
      return inRange(session, uri, start ?? 0, end ?? 0, options);
    });
    connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch, options }) => {
      const end = session.offsetAt(session.pathOf(uri), position);
      return ch === ENDS ? inRange(session, uri, Math.max(0, end - 1), end, options) : null;
    });
  },
};

/** A text with mistakes in its syntax stays as it is. */
function inRange(
  session: Session,
  uri: string,
  start: number,
  end: number,
  options: FormattingOptions,
): TextEdit[] | null {
  const text = textAt(session, uri);
  if (text === undefined) return null;
  const formatted = formatRange(text, start, end, styleOf(options));
  return formatted.ok ? toProtocol(session, uri, formatted.edits) : null;
}

function textAt(session: Session, uri: string): string | undefined {
  const path = session.pathOf(uri);
  return session.isPolicy(path) ? session.workspace.text(path) : undefined;
}

function styleOf({ tabSize, insertSpaces }: FormattingOptions): FormatOptions {
  return { tabWidth: Math.min(16, Math.max(1, tabSize)), useTabs: !insertSpaces };
}

function toProtocol(session: Session, uri: string, edits: readonly Edit[]): TextEdit[] {
  const path = session.pathOf(uri);
  return edits.map(({ start, end, newText }) => ({ range: session.rangeAt({ path, start, end }), newText }));
}
