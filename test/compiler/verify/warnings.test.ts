// Warnings that are proofs: none where a policy only comes near, and an end where the time runs out.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";
import { catalog } from "../../../compiler/diagnostics/catalog.js";
import { proofWarnings } from "../../../compiler/verify/warnings.js";
import { reading } from "../../support/problems.js";

const FOLDER = "fixtures/near-misses";

function compiled(text: string) {
  const { program, table, diagnostics } = compile("p.agentpol", { read: reading({ "p.agentpol": text }) });
  if (program === undefined || table === undefined)
    throw new Error(diagnostics.map(({ message }) => message).join());
  return { program, table, diagnostics };
}

describe("what comes near a warning that is a proof", () => {
  it("is there for each of them", () => {
    const codes = Object.keys(catalog).filter((code) => code.startsWith("AP308"));
    expect(readdirSync(FOLDER).sort()).toEqual(codes.map((code) => `${code}.agentpol`).sort());
  });

  it.each(readdirSync(FOLDER))("%s draws none", (file) => {
    const { program, table, diagnostics } = compiled(readFileSync(`${FOLDER}/${file}`, "utf8"));
    expect([...diagnostics, ...proofWarnings(program, table).diagnostics]).toEqual([]);
  });
});

it("where the time runs out, the actions that are left are named", () => {
  const { program, table } = compiled(readFileSync("fixtures/diagnostics/AP3083.agentpol", "utf8"));
  let rounds = 0;
  const { diagnostics, left } = proofWarnings(program, table, () => (rounds += 1) <= 1);
  expect({ diagnostics, left }).toEqual({ diagnostics: [], left: ["files.wipe"] });
});
