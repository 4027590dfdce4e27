// git: what its subcommands, options and settings run besides.

import { literalOf, programOf, type SimpleCommand, type Word } from "../../values/command.js";
import { mayHold, optionTable, readOptions } from "./options.js";
import { NOTHING, runsWords, UNSEEN, type Unwrap, type Unwrapped } from "./unwrapped.js";
import { literalWord } from "./words.js";

export const GIT: Readonly<Record<string, Unwrap>> = { git: unwrapGit };

/** Before the subcommand. `-c` and its like set what may be a command, and are not among them. */
const GLOBAL = optionTable(
  "-hpPv -C: --bare --git-dir: --glob-pathspecs --help --html-path --icase-pathspecs --info-path --list-cmds " +
    "--literal-pathspecs --man-path --namespace: --no-lazy-fetch --no-optional-locks --no-pager " +
    "--no-replace-objects --noglob-pathspecs --paginate --super-prefix: --version --work-tree:",
);

/** Whatever their words are. */
const OPAQUE = new Set(
  "citool daemon difftool filter-branch filter-repo for-each-repo gui hook instaweb merge-index mergetool p4 remote-ext send-email shell svn web--browse".split(
    " ",
  ),
);

/** Subcommand → options and words with a command for a value. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  archive: ["--exec"],
  bisect: ["run"],
  clone: ["-u", "--upload-pack", "-c", "--config"],
  fetch: ["--upload-pack"],
  "fetch-pack": ["--upload-pack", "--exec"],
  grep: ["-O", "--open-files-in-pager"],
  "ls-remote": ["--upload-pack", "--exec"],
  pull: ["--upload-pack"],
  push: ["--receive-pack", "--exec"],
  rebase: ["-x", "--exec"],
  "send-pack": ["--receive-pack", "--exec"],
  submodule: ["foreach"],
};

/** Settings that hold no command and no place of one. */
const PLAIN_SETTING =
  /^(?:user\.(?:name|email|signingkey)|init\.defaultbranch|safe\.directory|core\.(?:autocrlf|eol|filemode|ignorecase|longpaths|quotepath)|(?:advice|branch|color|column|fetch|pull|push|status)\.[\w.-]+|(?:commit|tag)\.gpgsign|merge\.(?:ff|conflictstyle)|rebase\.\w+|remote\.[\w-]+\.(?:url|fetch))$/iu;

function unwrapGit({ words }: SimpleCommand): Unwrapped {
  const read = readOptions(words, 1, GLOBAL);
  if (read === undefined) return UNSEEN;
  const [subcommand, ...rest] = words.slice(read.next);
  if (subcommand === undefined) return NOTHING;
  const name = literalOf(subcommand);
  if (name === undefined || OPAQUE.has(name) || rest.some(isExternalAddress)) return UNSEEN;
  if (name === "config") return unwrapConfig(rest);
  const runs = Object.hasOwn(RUNS, name) ? RUNS[name] : undefined;
  return runs?.some((part) => rest.some((word) => holds(word, part))) === true ? UNSEEN : NOTHING;
}

/** `ext::sh -c …` is an address that git runs. */
function isExternalAddress(word: Word): boolean {
  return /(?:^|=)[\w-]*::/u.test(word.pieces[0] ?? "");
}

function holds(word: Word, part: string): boolean {
  if (part.startsWith("-")) return mayHold(word, part);
  return word.pieces.length > 1 ? word.pieces[0] === "" : literalOf(word) === part;
}

/** `git-push x` is `git push x`, by the name of the program that does it. */
export function unwrapGitProgram({ words }: SimpleCommand): Unwrapped {
  const [, name = ""] = /^git-(.*)$/iu.exec(programOf(words) ?? "") ?? [];
  return runsWords([literalWord("git"), literalWord(name), ...words.slice(1)]);
}

/** Reading a setting runs nothing; setting one may name a command for later. */
function unwrapConfig(words: readonly Word[]): Unwrapped {
  const texts = words.map(literalOf);
  const operands = texts.filter((text) => text?.startsWith("-") !== true);
  const reads = texts.some(
    (text) => text === "--get" || text === "--get-all" || text === "--list" || text === "-l",
  );
  const [key] = operands;
  if (reads || operands.length === 0) return NOTHING;
  if (key === undefined) return UNSEEN;
  return words.length === 1 || PLAIN_SETTING.test(key) ? NOTHING : UNSEEN;
}
