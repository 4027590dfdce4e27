// How long the parser takes to start and to read: 1, 2 and 4 MiB of policies, and of text made to hurt it.
// Run: node bench/parse.mjs

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const mebibyte = 1024 * 1024;

const folder = await mkdtemp(join(tmpdir(), "bench-parse-"));
const outfile = join(folder, "parse.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["compiler/ast/parse.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  minifySyntax: true,
  minifyWhitespace: true,
  outfile,
  logLevel: "warning",
});

const imported = performance.now();
const { parse } = await import(pathToFileURL(outfile).href);
const started = performance.now();
parse({ path: "empty.agentpol", text: "rule a on b { allow }" });
const ready = performance.now();
console.log(`import ${(started - imported).toFixed(1)} ms, first parse ${(ready - started).toFixed(1)} ms`);

const policy = await readFile(join(root, "fixtures/policies/remediation.agentpol"), "utf8");
/** `unit` again and again, up to `size`, behind `head`. */
const fill = (unit, size, head = "") =>
  (head + unit.repeat(Math.ceil(size / unit.length))).slice(0, size - 1);

const shapes = {
  policies: policy,
  "long chains": `let a = ${"x and ".repeat(900)} y\n`,
  "lone {": "{",
  "lone )": ")",
  slashes: "/",
  "slash star": "/*",
  quotes: '"',
  "curly quotes": "\u201e",
  "one word": "a",
  words: "a ",
  "words in one list": ["let a = [", "b, "],
  digits: "1",
  dots: ".",
  "rule heads": "rule a on b {",
  "rule lines": "rule a on b {\n",
  "misspelt heads": 'tst "x" { expect allow }\n',
  "misspelt clauses": "rule a on b { whn x > 1 allow }\n",
  "misspelt in one rule": ["rule a on b {", " whn x > 1"],
  "misplaced in one rule": ["rule a on b { allow", " limit 1 per 1h"],
  "clauses of one rule": ["rule a on b { allow", "\n  when x"],
  "steps of one test": ['test "x" {', "\n  expect allow"],
  "missing commas": "let a = [b c, d e, f g]\n",
  commas: "let a = [,,,,]\n",
  "foreign letters": "\u0430 ",
  directions: "\u202e",
  backslashes: '"\\',
};

const sizes = (process.argv[2] ?? "1,2,4").split(",").map(Number);
for (const [name, unit] of Object.entries(shapes)) {
  const times = sizes.map((mebibytes) => {
    const [head, body] = Array.isArray(unit) ? unit : ["", unit];
    const text = fill(body, mebibytes * mebibyte, head);
    const begin = performance.now();
    const { diagnostics } = parse({ path: "bench.agentpol", text });
    return `${(performance.now() - begin).toFixed(0)} ms (${diagnostics.length})`;
  });
  console.log(`${name.padEnd(22)} ${times.join("   ")}`);
}
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
await rm(folder, { recursive: true });
