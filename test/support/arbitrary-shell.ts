// Random shell scripts that run stub programs: written by a grammar with every construct, or broken and mixed up.

import type { random } from "./mutations.js";
import { STUBS } from "./stub-programs.js";

type Random = ReturnType<typeof random>;

/** Makes random choices; `depth` counts down to the simplest ones. */
class ShellWriter {
  constructor(
    private readonly next: Random,
    private depth: number,
  ) {}

  script(): string {
    return this.list();
  }

  private one<T>(items: readonly T[]): T {
    return items[this.next(items.length)]!;
  }

  /** Applies one of the ways; past the depth the first one. */
  private pick(...ways: readonly (() => string)[]): string {
    if (this.depth <= 0) return ways[0]!();
    this.depth -= 1;
    const text = this.one(ways)();
    this.depth += 1;
    return text;
  }

  private list(): string {
    const first = this.command();
    if (this.depth <= 0 || this.next(3) > 0) return first;
    return `${first}${this.one(["; ", " && ", " || ", " | ", " |& ", " & ", "\n", "\\\n;", " # x\n", ";\n"])}${this.command()}`;
  }

  private command(): string {
    return this.pick(
      () => this.simple(),
      () => this.simple(),
      () => this.simple(),
      () => this.compound(),
      () => this.shell(),
      () => `${this.wrapper()} ${this.simple()}`,
      () => `${this.command()} ${this.redirect()}`,
      () => this.hereDocument(),
      () => this.declaration(),
    );
  }

  private simple(): string {
    const words = Array.from({ length: this.next(4) }, () => this.word());
    const assignment = this.next(6) === 0 ? `${this.assignment()} ` : "";
    const redirect = this.next(8) === 0 ? `${this.redirect()} ` : "";
    return `${assignment}${redirect}${[this.program(), ...words].join(this.one([" ", " ", "\t", " \\\n", "  "]))}`;
  }

  private program(): string {
    if (this.next(5) > 0) return this.spell(this.one(STUBS));
    return this.one([
      "$p",
      "${p}",
      "${q:-rm}",
      "echo",
      ":",
      "printf %s",
      "true",
      "eval",
      "command",
      "exec",
      "builtin command",
    ]);
  }

  /** The characters of a text, some of them quoted or expanded. */
  private spell(text: string): string {
    if (this.next(2) === 0) return text;
    return Array.from(text, (code) => this.character(code)).join("");
  }

  private character(code: string): string {
    if (this.next(2) === 0) return code;
    return this.one([
      `\\${code}`,
      `'${code}'`,
      `"${code}"`,
      `$'${code}'`,
      `$"${code}"`,
      `$'\\x${code.charCodeAt(0).toString(16)}'`,
      `$'\\${code.charCodeAt(0).toString(8)}'`,
      `''${code}`,
      `\\\n${code}`,
      `${code}""`,
      `$(printf ${code})`,
      `\`printf ${code}\``,
      `[${code}]`,
      `{${code},}`,
      `\${x:-${code}}`,
      `\${u}${code}`,
      `$u${code}`,
      `"$u"${code}`,
      `$@${code}`,
    ]);
  }

