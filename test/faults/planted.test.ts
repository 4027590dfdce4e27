// The faults that a long run plants still fit the code.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planted } from "../long/faults/build.js";
import { FAULTS } from "../long/faults/faults.js";
import { ROOT } from "../support/cli.js";

describe("a planted fault", () => {
  it.each(FAULTS.map((fault) => [fault.what, fault] as const))("fits the code: %s", (_, fault) => {
    const text = readFileSync(join(ROOT, fault.file), "utf8");
    expect(planted(fault, text)).not.toBe(text);
  });

  it("is one of sixty", () => {
    expect(new Set(FAULTS.map(({ what }) => what)).size).toBe(60);
  });
});
