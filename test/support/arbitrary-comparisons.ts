// Comparisons of every type by every operator that it has: written out from attributes and constants of each.

import type { TypeName } from "./constructs/types.js";
import { typesThatAre } from "./constructs/types.js";

/** Constants at and beside the values that requests have; the first two are in order. */
const CONSTANTS: Readonly<Partial<Record<TypeName, readonly [string, string]>>> = {
  bool: ["true", "false"],
  int: ["1", "3"],
  decimal: ["0.5", "1"],
  percent: ["1%", "5%"],
  money: ["5 USD", "10 USD"],
  duration: ["29999ms", "30s"],
  bytes: ["1KiB", "1025B"],
  time: ['time("2026-01-01T00:00:00Z")', 'time("2026-01-01T09:00:00Z")'],
  string: ['"a-1"', '"s-1"'],
  path: ['"/srv"', '"/srv/a"'],
  host: ['"c.out.example"', '"10.2.3.4"'],
  ip: ['"10.2.0.1"', '"11.0.0.1"'],
  cidr: ['"10.0.0.0/8"', '"10.0.0.0/9"'],
  url: ['"https://a.in.example/x"', '"https://site.example/"'],
  enum: ["dev", "prod"],
  "ordered enum": ["internal", "secret"],
  list: ["[1, 3]", "[3]"],
  set: ['["beta", "alpha"]', '["alpha"]'],
};

/** Attributes of every action; with what must be there, where they may be absent. */
const EVERYWHERE: Readonly<Partial<Record<TypeName, readonly string[]>>> = {
  bool: ["agent.trusted", "action.reversible"],
  int: ["agent.level", "impact.hosts?"],
  decimal: ["impact.score?"],
  percent: ["context.share", "impact.traffic?"],
  money: ["impact.cost?"],
  duration: ["impact.delay?"],
  bytes: ["impact.volume?"],
  time: ["now", "context.since?"],
  string: ["agent.id", "agent.session", "context.ticket?"],
  path: ["context.cwd", "context.home?"],
  cidr: ["context.source?"],
  enum: ["context.env"],
  "ordered enum": ["context.data_level", "agent.clearance"],
  set: ["context.labels"],
};

/** The arguments of `book`, one of each type. */
const BOOKED: Readonly<Partial<Record<TypeName, readonly string[]>>> = {
  bool: ["args.on"],
  int: ["args.seats", "args.who.size?"],
  decimal: ["args.rate"],
  percent: ["args.share"],
  money: ["args.cost"],
  duration: ["args.stay"],
  bytes: ["args.load"],
  time: ["args.at"],
  string: ["args.who.name", "args.spare?"],
  path: ["args.key"],
  host: ["args.host", "host(args.link)"],
  ip: ["args.ip"],
  cidr: ["args.net"],
  url: ["args.link"],
  enum: ["args.env"],
  "ordered enum": ["args.level"],
  list: ["args.days"],
  set: ["args.tags"],
};

/** `path` behind the check that it is there. */
function present(path: string, condition: (path: string) => string): string {
  const bare = path.replace("?", "");
  return path.endsWith("?") ? `has ${bare} and ${condition(bare)}` : condition(bare);
}

function relations(type: TypeName): readonly ((path: string) => string)[] {
  const [low, high] = CONSTANTS[type] ?? ["", ""];
  const is = (use: Parameters<typeof typesThatAre>[0]): boolean => typesThatAre(use).includes(type);
  const isSingle = type !== "list" && type !== "set";
  const compared = (op: string) =>
    [low, high].map((constant) => (path: string) => `${path} ${op} ${constant}`);
  return [
    ...["==", "!="].flatMap(compared),
    ...(is("ordered") ? ["<", "<=", ">", ">="].flatMap(compared) : []),
    ...(is("ordered") ? [(path: string) => `${path} in ${low}..${high}`] : []),
    ...(isSingle
      ? [(path: string) => `${path} in [${low}, ${high}]`, (path: string) => `${path} not in [${high}]`]
      : []),
    ...(is("numeric")
      ? [
          (path: string) => `${path} + ${low} > ${high}`,
          (path: string) => `${path} + ${low} <= ${high}`,
          (path: string) => `${path} - ${low} < ${high}`,
          (path: string) => `${path} - ${low} >= ${high} - ${high}`,
          (path: string) => `${path} * ${type === "percent" ? "50%" : "2"} >= ${high}`,
          (path: string) => `-${path} < -(${low})`,
        ]
      : []),
    ...(type === "time"
      ? [
          (path: string) => `${path} + 1h >= ${high}`,
          (path: string) => `${path} - 9h >= ${low}`,
          (path: string) => `${path} - ${low} > 9h`,
        ]
      : []),
  ];
}

function conditions(attributes: Readonly<Partial<Record<TypeName, readonly string[]>>>): readonly string[] {
  return Object.entries(attributes).flatMap(([type, paths]) =>
    paths.flatMap((path) => relations(type as TypeName).map((relation) => present(path, relation))),
  );
}

/** Conditions on what every action has. */
export const TYPED: readonly string[] = conditions(EVERYWHERE);

/** Conditions on the arguments of `book`. */
export const TYPED_ARGUMENTS: readonly string[] = [
  ...conditions(BOOKED),
  "args.seats in levels",
  "args.seats + 0.5 > args.rate",
  "args.ip in args.net",
  "args.ip not in args.net",
  "port(args.link) != 8443",
  'args.ip in "10.0.0.0/8"',
  'args.host like "*.out.example"',
  "args.host like hosts",
  "args.host not like hosts",
  "host(args.link) like hosts",
  "port(args.link) == 443",
  'scheme(args.link) == "https"',
  'args.who.name like "a*"',
  "args.who holds [mall]",
  '"alpha" in args.tags',
  "any d in args.days: d >= args.seats",
  "args.key under context.cwd",
  'args.key like "~/**"',
  "args.at - now <= 1h",
  "args.level >= context.data_level",
  "args.env == context.env",
  "portion(args.seats, args.share) > 1%",
];
