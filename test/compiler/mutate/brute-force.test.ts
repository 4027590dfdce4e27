// LAW: a mutant that is taken for equivalent decides every request as the policy does, and one that survives decides some
// otherwise: in a world so small that each of its requests is decided.

import { beforeAll, describe, it } from "vitest";
import { ready } from "../../../runtime/facts/ready.js";
import { checkMutants } from "../../support/mutants.js";

beforeAll(ready);

describe("mutants in a small world", () => {
  it("are equivalent where no request is decided otherwise, and only there", { timeout: 120_000 }, () =>
    checkMutants({ policies: 2, most: 12 }),
  );
});
