// The cases of all policies of the fixtures but the examples tell all mistakes that one could make in these, but for what is
// proved to be none.

import { readdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import { mistakesTold } from "../support/mistakes-told.js";

beforeAll(ready);

const policies = ["primitives", "domains"].flatMap((folder) =>
  readdirSync(`fixtures/policies/${folder}`)
    .filter((name) => name.endsWith(".agentpol"))
    .map((name) => `fixtures/policies/${folder}/${name}`),
);

const composed = ["composed/platform", "floors/org", "floors/team"].map(
  (name) => `fixtures/policies/${name}.agentpol`,
);

it.each([...policies, ...composed])("%s", async (path) => {
  const { killed, survivors } = await mistakesTold(path);
  expect(killed).toBeGreaterThan(0);
  expect(survivors).toEqual([]);
});
