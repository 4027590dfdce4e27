// Code actions: what mends a mistake at once, what takes a search once it is chosen.

import {
  type CodeAction,
  type CodeActionContext,
  type Connection,
  type Diagnostic as Shown,
  type CreateFile,
  MessageType,
  ShowMessageNotification,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { ACTION_KINDS, actionsAt } from "../../features/actions/actions.js";
import type { Action, Change, Search } from "../../features/actions/action.js";
import type { Handler } from "../handler.js";
import { missingCase } from "../running/missing.js";
import { seenOf } from "../running/runs.js";
import type { Session } from "../session.js";
import { memberOf } from "../untyped.js";

export const codeAction: Handler = {
  capabilities: { codeActionProvider: { codeActionKinds: [...ACTION_KINDS], resolveProvider: true } },
  listen: (connection, session) => {
    connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
      await session.prepare();
      const view = session.view(uri);
      if (view === undefined) return [];
      const { path } = view;
      const selected = {
        start: session.offsetAt(path, range.start),
        end: session.offsetAt(path, range.end),
      };
      const actions = actionsAt(view, selected, seenOf(session, view), context.only);
      return actions.map((action) => shownOf(session, path, action, context));
    });
    connection.onCodeActionResolve((action) => resolved(connection, session, action));
  },
};

/** What a client gives back when it chose an action that takes a search. */
interface Pending extends Search {
  readonly uri: string;
}

function shownOf(
  session: Session,
  path: string,
  action: Action,
  { diagnostics }: CodeActionContext,
): CodeAction {
  const { title, kind, isPreferred, mends, does } = action;
  const codes = new Set<unknown>(mends.map(({ code }) => code));
  const mended = diagnostics.filter((each) => codes.has(each.code) && isMended(session, path, action, each));
  return {
    ...{ title, kind },
    ...(mended.length > 0 && { diagnostics: mended }),
    ...(isPreferred && { isPreferred }),
    ...("rule" in does
      ? { data: { ...does, uri: session.uriOf(path) } satisfies Pending }
      : { edit: editOf(session, does) }),
  };
}

/** The client's diagnostics are its own: they are known by their code and place. */
function isMended(session: Session, path: string, { mends }: Action, { code, range }: Shown): boolean {
  const start = session.offsetAt(path, range.start);
  return mends.some((each) => each.code === code && each.span.start === start);
}

async function resolved(connection: Connection, session: Session, action: CodeAction): Promise<CodeAction> {
  const pending = pendingIn(action.data);
  const view = pending && session.view(pending.uri);
  if (pending === undefined || view === undefined) return action;
  const changes = await missingCase(session, view, pending);
  if (changes !== undefined) return { ...action, edit: editOf(session, changes) };
  const message = `No case was found that reaches more of ${pending.rule}.`;
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  return { ...action, edit: {} };
}

function pendingIn(data: unknown): Pending | undefined {
  const [uri, rule, into] = ["uri", "rule", "into"].map((name) => memberOf(data, name));
  if (typeof uri !== "string" || typeof rule !== "string") return undefined;
  return { uri, rule, into: into === "cases" ? "cases" : "test" };
}

// ─── Edits ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of the versions that are open, where the client can tell versions apart. */
function editOf(session: Session, changes: readonly Change[]): WorkspaceEdit {
  const byPath = new Map<string, Change[]>();
  for (const change of changes) byPath.set(change.path, [...(byPath.get(change.path) ?? []), change]);
  const edits = Array.from(byPath, ([path, own]) => [path, textEdits(session, path, own)] as const);
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true)
    return { changes: Object.fromEntries(edits.map(([path, own]) => [session.uriOf(path), [...own]])) };
  return { documentChanges: edits.flatMap(([path, own]) => documentChanges(session, path, own)) };
}

/** A file that is not there yet is made first. */
function documentChanges(
  session: Session,
  path: string,
  edits: readonly TextEdit[],
): (TextDocumentEdit | CreateFile)[] {
  const uri = session.uriOf(path);
  const isNew = session.workspace.text(path) === undefined;
  const textDocument = { uri, version: session.versionOf(path) ?? null };
  return [...(isNew ? [{ kind: "create", uri } as const] : []), { textDocument, edits: [...edits] }];
}

function textEdits(session: Session, path: string, changes: readonly Change[]): readonly TextEdit[] {
  return changes.map(({ start, end, newText }) => ({
    range: session.rangeAt({ path, start, end }),
    newText,
  }));
}
