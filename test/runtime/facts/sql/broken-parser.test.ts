import { expect, it } from "vitest";
import { loadSql, parseSchema, schemaChanges } from "../../../../runtime/facts/sql/index.js";

// In a file of its own: after this, the parser of the process is gone.
it("a parser that ran out of stack is never believed again", async () => {
  await loadSql();
  const baseline = parseSchema("CREATE TABLE t (a int)");
  const statement = "ALTER TABLE t DROP COLUMN a";
  const judged = (): readonly string[] => (baseline.ok ? schemaChanges(baseline.value, statement) : []);
  // Several times: V8 compiles a regular expression anew once it is used again, and without stack that ends the process.
  for (let i = 0; i < 10; i += 1) expect(judged()).toEqual(["drop_column"]);

  let answer: readonly string[] = [];
  /** Goes down until no call is possible, and asks on the way up at every level, until there is an answer. */
  const descend = (): void => {
    try {
      descend();
    } finally {
      answer = answer.length === 0 ? judged() : answer;
    }
  };
  expect(descend).toThrow(RangeError);

  expect(answer).toEqual(["other"]);
  expect(judged()).toEqual(["other"]);
  expect(parseSchema("SELECT 1")).toEqual({
    ok: false,
    reason: "cannot be read, because the SQL parser failed before",
  });
});
