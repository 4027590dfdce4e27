// Times, durations and time zones: RFC 3339 and ISO 8601 in, milliseconds out, and what a wall clock shows somewhere.

import { accept, reject } from "./normalized.js";
import type { Normalized } from "./normalized.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const FIRST_TIME = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_TIME = Date.parse("9999-12-31T23:59:59.999Z");

const rfc3339 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?(?:Z|(?<sign>[+-])(?<offsetHour>\d\d):(?<offsetMinute>\d\d))$/i;

/**
 * Epoch milliseconds of an RFC 3339 time, years 0000–9999 in UTC. The offset must be there, and digits finer than a
 * millisecond are cut off. A leap second (`:60`) is rejected, since JavaScript's clock has no name for it.
 */
export function parseTime(text: string): Normalized<number> {
  const parts = rfc3339.exec(text)?.groups;
  if (parts === undefined) {
    return reject("is not an RFC 3339 time with an offset");
  }
  const number = (name: string): number => Number(parts[name] ?? 0);
  const midnight = startOfDay(number("year"), number("month"), number("day"));
  if (midnight === undefined) {
    return reject("names a day that the calendar does not have");
  }
  const timeOfDay = clockTime(number("hour"), number("minute"), number("second"));
  const offset = clockTime(number("offsetHour"), number("offsetMinute"), 0);
  if (timeOfDay === undefined || offset === undefined) {
    return reject("names an hour, minute or second that no clock shows");
  }
  const time = midnight + timeOfDay + milliseconds(parts.fraction) + (parts.sign === "-" ? offset : -offset);
  return FIRST_TIME <= time && time <= LAST_TIME ? accept(time) : reject("is out of range");
}

/** Epoch milliseconds of a day's start in UTC, if the Gregorian calendar has that day. `month` counts from 1. */
function startOfDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function clockTime(hour: number, minute: number, second: number): number | undefined {
  return hour < 24 && minute < 60 && second < 60
    ? hour * HOUR + minute * MINUTE + second * SECOND
    : undefined;
}

/** The digits after a second's point, cut off after the third. */
function milliseconds(fraction = ""): number {
  return Number(fraction.slice(0, 3).padEnd(3, "0"));
}

const iso8601Duration =
  /^P(?=\d|T\d)(?<years>\d+Y)?(?<months>\d+M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)(?:\.(?<fraction>\d+))?S)?)?$/;

/**
 * Milliseconds, ≥ 0, of an ISO 8601 duration (`PT12S`, `P1DT30M`, `P2W`) or of a number of milliseconds. Only seconds
 * may have a fraction, to the millisecond. Years and months are rejected: their length depends on when they begin.
 */
export function parseDuration(input: string | number): Normalized<number> {
  if (typeof input === "number") {
    return lengthOfTime(input);
  }
  const parts = iso8601Duration.exec(input)?.groups;
  if (parts === undefined) {
    return reject("is not an ISO 8601 duration");
  }
  if (parts.years !== undefined || parts.months !== undefined) {
    return reject("has years or months, which have no fixed length");
  }
  if ((parts.fraction ?? "").length > 3) {
    return reject("is finer than a millisecond");
  }
  const number = (name: string): number => Number(parts[name] ?? 0);
  return lengthOfTime(
    number("weeks") * WEEK +
      number("days") * DAY +
      number("hours") * HOUR +
      number("minutes") * MINUTE +
      number("seconds") * SECOND +
      milliseconds(parts.fraction),
  );
}

function lengthOfTime(duration: number): Normalized<number> {
  if (Number.isSafeInteger(duration) && duration >= 0) {
    return accept(duration === 0 ? 0 : duration);
  }
  return reject(
    duration < 0
      ? "is negative"
      : Number.isFinite(duration) && !Number.isInteger(duration)
        ? "is not a whole number of milliseconds"
        : "is out of range",
  );
}

/** ISO 8601, in days and smaller: `PT12S`, `P1DT2H`, `PT0.5S`. `duration` is a whole number of milliseconds, ≥ 0. */
export function formatDuration(duration: number): string {
  const count = (unit: number, ofLarger: number): number => Math.floor((duration % ofLarger) / unit);
  const written = (amount: number, letter: string): string => (amount === 0 ? "" : `${amount}${letter}`);
  const date = written(Math.floor(duration / DAY), "D");
  const time =
    written(count(HOUR, DAY), "H") +
    written(count(MINUTE, HOUR), "M") +
    written((duration % MINUTE) / SECOND, "S");
  return date + time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Is it a name of the IANA time zone database, as far as this machine's copy goes? Bare offsets are no names. */
export function isTimeZone(name: string): boolean {
  return clockIn(name) !== undefined;
}

/** The hour, 0–23, that a wall clock in `zone` shows at epoch milliseconds `time`; undefined where there is none. */
export function hourIn(time: number, zone: string): number | undefined {
  const hour = shownAt(time, zone, "hour");
  return hour === undefined ? undefined : Number(hour);
}

/** The day of the week in `zone` at epoch milliseconds `time`; undefined where there is none. */
export function weekdayIn(time: number, zone: string): Weekday | undefined {
  const name = shownAt(time, zone, "weekday")?.toLowerCase();
  return WEEKDAYS.find((weekday) => weekday === name);
}

/** What `Date` can hold, in milliseconds on either side of 1970. */
const LAST_DATE = 8.64e15;

function shownAt(time: number, zone: string, type: "hour" | "weekday"): string | undefined {
  const isDate = Math.abs(time) <= LAST_DATE;
  const parts = isDate ? clockIn(zone)?.formatToParts(time) : undefined;
  return parts?.find((part) => part.type === type)?.value;
}

/** Making a formatter takes some hundred times as long as using it; a policy names few zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const MAX_CLOCKS = 64;

const zoneName = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

function clockIn(zone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(zone);
  if (known !== undefined || !zoneName.test(zone)) {
    return known;
  }
  const clock = newClock(zone);
  if (clock !== undefined) {
    if (clocks.size >= MAX_CLOCKS) {
      clocks.clear();
    }
    clocks.set(zone, clock);
  }
  return clock;
}

function newClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hour: "2-digit",
      hourCycle: "h23",
      weekday: "short",
    });
  } catch {
    // `Intl` says by throwing that its database has no such name, which is what the caller asked.
    return undefined;
  }
}
