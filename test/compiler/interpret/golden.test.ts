// The reference interpreter, too, passes the golden cases of all fixture policies: what the table is compared with is
// itself compared with what people wrote down.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { Interpreter } from "../../../compiler/interpret/interpret.js";
import { ready } from "../../../runtime/facts/ready.js";
import { parseSchema } from "../../../runtime/facts/sql/index.js";
import { play } from "../../support/play.js";

const FOLDER = fileURLToPath(new URL("../../../fixtures/policies/", import.meta.url));

const policies = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".agentpol"));

beforeAll(ready);

function compiled(path: string) {
  const read = (file: string) =>
    existsSync(FOLDER + file)
      ? { ok: true as const, text: readFileSync(FOLDER + file, "utf8") }
      : { ok: false as const, reason: "there is no such file" };
  return compile(path, { read, parseSchema });
}

describe.each(policies)("%s", (path) => {
  it("passes its golden cases in the reference interpreter", () => {
    const { program, cases, headless } = compiled(path);
    if (headless) return;
    expect(program).toBeDefined();
    for (const each of cases ?? []) if (program) play(new Interpreter(program), each);
  });
});
