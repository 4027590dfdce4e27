// A real VS Code, in a browser, with the packed extension: started on a folder, and used with mouse and keyboard.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
/* global document */
import { chromium } from "playwright-core";

/** So long one waits for what is to be seen. */
const PATIENCE = 60_000;

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.fontSize": 13,
  "window.commandCenter": false,
  "extensions.ignoreRecommendations": true,
  "testing.automaticallyOpenTestResults": "neverOpen",
  "git.openRepositoryInParentFolders": "never",
};

/** @param programs see `install`; `extension` is the path of a .vsix */
export async function open(programs, { folder, extension }) {
  const home = mkdtempSync(join(tmpdir(), "agentpol-vscode-"));
  const folders = ["--user-data-dir", join(home, "user"), "--extensions-dir", join(home, "extensions")];
  mkdirSync(join(home, "user/User"), { recursive: true });
  writeFileSync(join(home, "user/User/settings.json"), JSON.stringify(SETTINGS));
  // It may be set where this is run from within VS Code, and would make a client of the server.
  const env = { ...process.env, VSCODE_IPC_HOOK_CLI: "", XDG_CONFIG_HOME: home };
  execFileSync(programs.node, [programs.codeServer, ...folders, "--install-extension", extension], { env });
  const port = await freePort();
  const flags = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry"];
  const server = spawn(
    programs.node,
    [
      programs.codeServer,
      ...flags,
      "--disable-update-check",
      "--disable-workspace-trust",
      ...folders,
      folder,
    ],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  let log = "";
  await new Promise((resolve, reject) => {
    const read = (data) => {
      log += data;
      if (log.includes("HTTP server listening")) resolve();
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("exit", (code) => reject(new Error(`code-server ended with ${code}:\n${log}`)));
  });
  const browser = await chromium.launch({ executablePath: programs.chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(`http://127.0.0.1:${port}/?folder=${folder}`);
  await page.waitForSelector(".monaco-workbench .explorer-folders-view .monaco-list-row");
  return new Editor(page, async () => {
    await browser.close();
    server.removeAllListeners("exit");
    server.kill();
    rmSync(home, { recursive: true, force: true });
  });
}

class Editor {
  constructor(page, close) {
    this.page = page;
    this.close = close;
  }

  /** Opens a file by a double click in the explorer. */
  async openFile(name) {
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.page.waitForSelector(`.tab.active[data-resource-name="${name}"]`);
    await this.page.waitForSelector(".monaco-editor .view-line");
  }

  /** A command by its title, as one finds it in the palette. */
  async run(title) {
    await this.page.keyboard.press("F1");
    await this.page.waitForSelector(".quick-input-widget:not(.hidden) input");
    // Whatever has the focus meanwhile.
    await this.page.locator(".quick-input-widget input").first().fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
    await this.page.waitForSelector(".quick-input-widget", { state: "hidden" });
  }

  /** Selects the first place in the file where the text stands. */
  async find(text) {
    await this.page
      .locator(".monaco-editor.focused, .editor-instance .monaco-editor")
      .first()
      .click({ position: { x: 300, y: 8 } });
    await this.press("Control+Home");
    await this.page.keyboard.press("Control+F");
    await this.page.waitForSelector(".find-widget.visible");
    await this.page.keyboard.press("Control+A");
    // The first place is selected while one types.
    await this.page.keyboard.type(text);
    await this.page.keyboard.press("Escape");
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** Waits until something is to be seen. */
  async sees(selector, options = {}) {
    const found = this.page.locator(selector, options).first();
    await found.waitFor({ state: "visible" });
    return found;
  }

  /** Waits until it is to be seen no more. */
  async seesNo(selector) {
    await this.page.waitForFunction((asked) => document.querySelector(asked) === null, selector);
  }

  /** A fix at the cursor, in the menu; this closes by itself where what is told of the text changes meanwhile. */
  async fix(title) {
    const offered = this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
    for (let tries = 0; ; tries++) {
      await this.press("Escape");
      await this.press("Control+.");
      try {
        await offered.waitFor({ state: "visible", timeout: 5_000 });
        return offered;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  /** What stands in the web view that was opened last. */
  webview() {
    return this.page.frameLocator("iframe.webview.ready >> nth=-1").frameLocator("iframe#active-frame");
  }

  /** The whole text of the active editor. */
  async text() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".editor-instance .view-line")]
        .sort((a, b) => parseInt(a.style.top) - parseInt(b.style.top))
        .map((line) => line.textContent.replaceAll("\u00a0", " "))
        .join("\n"),
    );
  }

  async screenshot(path) {
    await this.page.screenshot({ path });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
