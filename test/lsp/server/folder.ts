// A folder of files on the disk for one test, and its URIs.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "agentpol-lsp-"));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  uri(name = ""): string {
    return pathToFileURL(join(this.path, name)).href;
  }

  remove(name = ""): void {
    rmSync(join(this.path, name), { recursive: true });
  }
}
