// What each lint rule promises: its bad policy compiles and is told where the carets stand, its good one is not, neither the
// checker nor a proof says the same, and its fixes mend it; those that keep the meaning are proved to.

import { beforeAll, describe, expect, it } from "vitest";
import { diffTables } from "../../../compiler/verify/diff/diff.js";
import { proofWarnings } from "../../../compiler/verify/warnings.js";
import { rules } from "../../../compiler/lint/registry.js";
import { CATEGORIES, categoryOf } from "../../../compiler/lint/rule.js";
import { ready } from "../../../runtime/facts/ready.js";
import { checkMarks } from "../../support/carets.js";
import { compiled, fixed, foundBy } from "../../support/linting.js";

const named = rules.map((rule) => ({ name: rule.id, rule }));
const fixing = named.filter(({ rule }) => rule.fixes !== "none");

beforeAll(() => ready());

describe("every lint rule", () => {
  it.each(named)("$name compiles, good and bad", ({ rule: { bad, good } }) => {
    for (const text of [bad, good])
      expect(compiled(text).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each(named)("$name is told where its carets stand", ({ rule: { id, bad } }) => {
    const found = foundBy(id, bad);
    expect(found).not.toEqual([]);
    checkMarks(bad, found);
  });

  it.each(named)("$name says nothing of its good policy", ({ rule: { id, good } }) => {
    expect(foundBy(id, good)).toEqual([]);
  });

  it.each(named)("$name is said by no check and no proof", ({ rule: { id, bad } }) => {
    const { program, table, diagnostics } = compiled(bad);
    const told = [...diagnostics, ...proofWarnings(program!, table!).diagnostics];
    const places = foundBy(id, bad).map(({ span }) => span);
    const same = told.filter(({ span }) =>
      places.some((place) => span.start < place.end && place.start < span.end),
    );
    expect(same.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it.each(fixing)("$name offers what it promises", ({ rule: { id, bad, fixes } }) => {
    const offered = foundBy(id, bad).flatMap((each) => each.fixes);
    expect(offered).not.toEqual([]);
    for (const { changesMeaning, title } of offered) {
      expect(changesMeaning === true).toBe(fixes === "changes-meaning");
      expect(title).toMatch(/^[A-Z].{2,100}[^.\s]$/u);
    }
  });

  it.each(named.filter(({ rule }) => rule.fixes === "none"))(
    "$name offers no fix",
    ({ rule: { id, bad } }) => {
      expect(foundBy(id, bad).flatMap((each) => each.fixes)).toEqual([]);
    },
  );

  it.each(fixing)("$name is mended by its fix", ({ rule: { id, bad } }) => {
    for (const fix of foundBy(id, bad).flatMap((each) => each.fixes)) {
      const after = fixed(bad, fix);
      expect(compiled(after).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(foundBy(id, after).length).toBeLessThan(foundBy(id, bad).length);
    }
  });

  it.each(fixing.filter(({ rule }) => rule.fixes === "keeps-meaning"))(
    "$name keeps every verdict",
    ({ rule: { id, bad } }) => {
      for (const fix of foundBy(id, bad).flatMap((each) => each.fixes)) {
        const { differences, unresolved, changes, actions } = diffTables(
          compiled(bad).table!,
          compiled(fixed(bad, fix)).table!,
        );
        expect([differences, unresolved, changes, actions.added, actions.removed]).toEqual([
          [],
          [],
          [],
          [],
          [],
        ]);
      }
    },
  );

  it.each(named)("$name is documented", ({ rule: { title, why } }) => {
    expect(title).toMatch(/^[A-Z`].{2,70}[^.\s]$/u);
    expect(why.length).toBeGreaterThan(100);
  });
});

describe("the lint rules", () => {
  it("are thirty at least, in four categories", () => {
    expect(rules.length).toBeGreaterThanOrEqual(30);
    expect([...new Set(rules.map(({ id }) => categoryOf(id)))].sort()).toEqual([...CATEGORIES].sort());
  });

  it("fix themselves, three of five", () => {
    expect(fixing.length / rules.length).toBeGreaterThanOrEqual(0.6);
  });

  it("have names of their own, in order", () => {
    const ids = rules.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});
