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
import { ACTION_KINDS, actionsAt, changesLater } from "../../features/actions/actions.js";
import type { Action, Change, Later } from "../../features/actions/action.js";
import type { View } from "../../features/view.js";
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
      return actions.flatMap((action) => shownOf(session, view, action, context) ?? []);
    });
    connection.onCodeActionResolve((action) => resolved(connection, session, action));
  },
};

/** Undefined where the client cannot ask again, and it takes a search. */
function shownOf(
  session: Session,
  view: View,
  action: Action,
  { diagnostics }: CodeActionContext,
): CodeAction | undefined {
  const { title, kind, isPreferred, mends, does } = action;
  const codes = new Set<unknown>(mends.map(({ code }) => code));
  const mended = diagnostics.filter(
    (each) => codes.has(each.code) && isMended(session, view.path, action, each),
  );
  const effect = effectOf(session, view, does);
  return (
    effect && {
      ...{ title, kind },
      ...(mended.length > 0 && { diagnostics: mended }),
      ...(isPreferred && { isPreferred }),
      ...effect,
    }
  );
}

/** What a client gives back when it chose an action that is worked out later: of the version that it is for. */
interface Pending {
  readonly uri: string;
  readonly version: number | null;
  readonly later: Later;
}

function effectOf(
  session: Session,
  view: View,
  does: Action["does"],
): Pick<CodeAction, "edit" | "data"> | undefined {
  if (!("kind" in does)) return { edit: editOf(session, does) };
  if (session.client.textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true) {
    const version = session.versionOf(view.path) ?? null;
    return { data: { uri: session.uriOf(view.path), version, later: does } satisfies Pending };
  }
  const changes = does.kind === "case" ? undefined : changesLater(view, does);
  return changes && { edit: editOf(session, changes) };
}

/** The client's diagnostics are its own: they are known by their code and place. */
function isMended(session: Session, path: string, { mends }: Action, { code, range }: Shown): boolean {
  const start = session.offsetAt(path, range.start);
  return mends.some((each) => each.code === code && each.span.start === start);
}

async function resolved(connection: Connection, session: Session, action: CodeAction): Promise<CodeAction> {
  const pending = pendingIn(action.data);
  if (pending === undefined) return action;
  const { uri, version, later } = pending;
  const view = session.view(uri);
  const isCurrent = view !== undefined && (session.versionOf(view.path) ?? null) === version;
  const changes = isCurrent ? await changesOf(session, view, later) : undefined;
  if (changes !== undefined) return { ...action, edit: editOf(session, changes) };
  const message = isCurrent ? refusalOf(later) : "The text was changed meanwhile.";
  void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  return { ...action, edit: {} };
}

async function changesOf(session: Session, view: View, later: Later): Promise<readonly Change[] | undefined> {
  return later.kind === "case" ? missingCase(session, view, later) : changesLater(view, later);
}

function refusalOf(later: Later): string {
  if (later.kind === "case") return `No case was found that reaches more of ${later.rule}.`;
  return "That would be a mistake, so nothing is changed.";
}

/** As it was given away; from another server, nothing. */
function pendingIn(data: unknown): Pending | undefined {
  const [uri, version, later] = ["uri", "version", "later"].map((name) => memberOf(data, name));
  const read = laterIn(later);
  if (typeof uri !== "string" || read === undefined) return undefined;
  return { uri, version: typeof version === "number" ? version : null, later: read };
}

function laterIn(data: unknown): Later | undefined {
  const [rule, start, end, at] = ["rule", "start", "end", "at"].map((name) => memberOf(data, name));
  switch (memberOf(data, "kind")) {
    case "case":
      return typeof rule === "string"
        ? { kind: "case", rule, into: memberOf(data, "into") === "cases" ? "cases" : "test" }
        : undefined;
    case "extract":
      return typeof start === "number" && typeof end === "number"
        ? { kind: "extract", start, end }
        : undefined;
    case "inline":
      return typeof at === "number" ? { kind: "inline", at } : undefined;
    default:
      return undefined;
  }
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
