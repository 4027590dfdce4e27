// Files and folders that change under the server.

import { renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Editor } from "./client.js";
import { Folder } from "./folder.js";

const POLICY = 'policy p { default block }\nimport "parts/shared.agentpol"\nrule r on a.b { allow }\n';
const SHARED = "agent { id: string }\naction a.b() { effect read, reversible always }\n";

let folder = new Folder();
let editor = new Editor();

afterEach(async () => {
  await editor.close();
  folder.remove();
});

async function opened(): Promise<void> {
  folder = new Folder({ "p.agentpol": POLICY, "parts/shared.agentpol": SHARED });
  editor = new Editor();
  await editor.initialize(folder.uri());
  expect(await errors()).toEqual([]);
}

async function errors(): Promise<readonly unknown[]> {
  const told = [...(await editor.settled())];
  return told.flatMap(([uri, all]) =>
    all
      .filter(({ severity }) => severity === 1)
      .map(({ code }) => [uri.slice(folder.uri().length + 1), code]),
  );
}

describe("files that change under the server", () => {
  it("are read again once the editor says so", async () => {
    await opened();
    folder.write("parts/shared.agentpol", SHARED.replace("a.b", "a.c"));
    const changes = [{ uri: folder.uri("parts/shared.agentpol"), type: 2 }];
    await editor.notify("workspace/didChangeWatchedFiles", { changes });
    expect(await errors()).toEqual([["p.agentpol", "AP2011"]]);
  });

  it("are missed when they are deleted, and when their folder is", async () => {
    await opened();
    folder.remove("parts/shared.agentpol");
    await editor.notify("workspace/didDeleteFiles", {
      files: [{ uri: folder.uri("parts/shared.agentpol") }],
    });
    expect(await errors()).toContainEqual(["p.agentpol", "AP2003"]);
    folder.write("parts/shared.agentpol", SHARED);
    await editor.notify("workspace/didCreateFiles", {
      files: [{ uri: folder.uri("parts/shared.agentpol") }],
    });
    expect(await errors()).toEqual([]);
    folder.remove("parts");
    await editor.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uri("parts"), type: 3 }],
    });
    expect(await errors()).toContainEqual(["p.agentpol", "AP2003"]);
  });

  it("follow a rename, and what was said of the old name goes", async () => {
    await opened();
    folder.write("p.agentpol", `${POLICY}rule`);
    await editor.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uri("p.agentpol"), type: 2 }],
    });
    expect(await errors()).toEqual([["p.agentpol", expect.stringMatching(/^AP1/)]]);
    renameSync(join(folder.path, "p.agentpol"), join(folder.path, "q.agentpol"));
    const files = [{ oldUri: folder.uri("p.agentpol"), newUri: folder.uri("q.agentpol") }];
    await editor.notify("workspace/didRenameFiles", { files });
    expect(await errors()).toEqual([["q.agentpol", expect.stringMatching(/^AP1/)]]);
  });

  it("count again once the document above them is closed", async () => {
    await opened();
    await editor.open(folder.uri("parts/shared.agentpol"), "");
    expect(await errors()).toContainEqual(["p.agentpol", "AP2011"]);
    const textDocument = { uri: folder.uri("parts/shared.agentpol") };
    await editor.notify("textDocument/didClose", { textDocument });
    expect(await errors()).toEqual([]);
  });
});

describe("workspace folders", () => {
  it("come and go", async () => {
    const other = new Folder({ "o.agentpol": "policy o {" });
    folder = new Folder({ "p.agentpol": "policy p {" });
    editor = new Editor();
    await editor.initialize(folder.uri(), { workspace: { workspaceFolders: true } });
    expect([...(await editor.settled()).keys()]).toEqual([folder.uri("p.agentpol")]);
    const event = {
      added: [{ uri: other.uri(), name: "other" }],
      removed: [{ uri: folder.uri(), name: "test" }],
    };
    await editor.notify("workspace/didChangeWorkspaceFolders", { event });
    expect([...(await editor.settled()).keys()]).toEqual([other.uri("o.agentpol")]);
    other.remove();
  });

  it("are watched where the editor can be asked to, and their analysis is shown where it takes a while", async () => {
    const text = `${POLICY}${"rule s on a.b { when 1 == 1, allow }\n".repeat(200)}`;
    const many = Array.from({ length: 25 }, (_, i) => [`p${String(i)}.agentpol`, text] as const);
    folder = new Folder(Object.fromEntries(many));
    editor = new Editor();
    const registered: unknown[] = [];
    editor.connection.onRequest(
      "client/registerCapability",
      ({ registrations }: { registrations: unknown[] }) => {
        registered.push(...registrations);
        return null;
      },
    );
    editor.connection.onRequest("window/workDoneProgress/create", () => null);
    const progress: string[] = [];
    const ended = new Promise<void>((resolve) => {
      editor.connection.onNotification("$/progress", ({ value }: { value: { kind: string } }) => {
        progress.push(value.kind);
        if (value.kind === "end") resolve();
      });
    });
    await editor.initialize(folder.uri(), {
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
      window: { workDoneProgress: true },
    });
    await ended;
    expect(registered).toMatchObject([{ method: "workspace/didChangeWatchedFiles" }]);
    expect(progress[0]).toBe("begin");
  });
});
