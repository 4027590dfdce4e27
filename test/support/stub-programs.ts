// Runs shell scripts in which every program but a few is a stub that only writes down its words: what does a shell run?

import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A program that ran, with its words. */
export interface Ran {
  readonly program: string;
  readonly words: readonly string[];
}

export type Shell = "bash" | "dash";

/** Do nothing but write down that they ran. */
export const STUBS = ["rm", "git", "curl", "dd", "ls", "tee", "sudo"] as const;

/** Run other programs; they are this machine's. */
const REAL = [
  ...["bash", "dash", "sh", "env", "xargs", "find", "timeout", "nice", "nohup", "stdbuf"],
  ...["awk", "sed", "cat"],
];

/** Runs each script by itself in an empty folder, for one second at most. Fails loudly without a shell to ask. */
export function runScripts(shell: Shell, scripts: readonly string[]): readonly (readonly Ran[])[] {
  const root = mkdtempSync(join(tmpdir(), "stub-programs-"));
  try {
    writePrograms(root);
    for (const [index, script] of scripts.entries()) writeFileSync(join(root, `${index}.script`), script);
    writeFileSync(join(root, "run-all"), runnerOf(shell, scripts.length));
    execFileSync(pathOf("bash"), [join(root, "run-all")], { cwd: root, stdio: "ignore", timeout: 300_000 });
    return scripts.map((_script, index) => readLog(join(root, `${index}.log`)));
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One record for a run: its words end in \1, and it in \2. */
function writePrograms(root: string): void {
  const bin = join(root, "bin");
  mkdirSync(bin);
  for (const program of REAL) symlinkSync(pathOf(program), join(bin, program));
  for (const program of STUBS) {
    const record = `r='${program}'; for w do r="$r\x01$w"; done; printf '%s\\002' "$r" >>'${root}/log'`;
    // Now and then it fails, so that loops end and both ways of a condition are taken.
    const script = `#!${pathOf("dash")}\n${record}\nexit $(( $$ % 3 == 0 ))\n`;
    writeFileSync(join(bin, program), script, { mode: 0o755 });
  }
}

/** The reader of the pipe waits for what a script leaves in the background; when time is up, all of the group ends. */
function runnerOf(shell: Shell, count: number): string {
  const settings = `-i PATH="$root/bin" HOME="$root/work" FUNCNEST=8 LC_ALL=C.UTF-8`;
  const command = shell === "bash" ? "bash --norc --noprofile" : "dash";
  return `root=$PWD
for ((i = 0; i < ${count}; i++)); do
  rm -rf work
  mkdir work
  : >log
  (cd work && env ${settings} ${pathOf("timeout")} -s KILL 1 \\
    sh -c '${command} "$0" 2>&1 | cat >/dev/null' "$root/$i.script" </dev/null)
  mv log "$i.log"
done
`;
}

function readLog(path: string): readonly Ran[] {
  const records = readFileSync(path, "utf8").split("\x02").slice(0, -1);
  return records.map((record) => {
    const [program = "", ...words] = record.split("\x01");
    return { program, words };
  });
}

function pathOf(program: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const folder = folders.find((each) => existsSync(join(each, program)));
  if (folder === undefined) throw new Error(`this test needs ${program}, which is not on this machine`);
  return join(folder, program);
}
