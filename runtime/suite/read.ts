// Reads the values of a request by their types, and what policies ask of one value, for property suites.
//
// Shares the parsers of values with the runtime, as the reference interpreter does, and nothing else.

import { judgeOf } from "../facts/baseline.js";
import { parseCommand } from "../facts/command/parse.js";
import { detect } from "../facts/detect.js";
import { compileRegex } from "../facts/regex.js";
import type { Baseline } from "../table/format.js";
import type { Address, Cidr, UrlValue } from "../values/address.js";
import { inCidr } from "../values/cidr-match.js";
import { parseExactPattern } from "../values/command-exact.js";
import { commandRuns } from "../values/command-match.js";
import { commandRunsOnly } from "../values/command-only.js";
import { parseCommandPattern } from "../values/command-pattern.js";
import type { CommandValue } from "../values/command.js";
import { parseDecimal } from "../values/decimal.js";
import type { Detector } from "../values/detector.js";
import { globMatches, parseGlob } from "../values/glob.js";
import { hostFits } from "../values/host-match.js";
import { parseHostPattern } from "../values/host-pattern.js";
import { parseHost } from "../values/host.js";
import { parseCidr, parseIp } from "../values/ip.js";
import type { Normalized } from "../values/normalized.js";
import { parsePath } from "../values/path.js";
import { hourIn, parseDuration, parseTime, weekdayIn } from "../values/time.js";
import { parseUrl } from "../values/url.js";
import type { Truth as Kleene } from "../values/value.js";
import type { Truth } from "./truth.js";

// ─── Values ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of `decimal`, `percent` and `money`: ten-thousandths, which are exact. */
export function units(raw: unknown): number | undefined {
  if (typeof raw === "object" && raw !== null && "amount" in raw) return units(raw.amount);
  return typeof raw === "number" || typeof raw === "string" ? valueOf(parseDecimal(raw)) : undefined;
}

export function text(raw: unknown): string | undefined {
  return typeof raw === "string" ? raw.normalize("NFC") : undefined;
}

export function path(raw: unknown): string | undefined {
  return parsed(raw, parsePath);
}

/** Epoch milliseconds. */
export function time(raw: unknown): number | undefined {
  return parsed(raw, parseTime);
}

/** Milliseconds. */
export function duration(raw: unknown): number | undefined {
  return typeof raw === "number" || typeof raw === "string" ? valueOf(parseDuration(raw)) : undefined;
}

export function host(raw: unknown): Address | undefined {
  return parsed(raw, parseHost);
}

export function ip(raw: unknown): Address | undefined {
  return parsed(raw, parseIp);
}

export function cidr(raw: unknown): Cidr | undefined {
  return parsed(raw, parseCidr);
}

export function url(raw: unknown): UrlValue | undefined {
  return parsed(raw, parseUrl);
}

export function command(raw: unknown): CommandValue | undefined {
  if (typeof raw === "string") return parseCommand(raw);
  return Array.isArray(raw) ? parseCommand(raw.map(String)) : undefined;
}

export function list<T>(raw: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  return Array.isArray(raw) ? raw.flatMap((item) => read(item) ?? []) : undefined;
}

/** What is compared as it was sent: booleans, integers, members of enums. */
export function plain(raw: unknown): unknown {
  return raw;
}

function parsed<T>(raw: unknown, parse: (text: string) => Normalized<T>): T | undefined {
  return typeof raw === "string" ? valueOf(parse(raw)) : undefined;
}

function valueOf<T>(reading: Normalized<T>): T | undefined {
  return reading.ok ? reading.value : undefined;
}

// ─── Questions ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Does one of the globs match? A path's is one with `/` in its kind. */
export function like(kind: "string" | "path", subject: string | undefined, globs: readonly string[]): Truth {
  if (subject === undefined) return undefined;
  return globs.some((glob) => globMatches(wanted(parseGlob(glob, kind)), subject));
}

export function likeHost(subject: Address | undefined, patterns: readonly string[]): Truth {
  if (subject === undefined) return undefined;
  return patterns.some((pattern) => hostFits(subject, undefined, wanted(parseHostPattern(pattern))));
}

/** Does all that an action reaches fit one of the patterns? What is left out reaches nothing. */
export function reachesOnly(
  reached: readonly (Address | UrlValue | undefined)[],
  patterns: readonly string[],
): boolean {
  const allowed = patterns.map((pattern) => wanted(parseHostPattern(pattern)));
  return reached.every((target) => {
    if (target === undefined) return true;
    const [where, port] = "host" in target ? [target.host, target.port] : [target, undefined];
    return allowed.some((pattern) => hostFits(where, port, pattern));
  });
}

export function liesIn(address: Address | undefined, block: Cidr | undefined): Truth {
  return address === undefined || block === undefined ? undefined : inCidr(address.bits ?? "", block);
}

export function matches(subject: string | undefined, pattern: string): Truth {
  return subject === undefined ? undefined : wanted(compileRegex(pattern))(subject);
}

/** Is the path the directory, or does it lie below it? */
export function under(inner: string | undefined, outer: string | undefined): Truth {
  if (inner === undefined || outer === undefined) return undefined;
  return outer === "/" || inner === outer || inner.startsWith(`${outer}/`);
}

export function runs(subject: CommandValue | undefined, patterns: readonly string[]): Truth {
  if (subject === undefined) return undefined;
  return truthOf(
    commandRuns(
      subject,
      patterns.map((each) => wanted(parseCommandPattern(each))),
    ),
  );
}

/** Every simple command is wholly one of these; nothing is written and no variable set. */
export function runsOnly(
  subject: CommandValue | undefined,
  patterns: readonly string[],
  env: readonly string[],
): Truth {
  if (subject === undefined) return undefined;
  const entries = patterns.map((each) => wanted(parseExactPattern(each)));
  return truthOf(commandRunsOnly(subject, { entries, env, writing: [] }, { declared: false }));
}

export function unseen(subject: CommandValue | undefined): Truth {
  return subject === undefined ? undefined : !subject.complete;
}

/** Does a statement change the schema in other ways than these? What cannot be told does. */
export function departs(
  statement: string | undefined,
  language: Baseline["language"],
  baseline: string,
  permitted: readonly string[],
): boolean {
  if (statement === undefined) return false;
  const changes = judgeOf(language, baseline)?.(statement);
  return changes === undefined || changes.some((change) => !permitted.includes(change));
}

/** Does one of the detectors find something in a text of the value? In what is absent nothing is found. */
export function finds(value: unknown, detectors: readonly Detector[]): boolean {
  return textsIn(value).some((each) => detect(each.normalize("NFC"), detectors).length > 0);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

export function hour(moment: number | undefined, zone: string): number | undefined {
  return moment === undefined ? undefined : hourIn(moment, zone);
}

export function weekday(moment: number | undefined, zone: string): string | undefined {
  return moment === undefined ? undefined : weekdayIn(moment, zone);
}

export function size(items: readonly unknown[] | undefined): number | undefined {
  return items?.length;
}

export function length(subject: string | undefined): number | undefined {
  return subject === undefined ? undefined : Array.from(subject).length;
}

export function lower(subject: string | undefined): string | undefined {
  return subject?.toLowerCase();
}

/** @throws {Error} where a suite holds a pattern that is none: it was changed by hand. */
function wanted<T>(
  reading: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string },
): T {
  if (!reading.ok) throw new Error(`this pattern ${reading.reason}`);
  return reading.value;
}

function truthOf(truth: Kleene): Truth {
  return truth === "unknown" ? undefined : truth;
}
