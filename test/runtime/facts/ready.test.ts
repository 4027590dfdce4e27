import { describe, expect, it } from "vitest";
import { ready } from "../../../runtime/facts/ready.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";

describe("ready", () => {
  it("loads the SQL parser, before which nothing is read", async () => {
    expect(parseSchema("SELECT 1")).toEqual({ ok: false, reason: "is read before `ready()`" });
    await Promise.all([ready(), ready()]);
    await ready();
    expect(parseSchema("SELECT 1").ok).toBe(true);
  });
});
