// Programs that are known, but for some of their words: a subcommand, an option or a setting by which they run others.

import { literalOf, type Word } from "../../values/command.js";

/** An option that by its name takes a command: `--pager=…`. */
const HANDS_ON =
  /^--?[\w-]*(?:bind|browser|cmd|command|editor|entrypoint|eval|exec|handler|hook|launcher|opener|pager|plugin|preview|program|rsh|script|shell|viewer|wrapper)/iu;

/** Their own subcommands: any other is a program, or a name that somebody gave to a command. */
const SUBCOMMANDS: Readonly<Record<string, ReadonlySet<string>>> = {
  cargo: named(
    "add b bench build c check clean clippy config d doc fetch fix fmt generate-lockfile help info init install " +
      "locate-project login logout metadata miri new owner package pkgid publish r read-manifest remove report rm run " +
      "rustc rustdoc search t test tree uninstall update vendor verify-project version yank",
  ),
  git: named(
    "add am annotate apply archive bisect blame branch bugreport bundle cat-file check-attr check-ignore check-mailmap " +
      "check-ref-format checkout checkout-index cherry cherry-pick clean clone column commit commit-graph commit-tree " +
      "config count-objects credential describe diagnose diff diff-files diff-index diff-tree fast-export fast-import " +
      "fetch fetch-pack fmt-merge-msg for-each-ref format-patch fsck gc get-tar-commit-id grep hash-object help " +
      "index-pack init init-db interpret-trailers log ls-files ls-remote ls-tree mailinfo mailsplit maintenance merge " +
      "merge-base merge-file merge-tree mktag mktree multi-pack-index mv name-rev notes pack-objects pack-redundant " +
      "pack-refs patch-id prune prune-packed pull push range-diff read-tree rebase receive-pack reflog remote repack " +
      "replace request-pull rerere reset restore rev-list rev-parse revert rm send-pack shortlog show show-branch " +
      "show-index show-ref sparse-checkout stage stash status stripspace submodule subtree switch symbolic-ref tag " +
      "unpack-file unpack-objects update-index update-ref update-server-info upload-archive upload-pack var " +
      "verify-commit verify-pack verify-tag version whatchanged worktree write-tree lfs",
  ),
  pnpm: named(
    "add approve-builds audit bin build ci config create dedupe deploy dev doctor env exec fetch help i import info init " +
      "install install-test it licenses link list ln ls outdated pack patch patch-commit patch-remove prune publish rb " +
      "rebuild recursive remove rm root run run-script server setup start stop store t test un uninstall unlink up " +
      "update upgrade version view why",
  ),
};

/** Of these any word that takes a command is one, though their other words are known. */
const MANAGERS = named("bundle bundler npm pipenv pnpm poetry uv yarn");

function named(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

export function handsOn({ pieces: [first = ""] }: Word): boolean {
  return HANDS_ON.test(first);
}

/** May the program run what its words name, for the words that follow it? */
export function handsOnWords(program: string, words: readonly Word[]): boolean {
  if (/^(?:g?make|cmake)$/u.test(program)) return words.some(isSetting);
  if (program === "bun") return literalOf(words[0] ?? NONE) === "run";
  const known = Object.hasOwn(SUBCOMMANDS, program) ? SUBCOMMANDS[program] : undefined;
  if (known !== undefined && isAnother(words, known)) return true;
  return MANAGERS.has(program) && words.some(handsOn);
}

const NONE: Word = { text: "", pieces: [""], fields: "one" };

/** `make CC=rm`: what stands in its recipes. */
function isSetting({ pieces: [first = ""] }: Word): boolean {
  return /^[^-=][^=]*=/u.test(first);
}

/** Behind an option the first operand may be its value. */
function isAnother(words: readonly Word[], known: ReadonlySet<string>): boolean {
  const isOption = (word: Word | undefined): boolean => /^[-+]/u.test(word?.pieces[0] ?? "");
  const first = words.findIndex((word) => !isOption(word));
  if (first < 0) return false;
  const second = isOption(words[first - 1]) ? words[first + 1] : undefined;
  return ![words[first], second].some((word) => word !== undefined && known.has(literalOf(word) ?? ""));
}
