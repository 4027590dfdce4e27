// How soon an editor hears of mistakes while someone types in a policy of 5,000 lines, how soon completion answers, and what memory
// the server holds after 1,000 edits. Speaks the protocol with the built server over a stream, as editors do.
//
//   npm run build:bundles && node --expose-gc bench/lsp.mjs [edits] [lines]
//
// Times are in milliseconds, from the keystroke to its answer. `compile` is our own full compile of the same text in this process,
// taken every so often between the edits: × is beside its median. `cpu` is what the server's process took, for each edit.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundle, bundled, removeBundle } from "./bundle.mjs";
import { longPolicy, typedRule } from "./families/long-policy.mjs";

const protocol = createRequire(import.meta.url)("vscode-languageserver-protocol/node");
const [edits = 1000, lines = 5000] = process.argv.slice(2).map(Number);
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "agentpol-bench-lsp-"));
const file = join(folder, "bench.agentpol");
const uri = pathToFileURL(file).href;

/** On a signal, the server's process tells what memory it holds, once garbage is collected. */
const telling =
  "process.on('SIGUSR2',()=>{globalThis.gc();process.stderr.write(JSON.stringify(process.memoryUsage())+'\\n')})";
const server = spawn(
  process.execPath,
  [
    "--expose-gc",
    `--import=data:text/javascript,${encodeURIComponent(telling)}`,
    join(root, "dist/cli/main.js"),
    "lsp",
    "--stdio",
  ],
  { stdio: ["pipe", "pipe", "pipe"] },
);
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout),
  new protocol.StreamMessageWriter(server.stdin),
);
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ version }) => {
  waiting.get(version)?.();
  waiting.delete(version);
});
connection.listen();

await bundle("lsp", 'export { compile } from "./compiler/compile.js";');
const { compile } = await bundled("lsp");
await removeBundle("lsp");

let text = longPolicy(lines);
let version = 1;
writeFileSync(file, text);
await connection.sendRequest("initialize", {
  processId: process.pid,
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "bench" }],
  capabilities: {},
});
await connection.sendNotification("initialized", {});
const opened = published();
await connection.sendNotification("textDocument/didOpen", {
  textDocument: { uri, languageId: "agentpol", version, text },
});
const first = await opened;

const times = { diagnostics: [], completion: [], compile: [] };
const [begin, cpuBegin] = [performance.now(), cpuOf(server.pid)];
for (const [index, edit] of replayed(edits).entries()) {
  await change(edit, index % 2 === 1);
  if (index % 50 === 49) timedCompile();
}
const cpu = (cpuOf(server.pid) - cpuBegin) / edits;
const took = performance.now() - begin;
const memory = await memoryOf(server);
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1] ?? "0";
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");
rmSync(folder, { recursive: true });
report();

/** Resolves with the time from now to the diagnostics of the current version. */
function published() {
  const start = performance.now();
  return new Promise((resolve) => waiting.set(version, () => resolve(performance.now() - start)));
}

/** One edit; every second one with a completion at its end, as editors ask while one types. */
async function change({ offset, length, insert }, completing) {
  const range = { start: positionAt(offset), end: positionAt(offset + length) };
  text = text.slice(0, offset) + insert + text.slice(offset + length);
  version += 1;
  const told = published();
  void connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range, text: insert }],
  });
  if (!completing) {
    times.diagnostics.push(await told);
    return;
  }
  const start = performance.now();
  const position = positionAt(offset + insert.length);
  try {
    await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
    times.completion.push(performance.now() - start);
  } catch (error) {
    if (error.code !== protocol.ErrorCodes.MethodNotFound) throw error;
  }
  times.diagnostics.push(await told);
}

/** What a person does: types rules here and there, takes half of one back, pastes, deletes and undoes. */
function replayed(count) {
  const found = [];
  const places = [0.02, 0.5, 0.25, 0.98, 0.75];
  for (let round = 0; found.length < count; round += 1) {
    const at = declarationNear(places[round % places.length]);
    const rule = typedRule(round);
    for (let i = 0; i < rule.length; i += 1) found.push({ at, offset: i, length: 0, insert: rule[i] });
    for (let i = rule.length; i > rule.length / 2; i -= 1)
      found.push({ at, offset: i - 1, length: 1, insert: "" });
    // A paste, its undoing, and that undone.
    const rest = rule.slice(Math.ceil(rule.length / 2) - 1);
    const pasted = { at, offset: Math.ceil(rule.length / 2) - 1, length: 0, insert: rest };
    const undone = { ...pasted, length: rest.length, insert: "" };
    found.push(pasted, undone, pasted);
  }
  return found.slice(0, count).map(({ at, offset, ...edit }) => ({ ...edit, offset: at + offset }));
}

/** Where a declaration begins, so far into the text as it is at the beginning. */
function declarationNear(share) {
  return text.indexOf("\n\nrule ", Math.floor(text.length * share) - 2000) + 2;
}

function positionAt(offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length - 1;
  return { line, character: offset - (before.lastIndexOf("\n") + 1) };
}

function timedCompile() {
  const start = performance.now();
  compile("bench.agentpol", { read: () => ({ ok: true, text }) });
  times.compile.push(performance.now() - start);
}

/** Milliseconds of processor time so far, in hundredths of a second. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function memoryOf(process) {
  return new Promise((resolve) => {
    process.stderr.once("data", (line) => resolve(JSON.parse(String(line))));
    process.kill("SIGUSR2");
  });
}

function report() {
  const at = (list, share) =>
    list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
  const unit = at(times.compile, 0.5);
  for (const [name, list] of Object.entries(times)) {
    if (list.length === 0) continue;
    const [p50, p95, max] = [0.5, 0.95, 1].map((share) => at(list, share));
    const cells = Object.entries({ p50, p95, max }).map(
      ([key, value]) => `${key} ${value.toFixed(1).padStart(6)}`,
    );
    console.log(name.padEnd(12), cells.join("  "), ` × ${(p50 / unit).toFixed(2)}`, ` of ${list.length}`);
  }
  const mib = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
  console.log(
    `first ${first.toFixed(0)} ms; cpu ${cpu.toFixed(1)} ms an edit; ${edits} edits in ${(took / 1000).toFixed(0)} s`,
  );
  console.log(
    `memory: RSS ${mib(memory.rss)}, heap ${mib(memory.heapUsed)}, peak ${mib(Number(peak) * 1024)}; load ${loadavg()[0].toFixed(1)}`,
  );
}
