// Tells the results as Markdown: a table for each policy, with the machine and the date.

import { LIMIT } from "../contenders/all.js";
import type { Result } from "../measure/field.js";
import type { Field } from "./field.js";

export interface Circumstances {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
  readonly node: string;
  /** The machine's load before the run and after each policy. */
  readonly load: readonly number[];
  readonly requests: number;
  readonly rounds: number;
  /** In milliseconds. */
  readonly turn: number;
  readonly seed: number;
}

const COLUMNS = ["", "median", "×", "p50", "p99", "p99.9", "unseen", "load", "memory", "size", "compile"];

export function reportOf(fields: readonly Field[], at: Circumstances): string {
  const { date, commit, machine, node, load, requests, rounds, turn, seed } = at;
  return `# Results

${date}, commit ${commit}. ${machine}; Node ${node}. Load of the machine during the run: ${Math.min(...load).toFixed(1)} to ${Math.max(...load).toFixed(1)}.

${rounds} rounds of ${turn} ms, singly and in batches, over ${requests} requests; seed ${seed}. Every contender gave the right verdict on every request. [How to read this](README.md).

![The median cost of a decision against the number of rules](RESULTS.svg)
${fields.map(fieldText).join("")}`;
}

function fieldText({ kind, rules, results }: Field): string {
  const verdicts = results.find((each) => each.verdicts !== undefined)?.verdicts ?? {};
  const shares = Object.entries(verdicts).map(([verdict, count]) => `${verdict} ${count}`);
  const head = `| ${COLUMNS.join(" | ")} |\n| --- |${" ---: |".repeat(COLUMNS.length - 1)}`;
  return `\n## ${kind}, ${grouped(rules)} rules\n\nVerdicts: ${shares.sort().join(", ")}.\n\n${head}\n${results.map(rowText).join("\n")}\n`;
}

function rowText({ contender, written, footprint, summary, unseen, left }: Result): string {
  const cost = summary
    ? [
        duration(summary.median),
        contender === LIMIT.name ? "1" : ratio(summary.ratio),
        duration(summary.p50),
        duration(summary.p99),
        duration(summary.p999),
        duration(unseen),
      ]
    : [left ?? "left out", "", "", "", "", ""];
  const compile = written?.compile;
  const rest = [
    footprint === undefined ? "" : duration(footprint.load * 1e6),
    footprint === undefined ? "" : memory(footprint.memory),
    written === undefined ? "" : size(written.bytes),
    compile === undefined ? "" : `${duration(compile.time * 1e6)}, ${size(compile.peak)}`,
  ];
  return `| ${[contender, ...cost, ...rest].join(" | ")} |`;
}

/** Nanoseconds, in the unit in which they read best; three digits. */
export function duration(nanoseconds: number | undefined): string {
  if (nanoseconds === undefined) return "–";
  if (nanoseconds < 999.5) return `${digits(nanoseconds)} ns`;
  if (nanoseconds < 999.5e3) return `${digits(nanoseconds / 1e3)} µs`;
  if (nanoseconds < 999.5e6) return `${digits(nanoseconds / 1e6)} ms`;
  return `${digits(nanoseconds / 1e9)} s`;
}

/** What is less is lost in what else the process holds. */
function memory(bytes: number): string {
  return bytes < 2e5 ? "< 0.2 MB" : size(bytes);
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${digits(bytes / 1e3)} kB` : `${digits(bytes / 1e6)} MB`;
}

function ratio(value: number): string {
  return value < 99.5 ? digits(value) : grouped(Math.round(value));
}

function digits(value: number): string {
  if (value >= 99.5) return value.toFixed(0);
  return value.toFixed(value >= 9.95 ? 1 : 2);
}

function grouped(value: number): string {
  return value.toLocaleString("en");
}
