// Requests for the benchmark's policies, as it makes them and spoilt: at every cut of the policy and beside it, without
// members, with odd values, and in every shape that a program can give an object.

import { ENDINGS, FOLDERS, PARTS, requestsFor } from "../../bench/families/family.js";
import type { Random } from "../../bench/families/random.js";
import type { Condition, Family } from "../../bench/families/rules.js";

export interface Asking {
  /** What was done to it. */
  readonly kind: "plain" | "cut" | "absent" | "odd" | "more" | "hidden" | "shaped";
  readonly request: unknown;
  /** What JSON says of it. */
  readonly data: unknown;
}

type Members = Record<string, unknown>;
interface Open {
  readonly agent: Members;
  readonly context: Members;
  readonly action: { name: unknown; args: Members };
}
type Spoil = (request: Open, random: Random, family: Family) => unknown;

/** One half of them as the family makes them. */
export function askedOf(family: Family, count: number, random: Random): readonly Asking[] {
  const plain = requestsFor(family, count, random.int(0, 2 ** 31));
  return plain.map((request): Asking => {
    const kind = random.pick(KINDS);
    if (kind === "plain") return { kind, request, data: request };
    const changed = SPOILING[kind](structuredClone(request), random, family);
    return { kind, request: changed, data: kind === "odd" ? changed : asJson(changed) };
  });
}

const SPOILING: Readonly<Record<Exclude<Asking["kind"], "plain">, Spoil>> = {
  cut: atCuts,
  absent: withoutMember,
  odd: withOddMember,
  more: withMore,
  hidden: withHidden,
  shaped,
};
const KINDS = [
  "plain",
  "plain",
  "plain",
  "cut",
  "cut",
  "cut",
  "absent",
  "odd",
  "more",
  "hidden",
  "shaped",
] as const;

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

// ─── Cuts ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** One rule's conditions, each met closely or missed closely. */
function atCuts(request: Open, random: Random, { rules }: Family): unknown {
  const { tool, conditions } = random.pick(rules);
  request.action.name = tool;
  for (const condition of conditions) {
    const [section, value] = besides(condition, request, random);
    section[condition.kind] = value;
  }
  return request;
}

function besides(condition: Condition, { agent, context, action }: Open, random: Random): [Members, unknown] {
  switch (condition.kind) {
    case "role":
      return [agent, random.pick([...condition.in, "clerk", "oncall"])];
    case "team":
      return [agent, nearText(random.pick(condition.in), random)];
    case "region":
      return [action.args, nearText(random.pick(condition.in), random)];
    case "env":
      return [context, random.pick([condition.not, "dev", "prod"])];
    case "amount":
      return [action.args, random.pick([condition.from, condition.to]) + random.int(-1, 1)];
    case "risk":
      return [action.args, condition.from + random.int(-1, 1)];
    case "file":
      return [action.args, nearPath(condition.like, random)];
  }
}

function nearText(text: string, random: Random): string {
  return random.pick([
    text,
    text,
    text,
    `${text}0`,
    text.slice(0, -1),
    text.toUpperCase(),
    `${text}\u0301`,
    "",
  ]);
}

/** A path that the pattern matches, or that lies beside it. */
function nearPath(pattern: string, random: Random): string {
  const runs = ["", "/k1", "/k1/k2", `/${random.pick(PARTS)}`];
  const within = ["", "n1", "x", random.pick(FOLDERS), `n1${random.pick(ENDINGS)}`, "\u00e9", "N1"];
  const path = pattern
    .replaceAll("/**", () => random.pick(runs))
    .replaceAll("*", () => random.pick(within))
    .replaceAll(/\/(?=\/)/g, "");
  return random.pick([
    path,
    path,
    path,
    `${path}x`,
    `${path}/x`,
    path.slice(0, -1),
    path.toUpperCase(),
    `${path}/`,
    `${path}/..`,
  ]);
}

// ─── Members ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Place {
  readonly holder: Members;
  readonly name: string;
}

