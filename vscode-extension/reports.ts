// What commands answer at length, as a document of its own: why a request is decided as it is, what differs from HEAD.

import { execFile } from "node:child_process";
import { basename, dirname, relative, sep } from "node:path";
import { promisify } from "node:util";
import { commands, EventEmitter, type TextDocumentContentProvider, Uri, window, workspace } from "vscode";
import type { CommandLine } from "./command-line.js";

export const SCHEME = "agentpol-report";

const REQUEST = `{
  "agent": {},
  "context": {},
  "impact": {},
  "action": { "name": "", "args": {} }
}
`;

export class Reports implements TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly run: CommandLine) {}

  provideTextDocumentContent({ path }: Uri): string {
    return this.#texts.get(path) ?? "";
  }

  /** Of the request in the active editor, or else of one that is written first. */
  async explain(policy: Uri | undefined): Promise<void> {
    const active = window.activeTextEditor?.document;
    if (active?.languageId !== "json" && active?.languageId !== "jsonc") {
      const request = await workspace.openTextDocument({ language: "json", content: REQUEST });
      await window.showTextDocument(request);
      await window.showInformationMessage("Fill in the request, then run “Explain this request” again.");
      return;
    }
    const chosen = policy ?? (await choosePolicy());
    if (chosen === undefined) return;
    const input = active.getText();
    const args = ["explain", "-", basename(chosen.fsPath)];
    await this.#answer("explanation.txt", args, chosen, input);
  }

  async diff(policy: Uri): Promise<void> {
    const cwd = dirname(policy.fsPath);
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "--show-toplevel"], { cwd });
    const path = relative(stdout.trim(), policy.fsPath).split(sep).join("/");
    const args = ["diff", `git:HEAD:${path}`, basename(policy.fsPath), "--format", "markdown"];
    await this.#answer(`${basename(policy.fsPath)} since HEAD.md`, args, policy);
  }

  /** Shows a text as a document; Markdown as it reads. */
  async show(name: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    if (name.endsWith(".md")) await commands.executeCommand("markdown.showPreviewToSide", uri);
    else await window.showTextDocument(uri, { preview: true, preserveFocus: true });
  }

  async #answer(name: string, args: readonly string[], policy: Uri, input = ""): Promise<void> {
    const { output, errors } = await this.run(args, { cwd: dirname(policy.fsPath), input });
    await this.show(output === "" ? "agentpol.txt" : name, output === "" ? errors : output);
  }
}

async function choosePolicy(): Promise<Uri | undefined> {
  const found = await workspace.findFiles("**/*.agentpol", "**/node_modules/**");
  if (found.length < 2) return found[0];
  const items = found.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  const chosen = await window.showQuickPick(items, { title: "By which policy is the request decided?" });
  return chosen?.uri;
}