  private word(): string {
    return this.pick(
      () =>
        this.one([
          "a",
          "-r",
          "-rf",
          "--force",
          "push",
          "-",
          "--",
          "x=y",
          "1",
          "{}",
          "-c",
          "''",
          "\\;",
          "#",
          "a#b",
          "~",
          "!",
          "=",
          "{",
          "}",
        ]),
      () => this.spell(this.one(["push", "-f", "--force", "rm"])),
      () => `$(${this.list()})`,
      () => `"$(${this.list()})"`,
      () => this.backquoted(),
      () => `"${this.backquoted()} a"`,
      () =>
        `\${${this.one(["x", "u", "p", "1", "@", "#", "x[0]"])}${this.one([":-", "-", "+", ":+", ":=", "#", "%%", "/a/", "^", ":?"])}${this.operand()}}`,
      () => `"\${${this.one(["x", "u"])}${this.one([":-", "+", "#", "/a/"])}${this.operand()}}"`,
      () => `$((${this.one(["1", "x", "1 + 2", "a[1]", "y", "1 << 2", "(1)"])}))`,
      () => `<(${this.list()})`,
      () => `'${this.list().replaceAll("'", "")}'`,
      () => `"${this.list().replace(/["$`\\]/gu, "")}"`,
      () =>
        this.one([
          "*",
          "?",
          "{a,b}",
          "{rm,a}",
          "$x",
          "$y",
          "$z",
          "$@",
          "$*",
          '"$@"',
          "$IFS",
          "$'a\\'b'",
          "@(a|b)",
          "[a]",
          "a\\ b",
          "$[1+1]",
          "${x@P}",
          "${!y}",
        ]),
    );
  }

  private operand(): string {
    return this.pick(
      () => this.one(["a", "", "rm", "'a'", '"a"', "\\}", "a b"]),
      () => this.word(),
    );
  }

  private backquoted(): string {
    return `\`${this.list().replace(/[\\`]/gu, (code) => `\\${code}`)}\``;
  }

  private compound(): string {
    const inner = () => this.list();
    return this.pick(
      () => `( ${inner()} )`,
      () => `{ ${inner()}; }`,
      () => `{ ${inner()}\n}`,
      () => `if ${inner()}; then ${inner()}; fi`,
      () => `if ! ${inner()}\nthen ${inner()}; elif ${inner()}; then :; else ${inner()}; fi`,
      () => `for i in ${this.word()} a; do ${inner()}; done`,
      () => `for i do ${inner()}; done`,
      () => `for ((i = 0; i < 2; i++)); do ${inner()}; done`,
      () => `while ${inner()}; do ${inner()}; break; done`,
      () => `until ${inner()}; do ${inner()}; done`,
      () =>
        `case ${this.word()} in a|b) ${inner()};; *) ${inner()} ${this.one([";;", ";&", ";;&", ""])}\nesac`,
      () => `case a in (a) ${inner()};; esac`,
      () => `select i in ${this.word()}; do ${inner()}; break; done <<< 1`,
      () => `[[ ${this.word()} ${this.one(["==", "=~", "!=", "-eq", "<"])} ${this.word()} ]] && ${inner()}`,
      () => `[ ${this.word()} = ${this.word()} ] || ${inner()}`,
      () => `(( ${this.one(["x", "1", "y", "1 + 1", "x = 1"])} )) || ${inner()}`,
      () => `time ${inner()}`,
      () => `! ${inner()}`,
      () => `coproc ${inner()}`,
      () => `coproc c { ${inner()}; }`,
    );
  }

  /** A text for another shell, on the command line or on its input. */
  private shell(): string {
    const quoted = `'${this.list().replaceAll("'", "'\\''")}'`;
    const shell = this.one(["sh", "bash", "dash"]);
    return this.pick(
      () => `${shell} -c ${quoted}`,
      () =>
        `${shell} ${this.one(["-ec", "-xc", "+e -c", "-c --", "-c -e", "-cs", "-o errexit -c"])} ${quoted} a b`,
      () => `eval ${quoted}`,
      () => `eval ${this.word()} ${quoted}`,
      () => `trap ${quoted} EXIT`,
      () => `${shell} <<< ${quoted}`,
      () => `echo ${quoted} | ${shell}`,
      () => `printf %s ${quoted} | xargs ${this.one(["", "-0", "-n 1", "-I{} ", "-I a "])} ${this.simple()}`,
      () => `find . ${this.one(["-exec", "-execdir"])} ${this.simple().replace(/[\n;&|]/gu, " ")} \\;`,
      () => `x=${quoted}; ${this.one(["eval $x", "$x", 'sh -c "$x"', "$SHELL -c $x", 'trap "$x" 0'])}`,
      () => `env -S ${quoted}`,
      () => `awk 'BEGIN { system("${this.one(STUBS)}") }'`,
      () =>
        `echo a | sed ${this.one([`'1e ${this.one(STUBS)}'`, `'s/a/${this.one(STUBS)}/e'`, `-n 's/a/b/p'`])}`,
      () => `. <(echo ${quoted})`,
      () => `${shell} <(echo ${quoted})`,
    );
  }

  private wrapper(): string {
    return this.one([
      ...[
        "env",
        "env -i PATH=$PATH A=b",
        "env -u x",
        "nice",
        "nice -n 1",
        "nohup",
        "timeout 1",
        "timeout -k 1 1",
      ],
      ...["stdbuf -o0", "command", "exec", "exec -a x", "command -p", "builtin command"],
      ...[
        "xargs",
        "xargs -r",
        "time",
        "time -p",
        "!",
        "coproc",
        "env --",
        "nice -1",
        "env - PATH=$PATH",
        "env -S",
      ],
    ]);
  }

  private redirect(): string {
    const target = this.one(["f", "$x", '"$u"', "f1", "'a b'"]);
    return this.pick(
      () =>
        `${this.one([">", ">>", "2>", "<>", "&>", "&>>", ">|", "{fd}>", "3<>"])}${this.one(["", " "])}${target}`,
      () => this.one(["2>&1", ">&2", "<&-", ">&-", "<&0-", "1>&2-", "</dev/null"]),
      () => `< <(${this.list()})`,
      () => `> >(${this.list()})`,
      () => `<<< ${this.word()}`,
    );
  }

  private hereDocument(): string {
    const reader = this.one([
      "cat",
      "sh",
      "bash",
      "dash",
      "bash -s",
      "sh /dev/stdin",
      "read x",
      "rm",
      "cat | sh",
      "sh -c 'cat'",
    ]);
    const [mark, end] = this.one([
      ["E", "E"],
      ["'E'", "E"],
      ['"E"', "E"],
      ["\\E", "E"],
      ["E'F'", "EF"],
      ["$E", "$E"],
      ["'E F'", "E F"],
    ] as const);
    const dash = this.one(["", "-"]);
    const body = this.one([
      this.list(),
      `$(${this.list()})`,
      this.backquoted(),
      `a ${this.word()}`,
      `\\$(${this.list()})`,
    ]);
    const indent = dash === "-" && this.next(2) === 0 ? "\t" : "";
    return `${reader} <<${dash}${mark}${this.one(["", "", "; ls", " | cat"])}\n${indent}${body}\n${indent}${end}\n`;
  }

  private declaration(): string {
    const inner = () => this.list();
    return this.pick(
      () => this.assignment(),
      () => `f() { ${inner()}; }; f ${this.word()}`,
      () => `${this.one(["ls", "echo", "f", "git"])}() { ${this.program()} "$@"; }; ls ${this.one(STUBS)}`,
      () => `function f { ${inner()}; }; f`,
      () => `f() ( ${inner()} ); f`,
      () => `shopt -s expand_aliases\nalias ls=${this.one(STUBS)}\nls ${this.word()}`,
      () => `shopt -s extglob\n${inner()}`,
      () => `shopt -s lastpipe\n${inner()}`,
      () => `set -- ${this.one(STUBS)} ${this.word()}; ${this.one(["$1", '"$@"', "$*", "${@:1}", "$@"])}`,
      () =>
        `${this.one(["declare", "export", "local", "readonly", "typeset", "declare -a", "declare -i"])} ${this.assignment()}`,
      () =>
        `y='a[$(${inner().replaceAll("'", "")})]'; ${this.one(["echo $((y))", "((y))", "[[ y -eq 1 ]]", 'test -v "$y"', "let y", "z[y]=1", "echo ${x:y}", "declare -i z=y", "read $y <<< 1", 'printf -v "$y" 1', 'unset "$y"'])}`,
      () => `set ${this.one(["-f", "-e", "-u", "-x", "-k", "-n", "-a", "-B", "+B", "-o posix"])}\n${inner()}`,
      () => `mapfile -C '${this.one(STUBS)} #' -c 1 z <<< a`,
      () => `IFS=${this.one(["a", "'/'", ":", "''"])}; x=${this.one(["rmaf", "rm:a", "'rm a'"])}; $x`,
      () => `read x <<< ${this.one(STUBS)}; $x a`,
      () => `hash -p ./a ls; ls`,
      () => `declare -n z=p; $z a`,
      () => `PS4='$(${inner().replaceAll("'", "")})'; set -x; :`,
      () => `trap '${this.one(STUBS)} a' ${this.one(["DEBUG", "ERR", "RETURN", "EXIT", "0"])}; false`,
      () => `enable -n echo; echo a; ${inner()}`,
      () => `command_not_found_handle() { ${inner()}; }; zzz`,
      () => `exec ${this.one(["3<f", ">f", "<<< rm", "3<<< rm", "<<E\nrm a\nE"])}\n${inner()}`,
    );
  }

  private assignment(): string {
    const name = this.one(["x", "y", "p", "u", "IFS", "x+", "a[0]", "a[x]"]);
    return `${name}=${this.pick(
      () => this.one(["rm", "", "'rm a'", "git", "1", "(rm a)", "(a b)"]),
      () => this.word(),
      () => `(${this.word()} ${this.word()})`,
    )}`;
  }
}

