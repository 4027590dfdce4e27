// Files that programs read commands and code from without a word that names them.

const CODE =
  "bash c cc cjs cpp cs cts ex exs go h hs java jl js jsx kt kts lua mjs ml mk mts php pl pm pth py rake rb rs scala " +
  "sh swift ts tsx vue zsh";

/** Names that stand for settings of whatever is built or tested here. */
const PROJECT =
  String.raw`package\.json|\..+rc(?:\..+)?|.+\.config(?:\..+)?|build\.\w+|.+\.gradle|.+\.cmake|CMakeLists\.txt|pom\.xml|` +
  String.raw`pyproject\.toml|setup\.\w+|tox\.ini|pytest\.ini|Cargo\.toml|config(?:\.toml)?|rust-toolchain(?:\.toml)?|` +
  String.raw`deno\.jsonc?|composer\.json|(?:GNU)?[Mm]akefile|\.?[Jj]ustfile|Rakefile|Gemfile|go\.(?:mod|work)|` +
  String.raw`Taskfile\.ya?ml|.*WORKSPACE|.*BUILD(?:\..+)?|build\.ninja|\.pre-commit-config\.yaml`;

const OF_PROJECTS = new RegExp(`^(?:${PROJECT}|.*\\.(?:${CODE.replaceAll(" ", "|")}))$`, "u");

/** These build, test, or run what a project holds. */
const RUN_PROJECTS =
  "ant bazel bazelisk bun bundle bunx cargo cmake composer ctest cypress deno dotnet eslint go gmake gradle gradlew jest just " +
  "lua luajit make mix mocha mvn mypy next ng ninja node nodejs nox npm npx nuxt perl php phpunit pip playwright pnpm poetry " +
  "pre-commit prettier pylint pypy pytest python rails rake rollup rspec rubocop ruby sbt stack swift task " +
  "tox ts-node tsx uv vite vitest webpack xcodebuild yarn java";

const SHELL = /^\.(?:bashrc|bash_profile|bash_login|profile)$|\.(?:ba|z)?sh$/u;

/** By program. */
const UNASKED: ReadonlyMap<string, RegExp> = new Map([
  ...RUN_PROJECTS.split(" ").map((program) => [program, OF_PROJECTS] as const),
  ...["ash", "bash", "dash", "rbash", "sh"].map((shell) => [shell, SHELL] as const),
  ["docker", /^(?:Dockerfile.*|.*compose.*\.ya?ml|.*\.Dockerfile)$/u],
  ["docker-compose", /compose.*\.ya?ml$/u],
  ["git", /^\.git(?:\/|config|attributes|modules)$/u],
  ["java", /\.(?:class|jar|java)$/u],
  ["podman", /^(?:(?:Dock|Contain)erfile.*|.*compose.*\.ya?ml)$/u],
  ["systemctl", /\.(?:service|timer|socket|path|mount|conf)$/u],
  ["terraform", /\.tf(?:\.json)?$/u],
  ["tofu", /\.t(?:of|f)u?(?:\.json)?$/u],
  ["vagrant", /^Vagrantfile$/u],
]);

/** These take words for files with commands, beside those of their own. */
const TAKE_FILES = new Set(
  (
    "apk apt apt-get brew cmake dnf docker docker-compose dpkg gem gmake java just kubectl make ninja npm pacman php pip pnpm " +
    "podman rpm snap task yarn yum zypper"
  ).split(" "),
);

/** The names of files that the program reads by itself, if it reads any. */
export function readsUnasked(program: string): RegExp | undefined {
  return UNASKED.get(plainName(program));
}

/** Does the program read commands from files that its words may name? */
export function takesFiles(program: string): boolean {
  return TAKE_FILES.has(plainName(program));
}

/** `python3.11` is python. */
function plainName(program: string): string {
  return program.toLowerCase().replace(/-?\d[\d.]*$/u, "");
}
