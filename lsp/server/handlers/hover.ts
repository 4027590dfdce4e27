// Hovers, in policies and in cases files.

import { type Hover as Shown, MarkupKind } from "vscode-languageserver";
import { hoverAt, hoverInCases, type Hover } from "../../features/hover/hover.js";
import { readingsOf } from "../../features/names.js";
import { viewOf } from "../../features/view.js";
import { askedPlace, type AskedPlace } from "../asked.js";
import type { Handler } from "../handler.js";
import { seenOf } from "../running/runs.js";
import type { Session } from "../session.js";

export const hover: Handler = {
  capabilities: { hoverProvider: true },
  listen: (connection, session) => {
    connection.onHover((params) => {
      const asked = askedPlace(session, params);
      const found = asked && foundAt(session, asked);
      return asked === undefined || found === undefined ? null : shownOf(session, asked.path, found);
    });
  },
};

function foundAt(session: Session, { path, offset }: AskedPlace): Hover | undefined {
  if (path.endsWith(".cases.yaml")) return ofCases(session, path, offset);
  const view = viewOf(session.workspace, path);
  return view && hoverAt(view, offset, seenOf(session, view));
}

/** In the light of the policy that the file speaks of. */
function ofCases(session: Session, path: string, offset: number): Hover | undefined {
  const [policy] = readingsOf(session.workspace, path);
  const view = policy && viewOf(session.workspace, policy.path);
  return view && hoverInCases(view, path, offset, seenOf(session, view));
}

function shownOf(session: Session, path: string, { start, end, markdown, declared, heading }: Hover): Shown {
  const page = heading === undefined ? undefined : session.referenceOf(heading);
  const links = [
    ...(declared === undefined ? [] : [declaredAt(session, declared)]),
    ...(page === undefined ? [] : [`[Reference](${page})`]),
  ];
  const value = links.length === 0 ? markdown : `${markdown}\n\n${links.join(" · ")}`;
  return { contents: { kind: MarkupKind.Markdown, value }, range: session.rangeAt({ path, start, end }) };
}

/** `Declared at [payments.agentpol:12](…)`. */
function declaredAt(session: Session, target: Hover["declared"] & object): string {
  const { uri, range } = session.locationAt(target);
  const line = String(range.start.line + 1);
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  return `Declared at [${name}:${line}](${uri}#L${line})`;
}
