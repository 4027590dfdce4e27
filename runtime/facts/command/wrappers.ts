// Programs that run the command in their own words: `sudo -u ann rm x`.

import { literalOf, type SimpleCommand, type Word } from "../../values/command.js";
import { changesPrograms } from "../../values/command-environment.js";
import { hasOption, type OptionTable, optionTable, readOptions } from "./options.js";
import { NOTHING, runsWords, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";

interface Wrapper {
  readonly options: OptionTable;
  /** How many operands stand before the command. */
  readonly operands: number;
  /** May `NAME=value` stand before the command? */
  readonly assignments: boolean;
  /** Does it start a shell where no command is given? */
  readonly shell: boolean;
}

function wrapper(options: string, rest: Partial<Omit<Wrapper, "options">> = {}): Unwrap {
  const spec = { operands: 0, assignments: false, shell: false, ...rest, options: optionTable(options) };
  return (command) => unwrap(command.words, 1, spec);
}

/** `npm exec -- x`; where options stand before the subcommand, or it is not seen, what it runs is not seen either. */
function subcommand(name: string, options: string): Unwrap {
  const spec = { options: optionTable(options), operands: 0, assignments: false, shell: true };
  return ({ words: [program, first, ...others] }) => {
    if (program === undefined || first === undefined) return NOTHING;
    if (literalOf(first) === name) return unwrap([program, ...others], 1, spec);
    const hidden = mayBeOption(first) || [first, ...others].some((word) => literalOf(word) === name);
    return hidden ? UNSEEN : NOTHING;
  };
}

/** Without `-o`, whose value may be a command (`-o '|rm x'`), and `-E`, which sets a variable. */
const STRACE =
  "-cCdDfFhiknNqrtTuvVwxyYzZ -a: -b: -e: -I: -O: -p: -P: -s: -S: -u: -U: -X: --follow-forks --quiet? --trace:";
const SUDO =
  "-ABbEHiKklnNPSsVv -C: -D: -g: -h: -p: -R: -r: -T: -t: -U: -u: --askpass --background --preserve-env --set-home " +
  "--login --non-interactive --stdin --shell --list --validate --close-from: --chdir: --group: --host: --prompt: " +
  "--chroot: --role: --command-timeout: --type: --other-user: --user:";

export const WRAPPERS: Readonly<Record<string, Unwrap>> = {
  // Alone it is a standard input: `uv run -`.
  "-": wrapper("", { shell: true }),
  builtin: wrapper(""),
  busybox: wrapper(""),
  caffeinate: wrapper("-dimsu -t: -w:"),
  chroot: wrapper("--groups: --userspec: --skip-chdir", { operands: 1, shell: true }),
  chrt: wrapper("-abdfimoprRv -D: -P: -T:", { operands: 1 }),
  command: unwrapCommand,
  corepack: wrapper(""),
  coreutils: wrapper(""),
  "dbus-run-session": wrapper(""),
  doas: wrapper("-Lns -a: -C: -u:", { shell: true }),
  exec: wrapper("-cl -a:"),
  gosu: wrapper("", { operands: 1 }),
  ionice: wrapper("-t -c: -n: -p: -P: -u: --class: --classdata: --ignore"),
  linux32: wrapper(""),
  linux64: wrapper(""),
  ltrace: wrapper("-bcCfhiLnrStTV -a: -A: -D: -e: -F: -l: -p: -s: -u: -w: -x:"),
  nice: wrapper("-n: -# --adjustment:"),
  nocorrect: wrapper(""),
  noglob: wrapper(""),
  nohup: wrapper("--help --version"),
  pkexec: wrapper("--user: --disable-internal-agent --keep-cwd", { shell: true }),
  setsid: wrapper("-cfw --ctty --fork --wait"),
  stdbuf: wrapper("-i: -o: -e: --input: --output: --error:"),
  strace: wrapper(STRACE),
  sudo: wrapper(SUDO, { assignments: true, shell: true }),
  "su-exec": wrapper("", { operands: 1 }),
  taskset: wrapper("-ac --all-tasks --cpu-list", { operands: 1 }),
  time: wrapper("-apqv -f: -o: --append --portability --quiet --verbose --format: --output:"),
  timeout: wrapper("-fpv -k: -s: --foreground --preserve-status --verbose --kill-after: --signal:", {
    operands: 1,
  }),
  torsocks: wrapper("-i --isolate"),
  toybox: wrapper(""),
  unbuffer: wrapper("-p"),
  "xvfb-run": wrapper(
    "-al -e: -f: -n: -p: -s: -w: --auto-servernum --error-file: --server-args: --server-num:",
  ),
  bundle: subcommand("exec", "--keep-file-descriptors"),
  bundler: subcommand("exec", "--keep-file-descriptors"),
  npm: subcommand("exec", "-y -p: --yes --no --package:"),
  pipenv: subcommand("run", ""),
  pnpm: subcommand("exec", "-r --recursive --parallel"),
  poetry: subcommand("run", ""),
  uv: subcommand(
    "run",
    "-q -p: --quiet --frozen --locked --no-sync --dev --with: --extra: --group: --python:",
  ),
  yarn: subcommand("exec", ""),
};

function unwrap(words: readonly Word[], start: number, spec: Wrapper): Unwrapped {
  const read = readOptions(words, start, spec.options);
  if (read === undefined) return UNSEEN;
  const operands = words.slice(read.next, read.next + spec.operands);
  if (operands.some(mayBeOption)) return UNSEEN;
  const rest = words.slice(read.next + spec.operands);
  return spec.assignments ? runsAfterAssignments(rest, spec.shell) : runs(rest, spec.shell);
}

function runs(words: readonly Word[], shell: boolean): Unwrapped {
  if (words.length > 0) return runsWords(words);
  return shell ? UNSEEN : NOTHING;
}

/** `A=1 B=2 rm x`, as `env` and `sudo` read their operands. */
export function runsAfterAssignments(words: readonly Word[], shell: boolean): Unwrapped {
  const start = words.findIndex((word) => !isAssignment(word));
  const [assignments, rest] = start < 0 ? [words, []] : [words.slice(0, start), words.slice(start)];
  return { ...runs(rest, shell), ...(assignments.some(setsUnseen) ? { seen: false } : {}) };
}

function isAssignment(word: Word): boolean {
  return word.fields === "one" && (word.pieces[0] ?? "").includes("=", 1);
}

function setsUnseen(word: Word): boolean {
  return changesPrograms((word.pieces[0] ?? "").split("=", 1)[0] ?? "");
}

/** An operand that is not there may have been an option, after which every place is another. */
function mayBeOption(word: Word): boolean {
  return word.fields === "many" || (word.pieces[0] === "" && word.pieces.length > 1);
}

/** `command -v rm` says where it is. */
function unwrapCommand({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, optionTable("-pvV"));
  if (read === undefined) return UNSEEN;
  return hasOption(read, "-v", "-V") ? NOTHING : runs(words.slice(read.next), false);
}
