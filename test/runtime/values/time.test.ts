import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../../fixtures/vectors/timezones.json" with { type: "json" };
import {
  formatDuration,
  hourIn,
  isTimeZone,
  parseDuration,
  parseTime,
  weekdayIn,
} from "../../../runtime/values/time.js";

const NOT_RFC_3339 = "is not an RFC 3339 time with an offset";
const NO_DAY = "names a day that the calendar does not have";
const NO_CLOCK = "names an hour, minute or second that no clock shows";

describe("parseTime", () => {
  it.each([
    ["1970-01-01T00:00:00Z", 0],
    ["1970-01-01T00:00:00.001Z", 1],
    ["1970-01-01t00:00:00z", 0],
    ["1970-01-01T01:00:00+01:00", 0],
    ["1969-12-31T18:30:00-05:30", 0],
    ["1970-01-01T00:00:00-00:00", 0],
    ["1970-01-01T00:00:00.9999999Z", 999],
    ["1969-12-31T23:59:59.9999Z", -1],
    [`1970-01-01T00:00:00.5${"0".repeat(100_000)}Z`, 500],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
    ["2000-02-29T00:00:00Z", Date.UTC(2000, 1, 29)],
    ["2026-12-24T00:00:00Z", Date.UTC(2026, 11, 24)],
    ["0000-01-01T00:00:00Z", -62_167_219_200_000],
    ["0099-03-01T00:00:00Z", Date.parse("0099-03-01T00:00:00Z")],
    ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
  ])("%s", (text, value) => {
    expect(parseTime(text)).toEqual({ ok: true, value });
  });

  it.each([
    ["", NOT_RFC_3339],
    ["2026-01-01", NOT_RFC_3339],
    ["2026-01-01T00:00:00", NOT_RFC_3339],
    ["2026-01-01 00:00:00Z", NOT_RFC_3339],
    ["2026-01-01T00:00Z", NOT_RFC_3339],
    ["2026-01-01T00:00:00+0100", NOT_RFC_3339],
    ["2026-01-01T00:00:00.Z", NOT_RFC_3339],
    ["2026-1-1T00:00:00Z", NOT_RFC_3339],
    ["+002026-01-01T00:00:00Z", NOT_RFC_3339],
    ["2026-01-01T00:00:00Z ", NOT_RFC_3339],
    ["2026-01-01T00:00:00Z\n", NOT_RFC_3339],
    ["2026-W01-1T00:00:00Z", NOT_RFC_3339],
    ["\u0662026-01-01T00:00:00Z", NOT_RFC_3339],
    ["2026-02-29T00:00:00Z", NO_DAY],
    ["1900-02-29T00:00:00Z", NO_DAY],
    ["2026-04-31T00:00:00Z", NO_DAY],
    ["2026-00-01T00:00:00Z", NO_DAY],
    ["2026-13-01T00:00:00Z", NO_DAY],
    ["2026-01-00T00:00:00Z", NO_DAY],
    ["2026-01-01T24:00:00Z", NO_CLOCK],
    ["2026-01-01T00:60:00Z", NO_CLOCK],
    ["2016-12-31T23:59:60Z", NO_CLOCK],
    ["2026-01-01T00:00:00+24:00", NO_CLOCK],
    ["2026-01-01T00:00:00+00:60", NO_CLOCK],
    ["0000-01-01T00:00:00+00:01", "is out of range"],
    ["9999-12-31T23:59:59-00:01", "is out of range"],
  ])("%s is rejected", (text, reason) => {
    expect(parseTime(text)).toEqual({ ok: false, reason });
  });

  it("reads what Date writes", () => {
    const date = fc.date({
      min: new Date("0000-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(date, (each) => {
        expect(parseTime(each.toISOString())).toEqual({ ok: true, value: each.getTime() });
      }),
    );
  });
});

