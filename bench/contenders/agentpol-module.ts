// This project again: the module that `agentpol compile --emit js` writes.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emitModule } from "../../compiler/emit/js/module.js";
import type { decide } from "../../runtime/index.js";
import type { Request } from "../families/rules.js";
import { policyText, tableOf, verdictIn } from "./agentpol.js";
import type { Contender, Loaded } from "./contender.js";

/** The runtime as it is bundled beside the benchmark's program: the one that decides by the table too. */
const RUNTIME = new URL("runtime.mjs", import.meta.url);

interface Emitted {
  readonly decide: (request: unknown) => ReturnType<typeof decide>;
}

export const agentpolModule: Contender = {
  name: "agentpol (JS module)",
  write: policyText,
  compile: (text) => emitModule(tableOf(text)),
  load: async (text): Promise<Loaded<Request>> => {
    const { decide } = await imported(text.replace('"agentpol/runtime"', JSON.stringify(RUNTIME)));
    return { form: (request) => request, decide: (request) => verdictIn(decide(request).verdict) };
  },
};

/** The module, imported from a file as programs do. */
async function imported(text: string): Promise<Emitted> {
  const folder = await mkdtemp(join(tmpdir(), "agentpol-bench-module-"));
  const file = join(folder, "policy.mjs");
  await writeFile(file, text);
  const module = (await import(pathToFileURL(file).href)) as Emitted;
  await rm(folder, { recursive: true });
  return module;
}