/** Of the request itself, of its sections, and of the arguments. */
function placesIn(request: Open): readonly Place[] {
  const holders = [
    request,
    request.agent,
    request.context,
    request.action,
    request.action.args,
  ] as unknown as Members[];
  return holders.flatMap((holder) => Object.keys(holder).map((name) => ({ holder, name })));
}

function isLeaf({ holder, name }: Place): boolean {
  return typeof holder[name] !== "object";
}

function withoutMember(request: Open, random: Random): unknown {
  const { holder, name } = random.pick(placesIn(request));
  if (random.int(0, 1) === 0) Reflect.deleteProperty(holder, name);
  else holder[name] = undefined;
  return request;
}

const ODD: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    0.5,
    100,
    2 ** 31,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    1e300,
    NaN,
    Infinity,
  ],
  ...[
    "",
    "0",
    "x",
    "prod",
    "clerk",
    "__proto__",
    "constructor",
    "toString",
    "\ud800",
    "e\u0301",
    "\u00e9",
    "\u2028",
  ],
  ...[
    "/",
    "/srv/",
    "/srv/../etc",
    "srv/d1",
    "/srv//d1",
    "/SRV/d1",
    "/proc/self/root",
    "/srv/d1/p1/n1.md",
    "~/x",
    "/srv/%2e",
  ],
  ...[[], ["clerk"], {}, { a: 1 }, [null]],
];
/** No data at all. */
const ALIEN: readonly (() => unknown)[] = [
  () => 1n,
  () => Symbol("clerk"),
  () => () => "clerk",
  () => new Date(0),
  () => new String("clerk"),
  () => new Number(1),
  () => new Map(),
];

function withOddMember(request: Open, random: Random): unknown {
  const places = placesIn(request);
  const isAlien = random.int(0, 4) === 0;
  const { holder, name } = random.pick(isAlien ? places.filter(isLeaf) : places);
  holder[name] = isAlien ? random.pick(ALIEN)() : random.pick(ODD);
  return request;
}

const VALUES = [
  ...[() => undefined, () => null, () => "x", () => true],
  ...[() => ({}), () => "2026-01-01T00:00:00Z", () => 1],
] as const;

function withMore(request: Open, random: Random): unknown {
  const { holder } = random.pick(placesIn(request));
  const name = random.pick([
    "x",
    "amount ",
    "__proto__",
    "constructor",
    "id",
    "time",
    "reversible",
    "impact",
    "toString",
    "0",
  ]);
  const value = random.pick(VALUES)();
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  return request;
}

// ─── Shapes ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A member that no list of members shows, or that is only inherited, maybe with one in its place. */
function withHidden(request: Open, random: Random): unknown {
  const { holder, name } = random.pick(placesIn(request));
  const value = holder[name];
  Reflect.deleteProperty(holder, name);
  if (random.int(0, 3) === 0) Object.setPrototypeOf(holder, { [name]: value });
  else Object.defineProperty(holder, name, { value, enumerable: false, configurable: true, writable: true });
  if (random.int(0, 1) === 0) holder[random.pick(["more", "x", "role"])] = random.pick(VALUES)();
  if (random.int(0, 3) === 0) Object.defineProperty(holder, Symbol("more"), { value: 1, enumerable: true });
  return request;
}

/** The same data in objects of another make. */
function shaped(request: Open, random: Random): unknown {
  const make = random.pick<(of: Members) => Members>([
    Object.freeze,
    Object.seal,
    (of) => Object.assign(Object.create(null) as Members, of),
    (of) => Object.fromEntries(Object.entries(of).reverse()),
    (of) => Object.create(Object.prototype, getters(of)) as Members,
    (of) => new Proxy(of, {}),
    (of) => ({ ...of, [Symbol("more")]: 1 }),
  ]);
  const { agent, context, action } = request;
  const args = make(action.args);
  return make({ agent: make(agent), context: make(context), action: make({ ...action, args }) });
}

function getters(of: Members): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [
      name,
      { get: () => value, enumerable: true, configurable: true },
    ]),
  );
}
