// Reads JSON of a shape: a fresh copy of what fits, or where and why it does not.

import type { Node, Shape } from "./shape.js";

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** How deep named shapes may lie in themselves. */
const MAX_DEPTH = 100;

class Misfit extends Error {}

/** The copy shares nothing with `input`, so that what was checked stays as it is. */
export function readShape<T>(shape: Shape<T>, input: unknown): Reading<T> {
  try {
    return { ok: true, value: asRead(shape, read(shape.node, input, "", 0)) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, reason: error.message };
    return { ok: false, reason: "it is no plain data: reading it failed" };
  }
}

/** What a shape's reader made has the shape's type. */
function asRead<T>(_shape: Shape<T>, value: unknown): T {
  return value as T;
}

function read(node: Node, input: unknown, path: string, depth: number): unknown {
  switch (node.kind) {
    case "named":
      if (depth >= MAX_DEPTH) throw misfit(path, `at most ${MAX_DEPTH} levels`);
      return read(node.node(), input, path, depth + 1);
    case "boolean":
      if (typeof input !== "boolean") throw misfit(path, "true or false");
      return input;
    case "integer":
      return readInteger(node, input, path);
    case "text":
      return readText(node, input, path);
    case "oneof":
      if (!node.values.some((value) => value === input)) throw misfit(path, listed(node.values));
      return input;
    case "list":
      return readList(node, input, path, depth);
    case "map":
      return readMap(node, input, path, depth);
    case "object":
      return readMembers(node.members, objectAt(input, path), path, depth, undefined);
    case "tagged":
      return readTagged(node, input, path, depth);
    case "either":
      return readEither(node, input, path, depth);
  }
}

type NodeOf<K extends Node["kind"]> = Extract<Node, { readonly kind: K }>;

function readInteger({ min, max }: NodeOf<"integer">, input: unknown, path: string): number {
  if (!Number.isSafeInteger(input) || typeof input !== "number" || input < min || input > max) {
    throw misfit(path, `an integer from ${min} to ${max}`);
  }
  return input;
}

function readText({ pattern }: NodeOf<"text">, input: unknown, path: string): string {
  if (typeof input !== "string" || !input.isWellFormed()) throw misfit(path, "a text");
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(input))
    throw misfit(path, `a text like ${pattern}`);
  return input;
}

function readList(node: NodeOf<"list">, input: unknown, path: string, depth: number): readonly unknown[] {
  if (!Array.isArray(input)) throw misfit(path, "a list");
  const { min, max = Infinity } = node;
  if (input.length < min || input.length > max) throw misfit(path, `a list of ${min} or more`);
  const items = Array.from<unknown, unknown>(input, (item, i) => read(node.of, item, `${path}[${i}]`, depth));
  if (node.unique && new Set(items).size < items.length) throw misfit(path, "a list without repetition");
  return items;
}

function readMap(node: NodeOf<"map">, input: unknown, path: string, depth: number): unknown {
  const entries = Object.entries(objectAt(input, path));
  return Object.fromEntries(
    entries.map(([name, member]) => {
      if (!name.isWellFormed()) throw misfit(path, "names of well-formed text");
      return [name, read(node.of, member, `${path}.${name}`, depth)];
    }),
  );
}

function readTagged(
  { tag, variants }: NodeOf<"tagged">,
  input: unknown,
  path: string,
  depth: number,
): unknown {
  const object = objectAt(input, path);
  const name = Object.hasOwn(object, tag) ? object[tag] : undefined;
  const members = typeof name === "string" && Object.hasOwn(variants, name) ? variants[name] : undefined;
  if (members === undefined) throw misfit(`${path}.${tag}`, listed(Object.keys(variants)));
  return readMembers(members, object, path, depth, tag);
}

type Members = NodeOf<"object">["members"];

function readMembers(
  members: Members,
  object: Readonly<Record<string, unknown>>,
  path: string,
  depth: number,
  tag: string | undefined,
): unknown {
  const stranger = Object.keys(object).find((name) => name !== tag && !Object.hasOwn(members, name));
  if (stranger !== undefined)
    throw new Misfit(`${shown(path)} has a member ${JSON.stringify(stranger)} that is not known`);
  const entries: [string, unknown][] = tag === undefined ? [] : [[tag, object[tag]]];
  for (const [name, member] of Object.entries(members)) {
    if (Object.hasOwn(object, name))
      entries.push([name, read(member.node, object[name], `${path}.${name}`, depth)]);
    else if (!member.optional) throw new Misfit(`${shown(path)} has no member ${JSON.stringify(name)}`);
  }
  return Object.fromEntries(entries);
}

/** The members of an `either` are told apart by the kind of JSON that they begin with. */
function readEither({ of }: NodeOf<"either">, input: unknown, path: string, depth: number): unknown {
  const fitting = of.find((node) => fitsKind(node, input));
  if (fitting === undefined) throw misfit(path, "another kind of value");
  return read(fitting, input, path, depth);
}

function fitsKind(node: Node, input: unknown): boolean {
  switch (node.kind) {
    case "boolean":
      return typeof input === "boolean";
    case "integer":
      return typeof input === "number";
    case "text":
      return typeof input === "string";
    case "oneof":
      return node.values.some((value) => value === input);
    case "list":
      return Array.isArray(input);
    default:
      return typeof input === "object" && input !== null && !Array.isArray(input);
  }
}

function objectAt(input: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) throw misfit(path, "an object");
  return input as Readonly<Record<string, unknown>>;
}

function misfit(path: string, expected: string): Misfit {
  return new Misfit(`${shown(path)} is not as expected: ${expected}`);
}

function listed(values: readonly (string | number | boolean)[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}

/** `.rules[3].verdict`, and the whole by its name. */
function shown(path: string): string {
  return path === "" ? "the table" : path.slice(0, 200).toWellFormed();
}
