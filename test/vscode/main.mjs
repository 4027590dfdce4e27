// The extension in a real VS Code: a mistake is typed, seen and mended, a failing test is run, the decision table is opened.
//
// `npm run test:vscode` installs what it needs. With WRITE_DOCS=1 the pictures of the documentation are taken anew.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "./editor.mjs";
import { install } from "./install.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "agentpol-workspace-"));
const pictures = process.env.WRITE_DOCS === "1" ? join(root, "docs/images") : join(folder, ".pictures");
mkdirSync(pictures, { recursive: true });

// The last test expects what the policy does not say.
const policy = readFileSync(join(root, "fixtures/policies/payments.agentpol"), "utf8");
writeFileSync(
  join(folder, "payments.agentpol"),
  policy.replace("expect  allow times 600", "expect  allow times 601"),
);
copyFileSync(
  join(root, "fixtures/policies/approved-counterparties.json"),
  join(folder, "approved-counterparties.json"),
);

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
    await editor.press("Control+.");
    const fix = await editor.sees(".action-widget .monaco-list-row.action", { hasText: "lead" });
    await editor.screenshot(join(pictures, "fix.png"));
    await fix.click();
    await editor.seesNo(".squiggly-error");
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
  async "the decision table stands beside, and a click on a row goes to its rule"() {
    await editor.page.locator(`.tab[data-resource-name="payments.agentpol"]`).click();
    await editor.run("agentpol: Show Decision Table");
    const frame = editor.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
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