/** A script of the grammar. */
export function arbitraryScript(next: Random): string {
  return new ShellWriter(next, 2 + next(6)).script();
}

const PIECES = [
  ..."; & | && || |& ( ) { } (( )) [[ ]] < > << <<- <<< >( <( $( ${ $(( )) ` ' \" \\ $' $\" ! # = * ? [ ] ~ , : @( +( $ -".split(
    " ",
  ),
  ..."if then else elif fi for in do done while until case esac select function coproc time eval exec".split(
    " ",
  ),
  ..." |\n|\t|  |;;|;&|\r|\\\n|a|x=|p=rm|$p|$x|E|'E'|\nE\n|a b|-c|sh|-f|f()|&>|>&|{a,|}".split("|"),
];

/** Pieces of syntax in any order. */
export function arbitrarySoup(next: Random): string {
  const piece = () => (next(3) === 0 ? STUBS[next(STUBS.length)]! : PIECES[next(PIECES.length)]!);
  const parts = Array.from({ length: 2 + next(14) }, piece);
  return parts.map((part) => part + (next(3) === 0 ? "" : " ")).join("");
}

/** A script with some of its characters taken away, doubled, swapped, or others put between. */
export function brokenScript(next: Random): string {
  let text = arbitraryScript(next);
  for (let count = 1 + next(3); count > 0; count -= 1) {
    const at = next(text.length + 1);
    const piece = PIECES[next(PIECES.length)]!;
    const length = next(3);
    text = text.slice(0, at) + (next(3) === 0 ? "" : piece) + text.slice(next(2) === 0 ? at : at + length);
  }
  return text;
}
