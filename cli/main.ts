#!/usr/bin/env node
// The entry of the command line. It loads next to nothing itself, so that `--version` is quick.

import { guardOutput } from "./stdout.js";
import { VERSION } from "./version.js";

guardOutput();
const [first] = process.argv.slice(2);
if (first === "--version" || first === "-V") {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { run } = await import("./program.js");
  process.exitCode = await run(process.argv);
}