describe("parseDuration", () => {
  it.each([
    [0, 0],
    [-0, 0],
    [1500, 1500],
    ["PT0S", 0],
    ["PT12S", 12_000],
    ["PT0.5S", 500],
    ["PT1.25S", 1250],
    ["PT1H30M", 5_400_000],
    ["P1D", 86_400_000],
    ["P1DT2H3M4S", 93_784_000],
    ["P2W", 1_209_600_000],
    ["P1W1D", 691_200_000],
    ["PT36H", 129_600_000],
  ])("%s", (input, value) => {
    expect(parseDuration(input)).toEqual({ ok: true, value });
  });

  it.each([
    ["P1M", "has years or months, which have no fixed length"],
    ["P1Y", "has years or months, which have no fixed length"],
    ["P1Y2M3DT4H", "has years or months, which have no fixed length"],
    ["PT0.0005S", "is finer than a millisecond"],
    ["", "is not an ISO 8601 duration"],
    ["P", "is not an ISO 8601 duration"],
    ["PT", "is not an ISO 8601 duration"],
    ["P1DT", "is not an ISO 8601 duration"],
    ["1h", "is not an ISO 8601 duration"],
    ["30m", "is not an ISO 8601 duration"],
    ["12", "is not an ISO 8601 duration"],
    ["pt1s", "is not an ISO 8601 duration"],
    ["-PT1S", "is not an ISO 8601 duration"],
    ["PT-1S", "is not an ISO 8601 duration"],
    ["PT1.5H", "is not an ISO 8601 duration"],
    ["PT1S1H", "is not an ISO 8601 duration"],
    ["P1S", "is not an ISO 8601 duration"],
    ["PT1,5S", "is not an ISO 8601 duration"],
    ["PT1S ", "is not an ISO 8601 duration"],
    [`PT${"9".repeat(20)}S`, "is out of range"],
    [`P${"9".repeat(500_000)}D`, "is out of range"],
    [-1, "is negative"],
    [-0.5, "is negative"],
    [0.5, "is not a whole number of milliseconds"],
    [2 ** 53, "is out of range"],
    [Infinity, "is out of range"],
    [NaN, "is out of range"],
  ])("%s is rejected", (input, reason) => {
    expect(parseDuration(input)).toEqual({ ok: false, reason });
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "PT0S"],
    [12_000, "PT12S"],
    [500, "PT0.5S"],
    [1, "PT0.001S"],
    [60_000, "PT1M"],
    [86_400_000, "P1D"],
    [93_784_005, "P1DT2H3M4.005S"],
  ])("%s is %s", (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });

  it("writes what parseDuration reads", () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.nat(10_000_000)), (duration) => {
        expect(parseDuration(formatDuration(duration))).toEqual({ ok: true, value: duration });
      }),
    );
  });
});

describe("time zones", () => {
  it.each(vectors.clocks)("$time in $zone is $hour h on $weekday", ({ time, zone, hour, weekday }) => {
    expect([hourIn(Date.parse(time), zone), weekdayIn(Date.parse(time), zone)]).toEqual([hour, weekday]);
  });

  it.each(vectors.zones)("$name: $known", ({ name, known }) => {
    expect(isTimeZone(name)).toBe(known);
  });

  it("have no clock for what is no zone or no time", () => {
    expect(hourIn(0, "Europe/Atlantis")).toBeUndefined();
    expect(weekdayIn(Number.MAX_SAFE_INTEGER, "UTC")).toBeUndefined();
    expect(hourIn(NaN, "UTC")).toBeUndefined();
  });

  it("agree with UTC, and go on from hour to hour", () => {
    const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 4 * 10 ** 12 }), (time) => {
        expect(hourIn(time, "UTC")).toBe(new Date(time).getUTCHours());
        expect(weekdayIn(time, "UTC")).toBe(days[new Date(time).getUTCDay()]);
      }),
    );
  });

  it("are remembered within bounds", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    expect(zones.length).toBeGreaterThan(100);
    expect(
      zones.map((zone) => hourIn(0, zone)).every((hour) => hour !== undefined && hour >= 0 && hour < 24),
    ).toBe(true);
  });
});
