// How a section of a request is read into the slots of a draft: in one pass over its members, where it is plainly of its
// form. Whatever is in the least unusual is left to the thorough way, which says what is wrong with it.

import type { Json } from "../../table/canonical.js";
import type { RecordSchema, TypeSchema } from "../../table/format.js";
import type { RecordValue, Value } from "../../values/value.js";
import { formOf, isObject, recordOf, type JsonObject, type Reading } from "../form.js";
import { snapshot } from "../snapshot.js";
import { draftFrom, put, type Draft } from "./draft.js";
import { isPlainObject } from "./plain.js";
import { normalOf, singleOf, type Single } from "./single.js";

/** A member in a section: in which of its slots, and where in what that holds. */
export interface Place {
  readonly slot: number;
  readonly steps: readonly string[];
}

export interface SectionForm {
  /** How many slots it takes. */
  readonly size: number;
  /**
   * Reads the section into the slots from `at` on; undefined was left out. False where it is not plainly of the form. It may
   * throw what a getter throws.
   */
  read(input: unknown, draft: Draft, at: number): boolean;
  /** The record whose members are in the slots from `at` on: of values, or as they were sent. */
  recordIn<T extends Value | Json>(
    slots: readonly (T | undefined)[],
    at: number,
  ): Readonly<Record<string, T>>;
  /** Undefined where there is no such member. */
  placeOf(steps: readonly string[]): Place | undefined;
}

export function sectionForm(schema: RecordSchema): SectionForm {
  return isClosed(schema) ? new ClosedForm(schema) : new WholeForm(wholeReader(schema));
}

function isClosed({ open, fields }: RecordSchema): boolean {
  return !open && !Object.hasOwn(fields, "__proto__");
}

// ─── Members that are all declared ──────────────────────────────────────────────────────────────────────────────

interface Field extends Single {
  readonly slot: number;
  readonly optional: boolean;
  readonly part: PartReader | undefined;
}

/** Each member has a slot. */
class ClosedForm implements SectionForm {
  readonly size: number;
  readonly #names: readonly string[];
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #needed: number;

  constructor({ fields }: RecordSchema) {
    this.#names = Object.keys(fields);
    this.size = this.#names.length;
    const entries = Object.entries(fields).map(([name, { optional, schema }], slot): [string, Field] => [
      name,
      { ...singleOf(schema), slot, optional, part: partReader(schema) },
    ]);
    this.#fields = new Map(entries);
    this.#needed = entries.filter(([, { optional }]) => !optional).length;
  }

  read(input: unknown, draft: Draft, at: number): boolean {
    if (input === undefined) return this.#needed === 0;
    if (!isPlainObject(input)) return false;
    let needed = this.#needed;
    for (const name in input) {
      const member = input[name];
      const field = this.#fields.get(name);
      if (field === undefined) return false;
      // What is undefined was left out.
      if (member !== undefined) {
        if (!readMember(field, member, draft, at + field.slot)) return false;
        if (!field.optional) needed -= 1;
      }
    }
    return needed === 0;
  }

  recordIn<T extends Value | Json>(
    slots: readonly (T | undefined)[],
    at: number,
  ): Readonly<Record<string, T>> {
    const record: Record<string, T> = {};
    this.#names.forEach((name, slot) => {
      const member = slots[at + slot];
      if (member !== undefined) record[name] = member;
    });
    return record;
  }

  placeOf([name = "", ...steps]: readonly string[]): Place | undefined {
    const field = this.#fields.get(name);
    return field && { slot: field.slot, steps };
  }
}

function readMember(field: Field, member: unknown, draft: Draft, slot: number): boolean {
  if (field.part !== undefined) {
    const read = field.part(member);
    if (read === undefined) return false;
    put(draft, slot, read.value, read.sent);
    return true;
  }
  const value = normalOf(field, member);
  if (value === undefined) return false;
  // What was read as a single value is one.
  put(draft, slot, value, member as string | number | boolean);
  return true;
}

/** What is no single value, in normal form and as it was sent; undefined where the input is not plainly of the form. */
type PartReader = (input: unknown) => { readonly value: Value; readonly sent: Json } | undefined;

function partReader(schema: TypeSchema): PartReader | undefined {
  if (schema.type === "record") return recordReader(schema);
  return schema.type === "list" || schema.type === "set" ? listReader(schema) : undefined;
}

function listReader(schema: TypeSchema): PartReader {
  return (input) => {
    const copy = snapshot(input);
    if (copy.fault !== undefined || copy.value === undefined) return undefined;
    const formed = formOf(schema, copy.value, []);
    return formed.ok ? { value: formed.value, sent: copy.value } : undefined;
  };
}

// ─── Records as one ─────────────────────────────────────────────────────────────────────────────────────────────

/** A record in normal form, and as it was sent. */
export interface ReadRecord {
  readonly value: RecordValue;
  readonly sent: JsonObject;
}

/** Undefined where the input is not plainly of the form. It may throw what a getter throws. */
export type RecordReader = (input: unknown) => ReadRecord | undefined;

export function recordReader(schema: RecordSchema): RecordReader {
  if (!isClosed(schema)) return wholeReader(schema);
  const form = new ClosedForm(schema);
  const blank = new Array<undefined>(form.size).fill(undefined);
  return (input) => {
    const draft = draftFrom(blank.slice());
    if (!form.read(input, draft, 0)) return undefined;
    return { value: form.recordIn(draft.values, 0), sent: form.recordIn(draft.sent, 0) };
  };
}

/** Reads what has no one form by way of a copy; what was left out as one that is empty. */
export function wholeReader(schema: RecordSchema, reading?: Reading): RecordReader {
  return (input = {}) => {
    const copy = snapshot(input);
    if (copy.fault !== undefined || !isObject(copy.value)) return undefined;
    const formed = recordOf(schema, copy.value, [], reading);
    return formed.ok ? { value: formed.value, sent: copy.value } : undefined;
  };
}

/** The record itself is in the only slot. */
export class WholeForm implements SectionForm {
  readonly size = 1;

  constructor(readonly reader: (input: unknown, draft: Draft) => ReadRecord | undefined) {}

  read(input: unknown, draft: Draft, at: number): boolean {
    const read = this.reader(input, draft);
    if (read === undefined) return false;
    put(draft, at, read.value, read.sent);
    return true;
  }

  recordIn<T extends Value | Json>(
    slots: readonly (T | undefined)[],
    at: number,
  ): Readonly<Record<string, T>> {
    return slots[at] as Readonly<Record<string, T>>;
  }

  placeOf(steps: readonly string[]): Place {
    return { slot: 0, steps };
  }
}
