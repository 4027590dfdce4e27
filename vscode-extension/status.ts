// The status bar: what is known of the policy at hand: mistakes, warnings, or that its claims are being proved.

import {
  DiagnosticSeverity,
  Disposable,
  languages,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  type Uri,
  window,
} from "vscode";

export interface StatusBar {
  readonly parts: Disposable;
  /** More was proved. */
  readonly refresh: () => void;
}

/** Shows the state of the active policy; `proved` says of which documents everything was looked at. */
export function statusBar(proved: ReadonlyMap<string, ProofState>): StatusBar {
  const item = window.createStatusBarItem("agentpol.status", StatusBarAlignment.Right, 100);
  item.name = "agentpol";
  item.command = "workbench.actions.view.problems";
  const refresh = (): void => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== "agentpol") item.hide();
    else show(item, document.uri, proved.get(document.uri.toString()));
  };
  refresh();
  const parts = Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(refresh),
    languages.onDidChangeDiagnostics(refresh),
  );
  return { parts, refresh };
}

/** `left`: there was no time for all. */
export type ProofState = "proving" | "proved" | "left";

function show(item: StatusBarItem, uri: Uri, state: ProofState | undefined): void {
  const found = languages.getDiagnostics(uri).map(({ severity }) => severity);
  const errors = found.filter((each) => each === DiagnosticSeverity.Error).length;
  const warnings = found.filter((each) => each === DiagnosticSeverity.Warning).length;
  const [icon, text, tip] =
    errors > 0
      ? ["error", count(errors, "error"), "The policy does not compile."]
      : warnings > 0
        ? ["warning", count(warnings, "warning"), "The policy compiles, with warnings."]
        : PROOFS[state ?? "proving"];
  item.text = `$(${icon}) agentpol: ${text}`;
  item.tooltip = tip;
  item.backgroundColor = errors > 0 ? new ThemeColor("statusBarItem.errorBackground") : undefined;
  item.show();
}

const PROOFS: Readonly<Record<ProofState, readonly [icon: string, text: string, tip: string]>> = {
  proving: ["sync~spin", "proving", "Looking for rules that never match or never matter."],
  proved: ["verified-filled", "proved", "No rule is unreachable, and none is in vain."],
  left: ["verified", "compiles", "Not all rules were looked at in time: `agentpol verify` takes its time."],
};

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? "" : "s"}`;
}
