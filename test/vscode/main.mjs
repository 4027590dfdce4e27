// The extension in a real VS Code: a mistake is typed, seen and mended, a failing test is run, the decision table is opened.
//
// `npm run test:vscode` installs what it needs. With WRITE_DOCS=1 the pictures of the documentation are taken anew.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./editor.mjs";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "agentpol-workspace-"));
const pictures =
  process.env.WRITE_DOCS === "1"
    ? join(root, "docs/images")
    : mkdtempSync(join(tmpdir(), "agentpol-pictures-"));
mkdirSync(pictures, { recursive: true });

for (const name of ["payments.agentpol", "payments.cases.yaml", "approved-counterparties.json"])
  copyFileSync(join(root, "fixtures/policies", name), join(folder, name));

// What is committed is the policy as it should be.
const git = (...args) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@corp.example", ...args]);
git("init", "--quiet");
git("add", ".");
git("commit", "--quiet", "--message", "The policy");

const editor = await open(install(), { folder, extension: join(root, "vscode-extension/agentpol.vsix") });

/** The steps, in order; each builds on those before. */
const steps = {
  async "a policy is coloured, and its state is told"() {
    await editor.openFile("payments.agentpol");
    await editor.sees(".statusbar-item", { hasText: "agentpol:" });
    await editor.sees(".statusbar-item", { hasText: "agentpol: proved" });
    await editor.screenshot(join(pictures, "policy.png"));
  },
  async "a mistake is marked as one types"() {
    await editor.find("clerk, lead]");
    await editor.press("ArrowRight");
    await editor.press("ArrowLeft");
    await editor.press("ArrowLeft");
    await editor.press("Backspace");
    await editor.type("f");
    await editor.sees(".squiggly-error");
    await editor.sees(".statusbar-item", { hasText: "agentpol: 1 error" });
    await editor.screenshot(join(pictures, "mistake.png"));
  },
  async "its fix mends it"() {
    const fix = await editor.fix("lead");
    await editor.screenshot(join(pictures, "fix.png"));
    await fix.click();
    await editor.seesNo(".squiggly-error");
    await editor.press("Control+S");
  },
  async "a test that expects something else is marked, too"() {
    await editor.find("allow times 600");
    await editor.press("End");
    await editor.press("Backspace");
    await editor.type("1");
    await editor.sees(".squiggly-warning, .squiggly-info, .squiggly-hint");
    await editor.press("Control+S");
  },
  async "a failing test says what was decided instead"() {
    await editor.run("Test: Run All Tests");
    await editor.sees(".statusbar-item, .testing-progress-ui, .monaco-list", {
      hasText: "payments.agentpol",
    });
    await editor.run("Testing: Focus on Test Explorer View");
    await editor.sees(".test-explorer .codicon-testing-failed-icon");
    await editor.screenshot(join(pictures, "tests.png"));
  },
  async "a test is explained, decision by decision"() {
    await editor.page.locator(`.tab[data-resource-name="payments.agentpol"]`).click();
    await editor.find("the 601st search");
    await editor.run("Test: Debug Test at Cursor");
    await editor.sees(".tab", { hasText: "explanation" });
    const frame = editor.webview();
    await frame.locator("h2", { hasText: "allow by payments.may_search" }).first().waitFor();
    await editor.screenshot(join(pictures, "explained.png"));
    await editor.run("View: Close Editor");
  },
  async "coverage says what no test touches"() {
    await editor.run("Test: Run All Tests with Coverage");
    await editor.sees(".test-coverage-bars");
    await editor.screenshot(join(pictures, "coverage.png"));
  },
  async "an edit shows what is decided otherwise than at HEAD"() {
    await editor.page.locator(`.tab[data-resource-name="payments.agentpol"]`).click();
    await editor.find("10_000 USD");
    await editor.press("ArrowLeft");
    await editor.type("2");
    await editor.press("Control+S");
    await editor.run("agentpol: Diff with HEAD");
    await editor.webview().locator("h3", { hasText: "1 loosened" }).waitFor();
    await editor.screenshot(join(pictures, "diff.png"));
    await editor.run("View: Close Editor");
  },
  async "the decision table stands beside, and a click on a row goes to its rule"() {
    await editor.page.locator(`.tab[data-resource-name="payments.agentpol"]`).click();
    await editor.run("agentpol: Show Decision Table");
    const frame = editor.webview();
    await frame.locator("caption", { hasText: "payments.send" }).waitFor();
    await editor.screenshot(join(pictures, "table.png"));
    await frame.locator("tbody tr", { hasText: "payments.large_payment" }).first().click();
    await editor.sees(".statusbar-item", { hasText: "Ln 33" });
  },
};

let [passed, failed] = [0, 0];
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    passed += 1;
    console.log(`✓ ${name}`);
  } catch (error) {
    failed += 1;
    await editor.screenshot(join(tmpdir(), "agentpol-vscode-failed.png"));
    console.error(`✗ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    break;
  }
}
await editor.close();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
assert.equal(failed, 0);
