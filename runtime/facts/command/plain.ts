// Programs that run nothing of what their words name, so that `grep rm` is known not to run rm.

/** Of any other program a word may be the program that it runs. */
const PLAIN = new Set(
  [
    // Of the shell itself.
    ": [ bg break cd continue dirs disown echo exit export false fg getopts hash help history jobs kill logout popd",
    "printf pushd pwd read return set shift shopt suspend test times true type ulimit umask unalias unset wait",
    "declare local mapfile readarray readonly typeset disown caller",
    // Files and texts.
    "base32 base64 basename b2sum bc cal cat chgrp chmod chown cksum cmp column comm cp csplit cut date dd df diff dir",
    "dircolors dirname dos2unix du egrep expand expr factor fgrep file find fmt fold free getconf grep groups head",
    "hexdump hostname hostnamectl iconv id install join jq less link ln locale locate logger logname look ls lsattr",
    "lsblk lscpu lsof lspci lsusb man md5sum mkdir mkfifo mknod mktemp more mount mountpoint mv nl nproc numfmt od",
    "paste patch pathchk pgrep pidof ping pkill pr printenv ps ptx readlink realpath rename rev rg rm rmdir rsync sed",
    "seq sha1sum sha224sum sha256sum sha384sum sha512sum shasum shred shuf sleep sort split ss stat strings stty sum",
    "sync tac tail tar tee touch tput tr tree truncate tsort tty umount uname unexpand uniq unlink uptime users vdir",
    "wc whatis whereis which who whoami whois xxd yes yq zcat zgrep awk ag ack fd fdfind bat batcat cloc delta difft",
    "exa eza fzf lsd sd tokei trash trash-put diff3 sdiff vmstat top htop ip ifconfig netstat route dig host nslookup",
    "7z ar bunzip2 bzip2 cpio gunzip gzip lz4 rar unrar unxz unzip xz zip zstd",
    // What builds, tests and deploys: their words are names of their own.
    "apt apt-cache apt-get apk brew conda dnf dpkg pacman rpm snap yum zypper flatpak port nix-env cargo rustc rustfmt",
    "clippy-driver rustup go gofmt npm pnpm yarn bun deno tsc eslint prettier vitest jest mocha playwright cypress vite",
    "webpack rollup esbuild next nuxt ng pip pip3 poetry pipenv uv pytest tox ruff black isort flake8",
    "mypy pylint pyright gem bundle rspec rubocop rails composer phpunit javac java jar mvn gradle gradlew ant sbt",
    "dotnet msbuild nuget swift swiftc xcodebuild make cmake ctest ninja meson bazel bazelisk buck gcc g++ cc c++ clang",
    "clang++ clang-format clang-tidy ld as nm objdump strip protoc buf flutter dart mix elixirc rebar3 stack",
    "docker docker-compose podman buildah skopeo kubectl helm kustomize minikube kind k9s argocd terraform tofu pulumi",
    "vagrant packer aws az gcloud gsutil bq doctl heroku fly flyctl vercel netlify wrangler firebase gh glab hub git",
    "git-lfs svn hg curl wget http https openssl gpg ssh-keygen ssh-add systemctl service journalctl crontab useradd",
    "userdel usermod passwd groupadd visudo chpasswd mkfs fdisk parted shutdown reboot halt poweroff init telinit",
    "pre-commit shellcheck hadolint markdownlint terraform-docs tflint trivy snyk semgrep pbcopy pbpaste",
    "sqlite-utils pg_dump pg_restore pg_isready createdb dropdb mongodump redis-benchmark ffmpeg ffprobe convert magick",
    "identify pandoc pdftotext qpdf dot",
  ].flatMap((line) => line.split(" ")),
);

/** Is the program, in lower case, known to run nothing of what its words name? */
export function isPlain(program: string): boolean {
  return PLAIN.has(program);
}
