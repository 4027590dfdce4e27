// Gathers the simple commands of a command, and what they run in turn, within limits.

import { baseName, programOf, type Pipe, type SimpleCommand, type Word } from "../../values/command.js";
import { changesPrograms } from "../../values/command-environment.js";
import { type Executed, makesWhatItRuns } from "./made-here.js";
import { unwrap } from "./unwrap.js";

/** Beyond any of these a command is not wholly seen: reading it must end soon whatever it holds. */
export const LIMITS = {
  characters: 65_536,
  /** Characters of all the scripts that its commands hold. */
  scripts: 262_144,
  commands: 1000,
  pipes: 4000,
  /** Nodes of syntax trees. */
  nodes: 8000,
  /** Characters that part or join commands, quoted or not: the parser's work for each is more than for a letter. */
  operators: 8000,
  /** Scripts in scripts, substitutions in substitutions, wrappers in wrappers. */
  depth: 16,
  /** Each keeps a line of its own in the parser. */
  hereDocuments: 200,
} as const;

/** A stretch of commands: indices from `start`, below `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a command stands: the commands that run it, and how deep. */
export interface Place {
  readonly within: readonly number[];
  readonly depth: number;
}

/** Reads a script for the reader; it may call back. */
export type ReadScript = (script: string, reader: CommandReader, place: Place) => void;

export class CommandReader {
  readonly simple: SimpleCommand[] = [];
  readonly pipes: Pipe[] = [];
  readonly executed: Executed[] = [];
  /** May some of the commands run beside those after them? */
  background = false;
  private seen = true;
  private nodes = 0;
  private characters = 0;
  private loops = 0;

  constructor(private readonly readScript: ReadScript) {}

  get complete(): boolean {
    return this.seen && !makesWhatItRuns(this);
  }

  /** Something runs, or may run, that is not among the commands. */
  loseSight(): void {
    this.seen = false;
  }

  /** Counts a node of a syntax tree; false once there have been too many of them, or of commands. */
  step(): boolean {
    this.nodes += 1;
    const more = this.nodes <= LIMITS.nodes && this.simple.length < LIMITS.commands;
    if (!more) this.loseSight();
    return more;
  }

  /** Takes up a command, and then all that it runs. */
  add(command: SimpleCommand, { within, depth }: Place): void {
    if (this.simple.length >= LIMITS.commands || depth > LIMITS.depth) {
      this.loseSight();
      return;
    }
    const inside = { within: [...within, this.simple.length], depth: depth + 1 };
    const { seen, commands, scripts, script, stranger } = unwrap(command);
    const index = script === undefined ? -1 : command.words.indexOf(script.word);
    const again = this.loops > 0 ? ({ repeated: true } as const) : {};
    this.simple.push({
      ...command,
      ...again,
      ...(index < 0 ? {} : { script: index }),
      ...(stranger === undefined ? {} : { stranger }),
    });
    if (command.assignments.some(({ name }) => changesPrograms(name))) this.loseSight();
    const [program] = command.words;
    if (program === undefined) return;
    this.execute(program, (program.pieces.at(-1) ?? "").includes("/"), inside);
    if (!seen) this.loseSight();
    if (script?.isFile === true) this.execute(script.word, true, inside);
    for (const words of commands) this.add({ words, assignments: [], redirects: command.redirects }, inside);
    const readAll = (): void => {
      for (const text of scripts) this.read(text, inside);
    };
    this.repeat(readAll, programOf(command.words) === "trap");
  }

  /** What is added meanwhile may run `again`. */
  repeat(visit: () => void, again = true): void {
    if (again) this.loops += 1;
    visit();
    if (again) this.loops -= 1;
  }

  /** What was added since the command at `index` runs only if that succeeded. */
  guard(index: number): void {
    const command = this.simple[index];
    if (command !== undefined) this.simple[index] = { ...command, guards: this.simple.length };
  }

  /** A text that a command holds may be read by many shells, so that all texts together have a limit. */
  private read(script: string, place: Place): void {
    this.characters += script.length;
    if (this.characters > LIMITS.scripts) this.loseSight();
    else this.readScript(script, this, place);
  }

  /** What the commands of `from` write, those of `to` read. */
  connect(from: Stretch, to: Stretch): void {
    const count = (from.end - from.start) * (to.end - to.start);
    if (this.pipes.length + count > LIMITS.pipes) {
      this.loseSight();
      return;
    }
    for (let source = from.start; source < from.end; source += 1)
      for (let sink = to.start; sink < to.end; sink += 1) this.pipes.push([source, sink]);
  }

  private execute(file: Word, isPath: boolean, { within }: Place): void {
    const path = file.pieces.at(-1) ?? "";
    const isSeen = file.pieces.length === 1 || path.includes("/");
    this.executed.push({
      name: isSeen ? baseName(path) : undefined,
      directories: isSeen ? directoriesIn(path) : [],
      isPath,
      within,
    });
  }
}

/** Those of programs that were there before are left out. */
function directoriesIn(path: string): readonly string[] {
  const own = path.replace(/^\/(?:usr\/(?:local\/)?)?s?bin\//u, "");
  return own
    .split("/")
    .slice(0, -1)
    .filter((each) => !/^\.{0,2}$/u.test(each));
}
