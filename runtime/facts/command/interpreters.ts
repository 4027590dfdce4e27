// Interpreters: a script in a file is named like a program; code in a word or on the standard input is not seen.

import { literalOf, type SimpleCommand } from "../../values/command.js";
import { hasOption, type OptionTable, optionTable, readOptions, valuesOf } from "./options.js";
import { fileOf, isStandardInput } from "./shells.js";
import { NOTHING, runsModule, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";

/** Modules of Python's that run code given in words or on the standard input. */
const PYTHON_RUNNERS = new Set([
  "IPython",
  "asyncio",
  "bdb",
  "cProfile",
  "code",
  "idlelib",
  "pdb",
  "profile",
  "runpy",
  "timeit",
  "trace",
]);

/**
 * `options` are those after which a script file may still follow: no option that holds code is among them. With an
 * option of `informs` it only says something about itself.
 */
function interpreter(options: string, informs = ""): Unwrap {
  const table = optionTable(`${options} ${informs} --help --version`);
  const informing = ["--help", "--version", ...optionTable(informs).keys()];
  return (command) => unwrap(command, table, informing);
}

const LUA = interpreter("-W", "-v");
const NODE = interpreter(
  "--check --enable-source-maps --inspect --inspect-brk --max-old-space-size --no-deprecation --no-warnings " +
    "--preserve-symlinks --test --trace-warnings --watch",
  "-hv",
);
const PYTHON = interpreter("-bBdEIOPqsSuvx -m: -W: -X:", "-hV");
const OTHER = interpreter("");

export const INTERPRETERS: Readonly<Record<string, Unwrap>> = {
  bun: OTHER,
  clj: OTHER,
  clojure: OTHER,
  deno: OTHER,
  elixir: OTHER,
  erl: OTHER,
  guile: OTHER,
  groovy: OTHER,
  irb: OTHER,
  julia: OTHER,
  kotlin: OTHER,
  lua: LUA,
  luajit: LUA,
  node: NODE,
  nodejs: NODE,
  ocaml: OTHER,
  osascript: OTHER,
  perl: interpreter("-cTtwWX", "-hvV"),
  php: interpreter("-lnq -f:", "-himv"),
  pypy: PYTHON,
  python: PYTHON,
  r: OTHER,
  racket: OTHER,
  raku: OTHER,
  rscript: interpreter("--no-echo --no-save --vanilla"),
  ruby: interpreter("-cwW", "-hv"),
  runghc: OTHER,
  sbcl: OTHER,
  scala: OTHER,
  swift: OTHER,
  tcc: OTHER,
  tclsh: OTHER,
  "ts-node": OTHER,
  tsx: OTHER,
  wish: OTHER,
};

function unwrap({ words }: SimpleCommand, table: OptionTable, informing: readonly string[]): Unwrapped {
  const read = readOptions(words, 1, table);
  if (read === undefined) return UNSEEN;
  if (hasOption(read, ...informing)) return NOTHING;
  const [module] = valuesOf(read, "-m");
  if (module !== undefined) {
    // A module is run as a program is: `python -m pip install x`.
    const name = literalOf(module);
    return name === undefined || PYTHON_RUNNERS.has(name) || !words.includes(module)
      ? UNSEEN
      : runsModule(module);
  }
  const file = valuesOf(read, "-f").at(-1) ?? words[read.next];
  if (file === undefined) return hasOption(read, "--test") ? NOTHING : UNSEEN;
  return isStandardInput(file) ? UNSEEN : fileOf(file);
}
