// What a simple command runs is not seen where its program, a subcommand or an option stands here.

import { literalOf, type Word } from "../../values/command.js";
import { mayHold } from "./options.js";

/** Whatever their words are. */
const PROGRAMS = new Set(
  [
    // The shell reads their words once more, or they change what names mean.
    ". source eval alias bind coproc compgen complete emulate enable fc float integer let repeat sched zargs xdg-user-dir",
    // Sends a command elsewhere, or to a terminal.
    "ssh slogin rsh rexec rlogin mosh autossh sshpass pssh parallel-ssh clush telnet sftp ftp lftp ansible salt fab",
    "tmux tmate screen dtach abduco expect script dbus-send xdotool wsl adb osqueryi check_by_ssh cdist knife puppet",
    "distcc icecc smbclient",
    "xterm rxvt urxvt konsole gnome-terminal xfce4-terminal alacritty kitty x-terminal-emulator",
    // Runs a command later, or whenever something happens.
    "at batch crontab anacron run-parts systemd-run entr nodemon watchexec watchman fswatch incrontab update-alternatives",
    // Runs commands that it reads or puts together.
    "parallel concurrently npm-run-all hyperfine sem task-spooler ts rargs pee ifne chronic lckdo run-one retry",
    "grc gtester logsave msgfilter multitime pexec run-mailcap runscript rtorrent task tasksh",
    // Runs a command in surroundings of its own making.
    "unshare nsenter bwrap firejail proot fakeroot fakechroot flock setpriv prlimit runuser runcon capsh machinectl",
    "start-stop-daemon daemonize dumb-init tini valgrind perf gdb gdbserver lldb rr qemu-x86_64 wine arch setarch",
    "numactl cgexec chpst softlimit setuidgid envdir proxychains proxychains4 tsocks torify rlwrap dotenv",
    "aws-vault chamber envchain summon nix-shell uvx pipx pnpx xcrun lima limactl toolbox distrobox",
    "ssh-agent dbus-launch xinit startx sg newgrp i386 x86_64 uname26 catchsegv faketime libtool aa-exec choom",
    "cpulimit eatmydata nocache schedtool setlock socksify stap uftrace heaptrack bpftrace trace-cmd ktrace truss",
    "dtruss sandbox-exec launchctl leaks lxc-attach lxc-execute systemd-nspawn systemd-inhibit systemd-cat with-contenv",
    "s6-setuidgid agetty openvt ksu genie cabal rake invoke dosbox scanmem crash jtag",
    // Interpreters, editors and clients with a way into a shell, by words or by what they read.
    "fish csh tcsh nu xonsh elvish pwsh powershell cmd es rc scsh sash slsh ed red ex vi vim nvim view rview rvim gvim",
    "vimdiff vimtutor vipw vigr emacs emacsclient ipython ptpython bpython pry byebug pdb jjs jrunscript ghc cpan perlbug",
    "ginsh octave-cli debugfs mutt nano pico joe m4 dc gnuplot octave maxima gap sage ghci jshell sqlite3 psql mysql mariadb mongo mongosh",
    "redis-cli irssi nmap socat gimp mlr lualatex luatex",
  ].flatMap((line) => line.split(" ")),
);

