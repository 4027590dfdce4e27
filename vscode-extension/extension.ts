// The VS Code extension: starts the bundled language server, and puts tests, the decision table and reports into their places.

import {
  commands,
  type Disposable,
  type ExtensionContext,
  type TestItem,
  Uri,
  window,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { startClient } from "./client.js";
import { type CommandLine, commandLine } from "./command-line.js";
import { Reports, SCHEME } from "./reports.js";
import { type ProofState, statusBar } from "./status.js";
import { TableView } from "./table-view.js";
import { testExplorer } from "./test-explorer.js";

/** What the server says once it has looked at everything. */
interface Proved {
  readonly uri: string;
  readonly state: ProofState;
}

/** A command of the server: it answers with Markdown. */
const EXPLAIN_TEST = "agentpol.explainTest";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const run = commandLine(context.asAbsolutePath("dist/cli/main.js"));
  const table = new TableView(run);
  const reports = new Reports(run);
  const proved = new Map<string, ProofState>();
  const status = statusBar(proved);
  context.subscriptions.push(
    status.parts,
    workspace.registerTextDocumentContentProvider(SCHEME, reports),
    workspace.onDidSaveTextDocument(({ uri }) => table.refresh(uri)),
    // What was proved of one file may hang on any other.
    workspace.onDidChangeTextDocument(() => {
      proved.clear();
      status.refresh();
    }),
    testExplorer(run, explainTest),
    onPolicy("agentpol.showTable", (policy, rule) =>
      table.show(policy, typeof rule === "string" ? rule : undefined),
    ),
    onPolicy("agentpol.diffWithHead", (policy) => reports.diff(policy)),
    commands.registerCommand("agentpol.explainRequest", (uri?: Uri) => reports.explain(uri)),
    commands.registerCommand("agentpol.newPolicy", () => newPolicy(run)),
    commands.registerCommand("agentpol.restartServer", () => client?.restart()),
  );
  client = await startClient(context, (command, answer) => showExplained(reports, command, answer));
  client.onNotification("$/agentpol/proved", ({ uri, state }: Proved) => {
    proved.set(Uri.parse(uri).toString(), state);
    status.refresh();
  });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** A command of the policy that it is called with, or else of the one in the active editor. */
function onPolicy(name: string, act: (policy: Uri, detail: unknown) => Promise<void>): Disposable {
  return commands.registerCommand(name, async (given?: Uri | string, detail?: unknown) => {
    const active = window.activeTextEditor?.document;
    const policy = typeof given === "string" ? Uri.parse(given) : (given ?? active?.uri);
    if (policy?.path.endsWith(".agentpol") !== true)
      await window.showInformationMessage("Open a policy (*.agentpol) first.");
    else await act(policy, detail);
  });
}

/** A test of a cases file is explained by the policy that the file names. */
async function explainTest({ label, uri }: TestItem): Promise<void> {
  await commands.executeCommand(EXPLAIN_TEST, uri?.toString(), label);
}

/** A first policy with its cases, in the folder that is open. */
async function newPolicy(run: CommandLine): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    await window.showInformationMessage("Open a folder first.");
    return;
  }
  const { code, output, errors } = await run(["init", "."], { cwd: folder.fsPath });
  const policy = /\S+\.agentpol/.exec(output)?.[0];
  if (code !== 0 || policy === undefined) await window.showErrorMessage(errors.trim());
  else await window.showTextDocument(Uri.joinPath(folder, policy));
}

/** What each step of a test was decided by. */
async function showExplained(reports: Reports, command: string, answer: unknown): Promise<void> {
  if (command !== EXPLAIN_TEST) return;
  if (isExplained(answer)) await reports.show("explanation.md", answer.markdown);
  else await window.showInformationMessage("There is no such test in a policy that compiles.");
}

function isExplained(answer: unknown): answer is { readonly markdown: string } {
  return typeof answer === "object" && answer !== null && "markdown" in answer;
}
