// Walks the syntax tree of a script and hands the reader its simple commands.

import {
  type AndOr,
  type Command,
  forEachChild,
  type Redirected,
  type Redirection,
  type SyntaxNode,
  parse,
} from "unbash";
import type { SimpleCommand } from "../../values/command.js";
import { isHarmlessNode } from "./expansions.js";
import { isWellRead } from "./well-read.js";
import { type CommandReader, LIMITS, type Place, type Stretch } from "./reader.js";
import { assignmentWord, readAssignment, readRedirect, readWord, UNSEEN_VALUE } from "./words.js";

/** Reads a script as bash would, which is as a POSIX shell would and more. */
export function readScript(script: string, reader: CommandReader, place: Place): void {
  if (isTooMuch(script)) {
    reader.loseSight();
    return;
  }
  try {
    const tree = parse(script);
    if (hasErrors(tree)) reader.loseSight();
    else new SyntaxWalk(reader, place, script).visit(tree);
  } catch (error) {
    // The parser recurses over some forms that have no end; whatever it throws, nothing was seen.
    if (!(error instanceof Error)) throw error;
    reader.loseSight();
  }
}

type ParsedScript = ReturnType<typeof parse>;

function hasErrors({ errors = [] }: ParsedScript): boolean {
  return errors.length > 0;
}

function isTooMuch(script: string): boolean {
  return (
    script.length > LIMITS.characters ||
    script.includes("\0") ||
    script.split(/[;&|()<>`]/u).length > LIMITS.operators + 1 ||
    script.split("<<").length > LIMITS.hereDocuments + 1
  );
}

/** The commands of `<(…)` or `>(…)` among a command's words. */
interface Substituted extends Stretch {
  readonly operator: "<" | ">";
}

class SyntaxWalk {
  private substituted: Substituted[] = [];
  private depth: number;

  constructor(
    private readonly reader: CommandReader,
    private readonly place: Place,
    private source: string,
  ) {
    this.depth = place.depth;
  }

  visit(node: SyntaxNode, parent?: SyntaxNode): void {
    if (!this.reader.step()) return;
    if (!isHarmlessNode(node) || !isWellRead(node, parent, this.source)) this.reader.loseSight();
    switch (node.type) {
      case "Script":
        this.visitScript(node);
        break;
      case "Command":
        this.visitCommand(node);
        break;
      case "Statement":
        this.reader.background ||= node.background === true;
        this.visitChildren(node);
        break;
      case "Redirected":
        this.visitRedirected(node);
        break;
      case "Pipeline":
        this.visitPipeline(node.commands);
        break;
      case "AndOr":
        this.visitAndOr(node);
        break;
      case "For":
      case "Select":
        this.visitLoop(node, node.name.value);
        break;
      case "While":
        this.visitLoop(node);
        break;
      case "ParameterExpansion":
        this.visitChildren(node);
        if (node.operation?.type === "Default" && node.operation.operator.endsWith("="))
          this.addAssignment(node.parameter);
        break;
      case "ProcessSubstitution":
        this.substituted.push({ operator: node.operator, ...this.stretch(() => this.visitChildren(node)) });
        break;
      default:
        this.visitChildren(node);
    }
  }

  private visitScript(script: ParsedScript): void {
    if (hasErrors(script) || this.depth > LIMITS.depth) this.reader.loseSight();
    else {
      const { source } = this;
      // Within backquotes the text is another: one backslash of two is taken away.
      this.source = script.source ?? source;
      this.depth += 1;
      this.visitChildren(script);
      this.depth -= 1;
      this.source = source;
    }
  }

  /** Substitutions run before the command that holds them. */
  private visitCommand(node: Command): void {
    const substituted = this.collect(() => this.visitChildren(node));
    const own = this.stretch(() => this.reader.add(commandOf(node), this.place));
    this.connectAll(substituted, own);
  }

  /** The redirects of a group stand for themselves, as a command without words. */
  private visitRedirected(node: Redirected): void {
    let own: Stretch = { start: 0, end: 0 };
    const substituted = this.collect(() => {
      own = this.stretch(() => this.visit(node.command, node));
      for (const redirect of node.redirects) this.visit(redirect, node);
    });
    const redirects = redirectsOf(node.redirects);
    this.reader.add({ words: [], assignments: [], redirects, compound: true }, this.place);
    this.connectAll(substituted, own);
  }

  /** In `a && b && c` each runs only if those before it succeeded; of `||` nothing is known. */
  private visitAndOr({ commands, operators }: AndOr): void {
    const or = operators.indexOf("||");
    const joined = or < 0 ? commands.length : or + 1;
    const guards: number[] = [];
    for (const [place, command] of commands.entries()) {
      if (place === joined) for (const index of guards.splice(0)) this.reader.guard(index);
      const { end } = this.stretch(() => this.visit(command));
      if (place < joined - 1 && isChangeOfDirectory(command)) guards.push(end - 1);
    }
    for (const index of guards) this.reader.guard(index);
  }

  /** The variable of a loop is assigned before each round. */
  private visitLoop(node: SyntaxNode, variable?: string): void {
    this.reader.repeat(() => {
      if (variable !== undefined) this.addAssignment(variable);
      this.visitChildren(node);
    });
  }

  private addAssignment(name: string): void {
    const assignments = [{ name, value: UNSEEN_VALUE }];
    this.reader.add({ words: [], assignments, redirects: [], compound: true }, this.place);
  }

  private visitPipeline(commands: readonly SyntaxNode[]): void {
    const stretches = commands.map((command) => this.stretch(() => this.visit(command)));
    for (const [index, to] of stretches.entries()) {
      const from = stretches[index - 1];
      if (from !== undefined) this.reader.connect(from, to);
    }
  }

  private visitChildren(node: SyntaxNode): void {
    forEachChild(node, (child) => this.visit(child, node));
  }

  private connectAll(substituted: readonly Substituted[], own: Stretch): void {
    for (const each of substituted) {
      if (each.operator === "<") this.reader.connect(each, own);
      else this.reader.connect(own, each);
    }
  }

  private collect(visit: () => void): readonly Substituted[] {
    const outer = this.substituted;
    const inner: Substituted[] = [];
    this.substituted = inner;
    visit();
    this.substituted = outer;
    return inner;
  }

  private stretch(visit: () => void): Stretch {
    const start = this.reader.simple.length;
    visit();
    return { start, end: this.reader.simple.length };
  }
}

/** By its own name: what runs `cd` for it does so in another process. */
function isChangeOfDirectory(node: SyntaxNode): boolean {
  return node.type === "Command" && /^(?:cd|chdir|pushd)$/u.test(node.name?.text ?? "");
}

function commandOf(node: Command): SimpleCommand {
  const parts = [...(node.name === undefined ? [] : [node.name]), ...node.suffix];
  const words = parts.flatMap((part) => {
    if (part.type === "Word") return [readWord(part)];
    return part.type === "Assignment" ? [assignmentWord(part)] : [];
  });
  const assignments = node.prefix.flatMap((part) =>
    part.type === "Assignment" ? [readAssignment(part)] : [],
  );
  return { words, assignments, redirects: redirectsOf(node.redirects) };
}

function redirectsOf(nodes: readonly Redirection[]): SimpleCommand["redirects"] {
  return nodes.flatMap((node) => readRedirect(node) ?? []);
}
