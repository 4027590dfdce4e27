// Programs that build the commands they run: env, xargs, npx.

import { literalOf, type SimpleCommand, type Word } from "../../values/command.js";
import { hasOption, optionTable, type ReadOptions, readOptions, valuesOf } from "./options.js";
import { NOTHING, runsScript, runsWords, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";
import { literalWord, openAt, UNSEEN_WORDS } from "./words.js";
import { runsAfterAssignments } from "./wrappers.js";

export const RUNNERS: Readonly<Record<string, Unwrap>> = {
  env: ({ words }) => unwrapEnv(words.slice(1)),
  npx: unwrapNpx,
  bunx: unwrapNpx,
  xargs: unwrapXargs,
};

const ENV = optionTable(
  "-i0v -u: -C: -S: --ignore-environment --null --debug --unset: --chdir: --split-string: --block-signal --default-signal --ignore-signal",
);

/** `env -i A=1 rm x`; the text of `-S` is read as words in its place. */
function unwrapEnv(words: readonly Word[]): Unwrapped {
  const read = readOptions(words, 0, ENV);
  if (read === undefined) return UNSEEN;
  const [split, second] = valuesOf(read, "-S", "--split-string");
  const start = words[read.next];
  const rest =
    start !== undefined && literalOf(start) === "-" ? words.slice(read.next + 1) : words.slice(read.next);
  if (split === undefined) return runsAfterAssignments(rest, false);
  const parts = splitString(split);
  return parts === undefined || second !== undefined ? UNSEEN : unwrapEnv([...parts, ...rest]);
}

/** Plain words only: quotes, escapes and variables have rules of their own there. */
function splitString(split: Word): readonly Word[] | undefined {
  const text = literalOf(split);
  if (text === undefined || !/^[\w\s@%+=:,./-]*$/u.test(text) || /(?:^|\s)-\S*S/u.test(text))
    return undefined;
  return text
    .split(/\s+/u)
    .filter((part) => part !== "")
    .map(literalWord);
}

const XARGS = optionTable(
  "-0oprtx -a: -d: -E: -e? -I: -i? -J: -L: -l? -n: -P: -R: -S: -s: --null --arg-file: --delimiter: --eof? " +
    "--exit --interactive --max-args: --max-chars: --max-lines? --max-procs: --no-run-if-empty --open-tty " +
    "--replace? --show-limits --verbose",
);

/** More words follow the command than are seen; with `-I` they stand where its mark does. */
function unwrapXargs({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, XARGS);
  if (read === undefined) return UNSEEN;
  const rest = words.slice(read.next);
  if (rest.length === 0) return NOTHING;
  const mark = markOf(read);
  if (mark === undefined) return runsWords([...rest, UNSEEN_WORDS]);
  const text = literalOf(mark);
  if (text === undefined || text === "") return UNSEEN;
  const fields = hasOption(read, "-J") ? "many" : "one";
  return runsWords(rest.map((word) => openAt(word, text, "", fields)));
}

function markOf({ given }: ReadOptions): Word | undefined {
  const last = given.findLast(({ name }) => ["-I", "-J", "-i", "--replace"].includes(name));
  return last && (last.value ?? literalWord("{}"));
}

const NPX = optionTable("-yq -p: -c: --yes --no --no-install --quiet --bun --package: --call:");

/** `npx -y rimraf@5 dist` runs rimraf. */
function unwrapNpx({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, NPX);
  if (read === undefined) return UNSEEN;
  const calls = valuesOf(read, "-c", "--call");
  if (calls.length > 0) {
    const script = calls[0] && literalOf(calls[0]);
    return script === undefined || calls.length > 1 ? UNSEEN : runsScript(script);
  }
  const [program, ...rest] = words.slice(read.next);
  if (program === undefined) return UNSEEN;
  const name = literalOf(program);
  return runsWords([name === undefined ? program : literalWord(name.replace(/(.)@[^/@]*$/u, "$1")), ...rest]);
}