/** Program → subcommands, anywhere among its words. */
const SUBCOMMANDS = wordsOf({
  asdf: "exec",
  aws: "configure execute-command send-command start-session",
  az: "ssh run-command invoke exec",
  bazel: "run",
  bazelisk: "run",
  brew: "irb ruby sh",
  buildah: "run unshare",
  bun: "x -e -p --eval --print repl exec",
  composer: "exec",
  conda: "run",
  crictl: "exec",
  ctr: "exec run",
  deno: "eval repl",
  devbox: "run shell",
  direnv: "exec",
  docker: "exec run create debug sandbox",
  doctl: "ssh",
  doppler: "run",
  dotnet: "fsi script",
  "docker-compose": "exec run",
  flatpak: "run",
  gem: "exec",
  fly: "ssh console",
  flyctl: "ssh console",
  gcloud: "ssh",
  gh: "alias extension codespace cs",
  glab: "alias",
  heroku: "run run:detached ps:exec",
  ip: "exec",
  k3s: "exec run debug ctr",
  kubectl: "exec run debug alpha plugin",
  lxc: "exec",
  mamba: "run",
  microk8s: "exec run debug ctr",
  minikube: "ssh kubectl",
  mix: "cmd eval run",
  mise: "exec x run",
  multipass: "exec",
  nix: "run shell develop",
  nerdctl: "exec run create",
  nomad: "exec",
  npm: "x explore config c create innit pkg set set-script",
  op: "run plugin",
  oc: "exec run rsh debug",
  pnpm: "dlx config",
  podman: "exec run create unshare ssh",
  pyenv: "exec",
  rails: "c console dbconsole r runner",
  rbenv: "exec",
  rustup: "run",
  snap: "run",
  stack: "eval exec ghc ghci run runghc runhaskell script",
  tox: "e exec",
  vagrant: "ssh",
  yarn: "dlx node config",
});

/** Operands before the subcommand itself: `docker compose exec`. */
const GROUPS = new Set(
  "alloc c codespace compose compute container cs ecs netns ssm task tasks vm vrf".split(" "),
);

/** Program → options with a command or code for a value. */
const OPTIONS = wordsOf({
  aria2c:
    "--on-download-complete --on-download-error --on-download-pause --on-download-start --on-download-stop --on-bt-download-complete",
  apt: "-o --option -c --config-file",
  "apt-get": "-o --option -c --config-file",
  ag: "--pager",
  bundle: "-r",
  certbot: "--pre-hook --post-hook --deploy-hook --renew-hook --manual-auth-hook --manual-cleanup-hook",
  cargo: "--config",
  cmake: "-E",
  cpio: "--rsh-command",
  fd: "-x -X --exec --exec-batch",
  dmsetup: "--exec",
  dpkg: "--pre-invoke --post-invoke --status-logger",
  exiftool: "-if -config -p",
  fdfind: "-x -X --exec --exec-batch",
  bazel: "--run_under",
  bazelisk: "--run_under",
  gem: "-e --editor",
  go: "-exec -toolexec -vettool",
  hash: "-p",
  hg: "--config",
  helm: "--post-renderer",
  install: "--strip-program",
  iptables: "--modprobe",
  ip: "-b -batch --batch",
  jobs: "-x",
  journalctl: "--pager",
  latexmk: "-e",
  mail: "-E --exec",
  mailx: "-E --exec",
  make: "--eval",
  man: "-P -H --pager --html",
  nc: "-e -c",
  ncat: "-e -c --sh-exec --exec --lua-exec",
  netcat: "-e -c",
  npm: "--script-shell --node-options",
  pip: "--python",
  openssl: "-engine -provider -provider-path",
  openvpn:
    "--up --down --route-up --tls-verify --ipchange --client-connect --client-disconnect --learn-address --auth-user-pass-verify --plugin --config",
  pandoc: "-F -L --filter --lua-filter --pdf-engine",
  pdflatex: "-shell-escape -enable-write18",
  pdftex: "-shell-escape -enable-write18",
  patch: "-e --ed",
  pidstat: "-e",
  pnpm: "-c --shell-mode --script-shell",
  restic: "--password-command -o --option",
  rg: "--pre --hostname-bin",
  rpm: "-E -D --eval --define --pipe",
  rpmbuild: "-E -D --eval --define --pipe",
  rpmdb: "-E -D --eval --define --pipe",
  rpmquery: "-E -D --eval --define --pipe",
  rpmverify: "-E -D --eval --define --pipe",
  rsync: "-e --rsh --rsync-path",
  scp: "-S -o -D -F",
  scrot: "-e --exec",
  "ssh-add": "-s",
  "ssh-copy-id": "-o -F",
  "ssh-keygen": "-D",
  sort: "--compress-program",
  split: "--filter",
  tar: "-I -F --checkpoint-action --to-command --use-compress-program --info-script --new-volume-script --rsh-command --rmt-command --transform --xform",
  svn: "--config-option --editor-cmd --diff-cmd --diff3-cmd",
  tcpdump: "-z",
  tex: "-shell-escape -enable-write18",
  latex: "-shell-escape -enable-write18",
  tshark: "-X",
  wget: "-e --execute --use-askpass",
  xelatex: "-shell-escape -enable-write18",
  xetex: "-shell-escape -enable-write18",
  zip: "-T --unzip-command",
});

