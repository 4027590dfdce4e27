// The reference has an entry for every word of the language, and its snippets are whole.

import { describe, expect, it } from "vitest";
import {
  forms,
  keywordsOf,
  stepWords,
  traitWords,
  verdictWords,
  type ClauseOwner,
} from "../../../compiler/ast/forms.js";
import { declarationKeywords } from "../../../compiler/ast/outline/heads.js";
import { BUILT_IN_TYPES, FUNCTIONS } from "../../../compiler/names/reserved.js";
import { operators as operatorWords } from "../../../grammar/keywords.js";
import { CHANGE_KINDS, SCHEMA_CHANGES } from "../../../runtime/values/schema-change.js";
import * as reference from "../../../lsp/features/reference/reference.js";

const owners = Object.keys(forms) as ClauseOwner[];

describe("the reference", () => {
  it("has every declaration, with a snippet", () => {
    expect(Object.keys(reference.declarations).toSorted()).toEqual(declarationKeywords.toSorted());
    for (const entry of Object.values(reference.declarations)) expect(entry.snippet).toBeDefined();
  });

  it.each(owners)("has every clause of %s, with a snippet", (owner) => {
    for (const { clause } of forms[owner].clauses) {
      const found = reference.clauseEntries(owner, clause);
      expect(found.map(([word]) => word)).toEqual(keywordsOf(clause));
      for (const [word, entry] of found) expect(entry.snippet?.startsWith(word)).toBe(true);
    }
  });

  it("has every verdict, step and trait", () => {
    expect(Object.keys(reference.verdicts)).toEqual(verdictWords);
    expect(Object.keys(reference.steps).toSorted()).toEqual([...stepWords].toSorted());
    expect(Object.keys(reference.traits).toSorted()).toEqual([...traitWords].toSorted());
  });

  it("has every function, with its parameters in its shape", () => {
    expect(Object.keys(reference.functions).toSorted()).toEqual(
      FUNCTIONS.filter((name) => name !== "money").toSorted(),
    );
    for (const { shape, params } of Object.values(reference.functions))
      for (const { name } of params) expect(shape).toContain(name);
  });

  it("has every operator", () => {
    const words = Object.keys(operatorWords).filter((word) => word !== "true" && word !== "false");
    expect(Object.keys(reference.operators)).toEqual(expect.arrayContaining(words));
  });

  it("has every type, detector and kind of change", () => {
    expect(Object.keys(reference.types)).toEqual(expect.arrayContaining([...BUILT_IN_TYPES]));
    expect(Object.keys(reference.changes)).toEqual(
      expect.arrayContaining([...CHANGE_KINDS, ...SCHEMA_CHANGES]),
    );
  });

  it("says something of each in a sentence", () => {
    const tables = [
      reference.declarations,
      reference.verdicts,
      reference.steps,
      reference.traits,
      reference.operators,
      reference.functions,
      reference.types,
      reference.names,
      reference.detectors,
      reference.changes,
    ];
    const clauses = owners.flatMap((owner) =>
      forms[owner].clauses.flatMap(({ clause }) =>
        reference.clauseEntries(owner, clause).map(([, entry]) => entry),
      ),
    );
    for (const { text } of [...tables.flatMap((table) => Object.values(table)), ...clauses])
      expect(text).toMatch(/^[A-Z0-9`“].*[.?]$/u);
  });
});
