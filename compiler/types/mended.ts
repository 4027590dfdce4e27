// Literals that cannot be read, as they could be: each is read before it is offered.

import { parseHostPattern } from "../../runtime/values/host-pattern.js";
import { parseHost } from "../../runtime/values/host.js";
import { parsePathGlobs } from "../../runtime/values/home-glob.js";
import type { Normalized } from "../../runtime/values/normalized.js";
import { parsePath } from "../../runtime/values/path.js";
import { isTimeZone, parseTime } from "../../runtime/values/time.js";
import type * as ast from "../ast/ast.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { quoted } from "../diagnostics/edits.js";
import { nearest, replacement } from "../diagnostics/nearest.js";

/** What may have been meant by a text that cannot be read; all of it can be. */
export type Mend = (text: string) => readonly string[];

/** Longer texts are nobody's slip. */
const MAX_LENGTH = 1000;

export function mendedFixes({ span, value }: ast.StringLit, mend: Mend | undefined): readonly Fix[] {
  if (mend === undefined || value.length > MAX_LENGTH) return [];
  return [...new Set(mend(value))].flatMap((text) => replacement(span, quoted(text)));
}

/** For the values of a type. */
export function mended(type: string): Mend | undefined {
  if (type === "path") return mendedPath;
  return type === "host" ? mendedHost : undefined;
}

function mendedPath(text: string): readonly string[] {
  // Whose home that is, a path does not say.
  if (text.startsWith("~")) return [];
  const plain = plainPath(text);
  return readable([plain.startsWith("/") ? plain : `/${plain}`], parsePath);
}

/** Where a pattern begins nowhere, it may be meant from the root, or anywhere. */
export function mendedPathPattern(text: string): readonly string[] {
  const plain = plainPath(text).replace(/(?<=\/)\*\*(?=[^/*][^*]*$)/u, "**/*");
  const begun = /^(?:[/~]|\*\*(?:\/|$))/u.test(plain) ? [plain] : [`/${plain}`, `**/${plain}`];
  return readable(begun, parsePathGlobs);
}

/** Without what a system would resolve away: empty segments and `.`, except where the path begins there. */
function plainPath(text: string): string {
  if (/^\.{1,2}(?:[/\\]|$)/u.test(text)) return text;
  const whole = text.replaceAll("\\", "/").replace(/\/{2,}/gu, "/");
  return whole
    .split("/")
    .filter((segment) => segment !== ".")
    .join("/");
}

/** The host of a URL. */
function mendedHost(text: string): readonly string[] {
  const url = bareUrl(text);
  return readable(url?.port === "" ? [url.hostname] : [], parseHost);
}

/** The host of a URL with the port that it says, so that no other is meant. */
export function mendedHostPattern(text: string): readonly string[] {
  const url = bareUrl(text);
  const port = url && (url.port || PORTS[url.protocol]);
  return readable(url && port !== undefined ? [`${url.hostname}:${port}`] : [], parseHostPattern);
}

const PORTS: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** A URL that says no more than where to: of one with a path, a host would say less. */
function bareUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/u.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

/** A day is its first moment, and a time without an offset one of UTC. */
export function mendedTime(text: string): readonly string[] {
  const whole = text.trim().replace(/^(\d{4}-\d\d-\d\d)[ Tt]?/u, "$1T");
  const [day = "", clock = ""] = whole.split("T");
  const full = clock === "" ? "00:00:00" : clock.replace(/^(\d\d:\d\d)(?=$|[Zz+-])/u, "$1:00");
  return readable([`${day}T${/[Zz]$|[+-]\d\d:\d\d$/u.test(full) ? full : `${full}Z`}`], parseTime);
}

export function mendedTimeZone(text: string): readonly string[] {
  const near = nearest(text.replaceAll(" ", "_"), ["UTC", ...Intl.supportedValuesOf("timeZone")]);
  return near !== undefined && isTimeZone(near) ? [near] : [];
}

function readable(texts: readonly string[], read: (text: string) => Normalized<unknown>): readonly string[] {
  return texts.filter((text) => read(text).ok);
}
