// A law over a real stream: whatever was edited, closed, deleted and renamed before, every answer of a server is that of one which
// is started afresh on the same files and documents.

import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ResponseError } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { expect } from "vitest";
import { edited, type Random, randomEdit } from "../../support/editing.js";
import { Editor } from "./client.js";
import { questions } from "./requests.js";

const files: Readonly<Record<string, string>> = {
  "payments.agentpol": `policy payments {
  default block
}
import "shared.agentpol"
data accounts: set<string> from "accounts.json"
rule may_pay on pay.send { when args.to in accounts and agent.id in staff, allow }
rule never on pay.send { when args.amount > 5 USD and args.amount < 3 USD, block "é😀" }
cap daily on pay.send { limit sum(args.amount) <= 100 USD per 1d by agent.id, else escalate to staff }
test "pays" {
  agent { id: "ana@corp.example" }
  action pay.send(to: "ACME", amount: 1 USD)
  expect allow
}
`,
  "search.agentpol": `policy search { default block }\r\nimport "shared.agentpol"\r\nimport "circle.agentpol"\r\nrule may_search on search.* { when agent.id in staff, allow }\r\n`,
  "shared.agentpol": `/// Who works here.
group staff = ["ana@corp.example", "ben@corp.example"]
agent { id: string }
action pay.send(to: string, amount: money(USD)) { effect write, reversible never }
`,
  "circle.agentpol": `import "circle2.agentpol"\naction search.query(text: string) { effect read, reversible always }\n`,
  "circle2.agentpol": `import "circle.agentpol"\nlet unused = 1 == 1\n`,
  "accounts.json": `["ACME"]\n`,
  "payments.cases.yaml": `policy: payments.agentpol
cases:
  - name: pays
    steps:
      - agent: { id: ana@corp.example }
      - action: pay.send
        args: { to: ACME, amount: { amount: 1, currency: USD } }
      - expect: allow
`,
  "agentpol.config.json": `{ "lint": { "extends": "strict" } }\n`,
};

/** Plays random edits in one server, and compares it now and then with fresh ones. */
export class Play {
  readonly #folder = mkdtempSync(join(tmpdir(), "agentpol-lsp-law-"));
  readonly #editor = new Editor();
  readonly #open = new Map<string, TextDocument>();

  constructor(private readonly next: Random) {
    for (const [name, text] of Object.entries(files)) this.#write(name, text);
  }

  async run(edits: number, every: number): Promise<void> {
    await this.#editor.initialize(this.#uri(""));
    for (let i = 1; i <= edits; i++) {
      await this.#step();
      if (i % every === 0) await this.#compare(`after ${String(i)} edits`);
    }
    await this.#editor.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #step(): Promise<void> {
    const kind = this.next(20);
    if (kind < 14) await this.#edit();
    else if (kind < 16) await this.#close();
    else await this.#onDisk(kind);
  }

  /** Mostly of an open document; what was broken is as it was at the beginning, now and then. */
  async #edit(): Promise<void> {
    const name = this.#anyName();
    const document = this.#open.get(name) ?? (await this.#opened(name));
    const before = document.getText();
    const isRestored = this.next(6) === 0;
    const edit = isRestored
      ? { start: 0, end: before.length, text: files[name] ?? "" }
      : randomEdit(before, this.next);
    const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
    const change = { range, text: edit.text };
    // The protocol knows no place between the two characters of a line end.
    const isBetween =
      document.offsetAt(range.start) !== edit.start || document.offsetAt(range.end) !== edit.end;
    const contentChanges = isBetween ? [{ text: edited(before, edit) }] : [change];
    TextDocument.update(document, contentChanges, document.version + 1);
    expect(document.getText()).toBe(edited(before, edit));
    await this.#editor.notify("textDocument/didChange", {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges,
    });
  }

  async #opened(name: string): Promise<TextDocument> {
    const text = this.#names().includes(name) ? readFileSync(join(this.#folder, name), "utf8") : "";
    const document = TextDocument.create(this.#uri(name), "agentpol", 1, text);
    this.#open.set(name, document);
    await tellOpen(this.#editor, document);
    return document;
  }

  async #close(): Promise<void> {
    const [name] = this.#pick([...this.#open.keys()]);
    if (name === undefined) return;
    this.#open.delete(name);
    await this.#editor.notify("textDocument/didClose", { textDocument: { uri: this.#uri(name) } });
  }

  /** Files change under the server, which is told so. */
  async #onDisk(kind: number): Promise<void> {
    const names = this.#names();
    const [name] = this.#pick(names);
    if (kind === 16 && name !== undefined) {
      rmSync(join(this.#folder, name));
      await this.#watched({ [name]: 3 });
    } else if (kind === 17 && name !== undefined) {
      const other = this.#anyName();
      renameSync(join(this.#folder, name), join(this.#folder, other));
      await this.#watched({ [name]: 3, [other]: 1 });
    } else {
      const written = this.#anyName();
      const text = files[written] ?? "";
      this.#write(written, this.next(2) === 0 ? text : edited(text, randomEdit(text, this.next)));
      await this.#watched({ [written]: names.includes(written) ? 2 : 1 });
    }
  }

  async #watched(changes: Readonly<Record<string, number>>): Promise<void> {
    await this.#editor.notify("workspace/didChangeWatchedFiles", {
      changes: Object.entries(changes).map(([name, type]) => ({ uri: this.#uri(name), type })),
    });
  }

  async #compare(when: string): Promise<void> {
    const fresh = new Editor();
    await fresh.initialize(this.#uri(""));
    for (const document of this.#open.values()) await tellOpen(fresh, document);
    const [told, expected] = [await this.#editor.settled(), await fresh.settled()];
    expect(Object.fromEntries(told), `diagnostics ${when}`).toEqual(Object.fromEntries(expected));
    for (const { method, params } of questions) {
      const name = this.#anyName();
      const text = this.#open.get(name)?.getText() ?? files[name] ?? "";
      const document = TextDocument.create("", "", 1, text);
      const [start, end] = [this.next(text.length + 1), this.next(text.length + 1)].sort((a, b) => a - b);
      const asked = params(this.#uri(name), document.positionAt(start ?? 0), document.positionAt(end ?? 0));
      const [answer, other] = [
        await answerOf(this.#editor, method, asked),
        await answerOf(fresh, method, asked),
      ];
      expect(answer, `${method} ${when}: ${JSON.stringify(asked)}`).toEqual(other);
    }
    await fresh.close();
  }

  #pick<T>(items: readonly T[]): readonly T[] {
    return items.length === 0 ? [] : items.slice(this.next(items.length));
  }

  #anyName(): string {
    const [name = ""] = this.#pick(Object.keys(files));
    return name;
  }

  #names(): readonly string[] {
    return readdirSync(this.#folder);
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }

  #uri(name: string): string {
    return pathToFileURL(join(this.#folder, name)).href;
  }
}

function tellOpen(editor: Editor, document: TextDocument): Promise<void> {
  const { uri, version, languageId } = document;
  return editor.notify("textDocument/didOpen", {
    textDocument: { uri, version, languageId, text: document.getText() },
  });
}

/** What comes back, be it a refusal; names of results, by which only one server is asked again, are left out. */
async function answerOf(editor: Editor, method: string, params: unknown): Promise<unknown> {
  try {
    const answer: unknown = await editor.request(method, params);
    return typeof answer === "object" && answer !== null && "resultId" in answer
      ? { ...answer, resultId: "" }
      : answer;
  } catch (error) {
    if (error instanceof ResponseError) return { code: error.code, message: error.message };
    throw error;
  }
}
