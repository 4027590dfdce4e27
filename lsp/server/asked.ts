// What a request asks about: a file that is understood here, and a place in it; and answers as the protocol has them.

import type { Location, Position, Range, TextDocumentIdentifier } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Target } from "../features/view.js";
import type { Session } from "./session.js";

export interface AskedPlace {
  readonly path: string;
  readonly offset: number;
}

/** The path of a policy or a cases file; of other files nothing is known. */
export function askedPath(
  session: Session,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
): string | undefined {
  const path = session.pathOf(textDocument.uri);
  return path.endsWith(".agentpol") || path.endsWith(".cases.yaml") ? path : undefined;
}

export function askedPlace(
  session: Session,
  params: { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
): AskedPlace | undefined {
  const path = askedPath(session, params);
  return path === undefined ? undefined : { path, offset: session.offsetAt(path, params.position) };
}

/** Places in the protocol's terms; the lines of each file are counted once. */
export class Places {
  readonly #documents = new Map<string, TextDocument>();

  constructor(private readonly session: Session) {}

  range({ path, start, end }: Target): Range {
    const document = this.#documents.get(path) ?? this.session.document(path);
    this.#documents.set(path, document);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  location(target: Target): Location {
    return { uri: this.session.uriOf(target.path), range: this.range(target) };
  }
}
