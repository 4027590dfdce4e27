// Random shell scripts in real shells: of whatever ran, the reader of commands says that it runs, or that it cannot see.

import { expect, it } from "vitest";
import recorded from "../../fixtures/vectors/scripts.json" with { type: "json" };
import { parseCommand } from "../../runtime/facts/command/parse.js";
import { commandRuns } from "../../runtime/values/command-match.js";
import { parseCommandPattern } from "../../runtime/values/command-pattern.js";
import { arbitraryScript, arbitrarySoup, brokenScript } from "../support/arbitrary-shell.js";
import { random } from "../support/mutations.js";
import { type Ran, runScripts, type Shell } from "../support/stub-programs.js";
import { SEED } from "../support/seed.js";

const budget = Number(process.env.COMMANDS_SCRIPTS ?? 20_000);
const BATCH = 250;

/** Entries that what ran must fit. */
function entriesOf({ program, words }: Ran): readonly string[] {
  const end = words.indexOf("--");
  const options = words.slice(0, end < 0 ? undefined : end).filter((word) => /^--?[a-z]+$/u.test(word));
  const [first = ""] = words;
  return [
    program,
    ...options.map((option) => `${program} ${option}`),
    ...(/^[a-z]+$/u.test(first) ? [`${program} ${first}`] : []),
  ];
}

/** Those of the entries that the reader knows not to run, though they did. */
function missed(script: string, ran: readonly Ran[]): readonly string[] {
  const command = parseCommand(script);
  return [...new Set(ran.flatMap(entriesOf))].filter((text) => {
    const pattern = parseCommandPattern(text);
    if (!pattern.ok) throw new Error(pattern.reason);
    return commandRuns(command, [pattern.value]) === false;
  });
}

interface Tally {
  readonly ran: number;
  readonly seen: number;
  readonly misses: readonly string[];
}

/** What one run finds, another confirms: a program left in the background may write into the next script's log. */
function check(shell: Shell, scripts: readonly string[]): Tally {
  const logs = runScripts(shell, scripts);
  const suspects = scripts.filter((script, index) => missed(script, logs[index] ?? []).length > 0);
  const misses = suspects.flatMap((script) => {
    const [log = []] = runScripts(shell, [script]);
    return missed(script, log).map((entry) => `${shell} runs ${entry}: ${JSON.stringify(script)}`);
  });
  const whole = scripts.filter((script) => parseCommand(script).complete);
  return { ran: logs.filter((log) => log.length > 0).length, seen: whole.length, misses };
}

it.each([
  ["bash", "the grammar's", arbitraryScript],
  ["bash", "broken", brokenScript],
  ["bash", "mixed", arbitrarySoup],
  ["dash", "the grammar's", arbitraryScript],
  ["dash", "broken", brokenScript],
  ["dash", "mixed", arbitrarySoup],
] as const)("no script hides from the reader what %s runs: %s scripts", (shell, kind, write) => {
  const next = random(SEED);
  const count = Math.ceil(budget / 6 / BATCH);
  const tallies = Array.from({ length: count }, () =>
    check(
      shell,
      Array.from({ length: BATCH }, () => write(next)),
    ),
  );
  const sum = (of: (tally: Tally) => number) => tallies.map(of).reduce((left, right) => left + right, 0);
  const [ran, seen] = [sum((tally) => tally.ran), sum((tally) => tally.seen)];
  process.stdout.write(
    `${shell}, ${kind}: ${count * BATCH} scripts, ${ran} ran something, ${seen} wholly seen\n`,
  );
  expect(tallies.flatMap(({ misses }) => misses)).toEqual([]);
  expect(ran).toBeGreaterThan((count * BATCH) / 20);
});

it.each(["bash", "dash"] as const)("the vectors hold of this machine's %s", (shell) => {
  const scripts = recorded.map(({ script }) => script);
  const { ran, misses } = check(shell, scripts);
  expect(misses).toEqual([]);
  expect(ran).toBeGreaterThan(scripts.length / 2);
});
