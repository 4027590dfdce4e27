// Signature help: the parameters of the call that is being written.

import { MarkupKind } from "vscode-languageserver";
import { signatureAt } from "../../features/signature/signature.js";
import type { Handler } from "../handler.js";

export const signature: Handler = {
  capabilities: { signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: [":", " "] } },
  listen: (connection, session) => {
    connection.onSignatureHelp(({ textDocument, position }) => {
      const view = session.view(textDocument.uri);
      const found = view && signatureAt(view, session.offsetAt(view.path, position));
      if (found === undefined) return null;
      const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });
      return {
        signatures: [
          {
            label: found.label,
            ...(found.doc !== undefined && { documentation: markdown(found.doc) }),
            parameters: found.parameters.map(({ start, end, doc }) => ({
              label: [start, end] as [number, number],
              ...(doc !== undefined && { documentation: markdown(doc) }),
            })),
          },
        ],
        activeSignature: 0,
        activeParameter: found.active,
      };
    });
  },
};
