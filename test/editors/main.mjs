// Other editors, for real: Neovim and Emacs attach to the server and show what it says. `npm run test:editors`.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const command = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Debian's packages, and the program that says that they are there. */
const PACKAGES = { nvim: ["neovim"], emacs: ["emacs-nox", "elpa-eglot"] };

const MAIN = `policy ops { default block }
import "./shared.agentpol"

rule restarts on service.restart {
  when agent.rol == operator
  allow
}
rule deletes on service.delete { escalate to leads "a lead looks at it" }
`;

const SHARED = `agent { id: string, role: builder | operator }
group leads = ["lea@corp.example"]
action service.restart(service: string) { effect execute, reversible always }
action service.delete(service: string) { effect delete, reversible never }
`;

function install() {
  const missing = Object.entries(PACKAGES).flatMap(([program, names]) =>
    spawnSync(program, ["--version"]).error === undefined ? [] : names,
  );
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw new Error(`install these Debian packages first: ${missing.join(" ")}`);
  const options = { stdio: "inherit" };
  execFileSync("apt-get", ["update"], options);
  execFileSync("apt-get", ["install", "--yes", "--no-install-recommends", ...missing], options);
}

/** Runs an editor on a copy of the workspace; what it saw. */
function inEditor(program, args) {
  const workspace = mkdtempSync(join(tmpdir(), "agentpol-editor-"));
  const report = join(workspace, "report.json");
  writeFileSync(join(workspace, "main.agentpol"), MAIN);
  writeFileSync(join(workspace, "shared.agentpol"), SHARED);
  const env = { ...process.env, AGENTPOL: command, WORKSPACE: workspace, REPORT: report };
  const { status, stderr, error } = spawnSync(program, args, { env, encoding: "utf8", timeout: 120_000 });
  if (error !== undefined) throw error;
  try {
    const seen = JSON.parse(readFileSync(report, "utf8"));
    assert.equal(seen.problem, undefined, `${seen.problem}\n${stderr}`);
    return { ...seen, status };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

const tests = {
  "Neovim shows a mistake, renames a group across files, and formats"() {
    const seen = inEditor("nvim", [
      "--headless",
      "-u",
      "NONE",
      "-i",
      "NONE",
      "-c",
      `luafile ${here}neovim.lua`,
    ]);
    assert.equal(seen.filetype, "agentpol");
    assert.deepEqual(
      seen.diagnostics.map(({ code, line, column }) => [code, line, column]),
      [["AP2001", 5, 14]],
    );
    assert.ok(
      seen.main.includes('rule deletes on service.delete { escalate to owners "a lead looks at it" }'),
    );
    assert.ok(seen.shared.includes('group owners = ["lea@corp.example"]'));
    assert.ok(seen.main.includes("  when  agent.role == operator"), seen.main.join("\n"));
  },
  "Emacs shows a mistake"() {
    const load = ["--eval", "(package-initialize)", "--load", `${here}emacs.el`];
    const seen = inEditor("emacs", ["--batch", "--no-init-file", ...load]);
    assert.equal(seen.mode, "agentpol-mode");
    assert.deepEqual(
      seen.diagnostics.map(({ line }) => line),
      [5],
    );
    assert.match(seen.diagnostics[0].text, /rol/);
  },
};

install();
let [passed, failed] = [0, 0];
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
    passed += 1;
    console.log(`✓ ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