/** Options of compilers by which they run other programs, or load code. */
const COMPILER = /^-(?:B|wrapper|fplugin|fpass-plugin|load|specs)|^-Xclang$|^--specs/u;

/** Program → what a literal word may not hold. */
const TEXTS: Readonly<Record<string, RegExp>> = {
  "c++": COMPILER,
  c89: COMPILER,
  c99: COMPILER,
  cc: COMPILER,
  clang: COMPILER,
  "clang++": COMPILER,
  "g++": COMPILER,
  gcc: COMPILER,
  cargo: /linker/u,
  convert: /^\||:\||\|$|^msl:/u,
  identify: /^\||:\||\|$|^msl:/u,
  java: /^-XX:On|^@/u,
  less: /^\+|lesskey/u,
  magick: /^\||:\||\|$|^msl:/u,
  // A makefile on the standard input, and variables whose values make expands and may run.
  make: /^-?-?(?:f|file=|makefile=)?(?:-|\/dev\/.*)$|\$|`|!=|^(?:SHELL|\.SHELLFLAGS|MAKEFLAGS)[:+?]*=/u,
  mvn: /^exec:|^-Dexec/u,
  // A build or a manifest on the standard input.
  docker: /^(?:-f|--file=)?-$/u,
  go: /^-w$|-extld\b/u,
  // zsh takes `hash ls=/bin/rm`.
  hash: /=/u,
  kubectl: /^(?:-f|--filename=)?-$/u,
  podman: /^(?:-f|--file=)?-$/u,
  // It runs a script by this name, from a folder that its words may leave.
  service: /\//u,
  sysctl: /core_pattern|modprobe|^-p|^--(?:load|system)/u,
  more: /^\+/u,
  // By the name of a file system it finds a program, as `rm` in `fuse.rm` and `rm#x`.
  mount: /fuse|#/u,
  // Of its two kinds, one takes perl.
  rename: /[`@{;"'|]|\b(?:do|eval|exec|open|qx|require|system|use)\b|\(\?|^(?:s|tr|y)\W.*\W[a-z]*e[a-z]*$/u,
  rustc: /linker|^@/u,
  sbt: /^eval|^console|sys\.process/u,
  // Its first operand may be a cluster of options without a dash.
  tar: /^[A-Za-z]*[IF][A-Za-z]*$/u,
};

function wordsOf(table: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(table).map(([program, words]) => [program, words.split(" ")]));
}

/** `program` is in lower case, `words` are those after it. */
export function isOpaque(program: string, words: readonly Word[]): boolean {
  // The loader runs the program that it is given.
  if (PROGRAMS.has(program) || /^ld(?:-.*)?\.so/u.test(program)) return true;
  const subcommands = SUBCOMMANDS.get(program);
  if (subcommands !== undefined && holdsSubcommand(words, subcommands)) return true;
  const options = OPTIONS.get(program);
  if (options?.some((option) => words.some((word) => mayHold(word, option))) === true) return true;
  const text = Object.hasOwn(TEXTS, program) ? TEXTS[program] : undefined;
  return text !== undefined && words.some((word) => text.test(word.pieces[0] ?? ""));
}

/** An unseen word may be a subcommand as long as none has been seen. */
function holdsSubcommand(words: readonly Word[], names: readonly string[]): boolean {
  let seen = false;
  for (const word of words) {
    const text = literalOf(word);
    if (text === undefined && !seen && word.pieces[0] === "") return true;
    if (text !== undefined && names.includes(text)) return true;
    if (text !== undefined && !text.startsWith("-") && !GROUPS.has(text)) seen = true;
  }
  return false;
}
