// The decision table beside the policy: the page that `agentpol table --format html` makes, where a click on a row goes to its rule.

import { basename, dirname, resolve } from "node:path";
import { Position, Selection, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { CommandLine } from "./command-line.js";
import { placeAt } from "./results.js";

/** One view a policy, made anew when the policy is saved. */
export class TableView {
  readonly #panels = new Map<string, WebviewPanel>();

  constructor(private readonly run: CommandLine) {}

  async show(policy: Uri, rule?: string): Promise<void> {
    const known = this.#panels.get(policy.toString());
    const panel = known ?? this.#open(policy);
    panel.reveal(ViewColumn.Beside, true);
    await this.#fill(panel, policy);
    if (rule !== undefined) await panel.webview.postMessage({ rule });
  }

  async refresh(policy: Uri): Promise<void> {
    const panel = this.#panels.get(policy.toString());
    if (panel !== undefined) await this.#fill(panel, policy);
  }

  #open(policy: Uri): WebviewPanel {
    const title = `${basename(policy.fsPath)}: decision table`;
    const panel = window.createWebviewPanel("agentpol.table", title, ViewColumn.Beside, {
      enableScripts: true,
      enableFindWidget: true,
      retainContextWhenHidden: true,
    });
    this.#panels.set(policy.toString(), panel);
    panel.onDidDispose(() => this.#panels.delete(policy.toString()));
    panel.webview.onDidReceiveMessage(async (message: unknown) => {
      if (typeof message === "string") await goTo(policy, message);
    });
    return panel;
  }

  async #fill(panel: WebviewPanel, policy: Uri): Promise<void> {
    const args = ["table", basename(policy.fsPath), "--format", "html"];
    const { code, output, errors } = await this.run(args, { cwd: dirname(policy.fsPath) });
    panel.webview.html = code === 0 ? withClicks(output) : pageOf(errors);
  }
}

async function goTo(policy: Uri, origin: string): Promise<void> {
  const { file, line, column } = placeAt(origin);
  const at = new Position(line - 1, column - 1);
  const uri = Uri.file(resolve(dirname(policy.fsPath), file));
  await window.showTextDocument(uri, { viewColumn: ViewColumn.One, selection: new Selection(at, at) });
}

/** In the page, each row names where its rule stands. */
const CLICKS = `<style>
body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); }
tbody tr { cursor: pointer; }
tbody tr:hover, tbody tr:focus { outline: 1px solid var(--vscode-focusBorder); }
tbody tr.asked { outline: 2px solid var(--vscode-focusBorder); }
</style>
<script>
{
  const vscode = acquireVsCodeApi();
  const originOf = (row) => row?.querySelector(".origin")?.textContent;
  const go = (event) => {
    const origin = originOf(event.target.closest("tbody tr"));
    if (origin) vscode.postMessage(origin);
  };
  document.addEventListener("click", go);
  document.addEventListener("keydown", (event) => event.key === "Enter" && go(event));
  for (const row of document.querySelectorAll("tbody tr")) row.tabIndex = 0;
  window.addEventListener("message", ({ data: { rule } }) => {
    const rows = [...document.querySelectorAll("tbody tr")];
    for (const row of rows) row.classList.toggle("asked", row.querySelector("th code")?.textContent === rule);
    rows.find((row) => row.classList.contains("asked"))?.scrollIntoView({ block: "center" });
  });
}
</script>
</body>`;

function withClicks(html: string): string {
  return html.replace("</body>", () => CLICKS);
}

function pageOf(text: string): string {
  const escaped = text.replace(/[&<>]/g, (each) => `&#${String(each.charCodeAt(0))};`);
  return `<!doctype html><title>decision table</title><pre>${escaped}</pre>`;
}
