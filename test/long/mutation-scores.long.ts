// The cases of all policies of the fixtures but the examples tell the mistakes that one could make in these.

import { readdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import { LEAST, mutationScore } from "../support/mutation-score.js";

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
  const { killed, percent } = await mutationScore(path);
  expect(killed).toBeGreaterThan(0);
  expect(percent).toBeGreaterThanOrEqual(LEAST);
});
