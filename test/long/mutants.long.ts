// The long form of the mutants' oracle: all mutants of many small policies. `MUTATE_POLICIES` asks for more or fewer.

import { beforeAll, it } from "vitest";
import { ready } from "../../runtime/facts/ready.js";
import { checkMutants } from "../support/mutants.js";

beforeAll(ready);

const policies = Number(process.env.MUTATE_POLICIES ?? 40);

it(`mutants of ${String(policies)} policies are equivalent where all requests say so`, () =>
  checkMutants({ policies, most: Infinity }));
