// Which mutations are worth a look after a change of a policy.

import { beforeAll, describe, expect, it } from "vitest";
import { inChanged } from "../../../compiler/mutate/changed.js";
import { ready } from "../../../runtime/facts/ready.js";
import { compiledFiles } from "../../support/compiling.js";
import { mutationsIn } from "../../support/mutating.js";

beforeAll(ready);

const policy = ({ ended = "outcome == failed", most = 5 } = {}): string => `policy p { default block }
agent { id: string }
sandbox box { read "/srv/**" }
action act(n: int) { effect write, reversible always }
let is_over() = ${ended}
rule few on act { when args.n <= ${String(most)}, allow }
grant g on act { inside box, scope agent.id, expires 1h, revoke when is_over(), else block }`;

/** The declarations whose mutations are looked at. */
function changedIn(before: string, after: string): readonly string[] {
  const [then, now] = [before, after].map((text) => compiledFiles({ "p.agentpol": text }));
  if (then === undefined || now === undefined) throw new Error("both are compiled");
  const isWanted = inChanged(then, now);
  return Array.from(
    new Set(
      mutationsIn(after)
        .filter(isWanted)
        .map(({ owner }) => owner),
    ),
  );
}

describe("after a change", () => {
  it("no mutation of what is the same is looked at", () => {
    expect(changedIn(policy(), policy())).toEqual([]);
    expect(changedIn(policy(), policy({ most: 6 }))).toEqual(["p.few"]);
  });

  it("a grant is otherwise where a `let` changes what revokes it", () => {
    expect(changedIn(policy(), policy({ ended: "outcome == ok" }))).toEqual(["is_over", "p.g"]);
  });
});
