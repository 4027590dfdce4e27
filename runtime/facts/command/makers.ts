// Programs that make files: under names among their words, or under names that stand elsewhere.

import { writesFiles } from "../../values/awk-program.js";
import { programOf, type SimpleCommand, type Word } from "../../values/command.js";

const MAKERS = new Set(
  "aria2c cp curl dd install ln mount mv rclone rename rsync scp sshfs tee unzip wget".split(" "),
);

/** These make files whose names stand in other files. */
const UNPACKERS = new Set(
  "7z 7za cpio csplit jar patch pax rar rclone split unar unrar unsquashfs unzip uudecode wget".split(" "),
);

const CLONES = /^(?:checkout|clone|co|export|import|merge|patch|pull|sw|switch|unbundle|up|update)$/u;

/** Program → words by which it makes files whose names are not among its words. */
const NAMED_ELSEWHERE: Readonly<Record<string, RegExp>> = {
  ar: /^-?[a-z]*x[a-z]*$/u,
  aws: /^(?:cp|mv|sync)$/u,
  bsdtar: /^-?[A-Za-z]*x|^--(?:ex?t|get)/u,
  cp: /^-[A-Za-z]*[aRr]|^--(?:ar|r)/u,
  curl: /^-[A-Za-z]*[JK]|^--(?:remote-h|config)/u,
  docker: /^cp$/u,
  gcloud: /^(?:cp|mv|rsync|scp)$/u,
  gh: /^(?:checkout|clone|download)$/u,
  git: /^(?:am|apply|checkout|checkout-index|cherry-pick|clone|merge|pull|read-tree|rebase|reset|restore|revert|stash|submodule|subtree|switch|worktree)$/u,
  glab: /^(?:checkout|clone|download)$/u,
  gsutil: /^(?:cp|mv|rsync)$/u,
  hg: CLONES,
  kubectl: /^cp$/u,
  podman: /^cp$/u,
  python: /^(?:tarfile|zipfile)$/u,
  rsync: /^-[A-Za-z]*[ar]|^--(?:ar|rec)/u,
  scp: /^-[A-Za-z]*r/u,
  svn: CLONES,
  tar: /^-?[A-Za-z]*x|^--(?:ex?t|get)/u,
};

/** A file of theirs has this name where their words give no other. */
export const COMPILED = "a.out";

const COMPILER = /^(?:.*-)?(?:as|c89|c99|cc|clang|c\+\+|clang\+\+|g\+\+|gcc|gfortran|ld|nasm|tcc)(?:-\d+)?$/u;

/** Does it make files under names among its words? */
export function isMaker({ words }: SimpleCommand): boolean {
  return MAKERS.has(programOf(words) ?? "");
}

export function isCompiler({ words }: SimpleCommand): boolean {
  return COMPILER.test(programOf(words) ?? "");
}

const AWK = /^[gmn]?awk$/u;

/** `tar xf a.tar`, `git clone x`, `cp -r x/. .` */
export function makesUnnamed({ words }: SimpleCommand): boolean {
  const program = (programOf(words) ?? "").replace(/(?<=python)[\d.]+$/u, "");
  const names = Object.hasOwn(NAMED_ELSEWHERE, program) ? NAMED_ELSEWHERE[program] : undefined;
  if (AWK.test(program)) return words.slice(1).some(({ pieces }) => pieces.some(writesFiles));
  return UNPACKERS.has(program) || words.slice(1).some((word) => mayBe(word, names));
}

function mayBe({ pieces: [first = ""] }: Word, names: RegExp | undefined): boolean {
  return names?.test(first) === true;
}
