// Packs the editor extension as `vscode-extension/agentpol.vsix`. Needs no network: all that it uses is bundled before.

import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

const cwd = fileURLToPath(new URL("../vscode-extension/", import.meta.url));
const packagePath = `${cwd}agentpol.vsix`;

await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: false });
console.log(`packed vscode-extension/agentpol.vsix`);
