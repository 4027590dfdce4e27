// Random guards: boolean expressions over what the selected actions have, history and time included.

import fc from "fast-check";

const ANYWHERE: readonly string[] = [
  "agent.role == clerk",
  "agent.role in [clerk, lead]",
  "agent.role != bot",
  "agent.role not in [bot, lead]",
  "agent.level >= 3",
  "agent.level in 1..3",
  "agent.level in [0, 3, 4]",
  "agent.level + 1 > 3",
  "agent.level * 2 - 1 == 5",
  "-agent.level < -2",
  "agent.trusted",
  "agent.trusted == false",
  'agent.id == "a-1"',
  'lower(agent.session) == "s-1"',
  "length(agent.id) > 3",
  'agent.id like "a-*"',
  'agent.id like ["b-?", "*9"]',
  'agent.id matches "^a-[0-9]+$"',
  "agent.id in words",
  "agent.id like listed",
  "has quotas[agent.id]",
  "has quotas[agent.id] and quotas[agent.id] >= agent.level",
  "not has quotas[agent.id] or quotas[agent.id] in 1..2",
  "has tiers[agent.id] and tiers[agent.id].most * 2 > 20 USD",
  "has tiers[agent.id].hosts and tiers[agent.id].hosts == 3",
  "has tiers[agent.id] and ample(tiers[agent.id])",
  'has tiers["Acme"] and (any n in tiers["Acme"].names: n in context.labels)',
  "any l in context.labels: has quotas[l] and quotas[l] > 1",
  "all l in context.labels: not has quotas[lower(l)]",
  "has agent.owner",
  'has agent.owner and agent.owner == "ana@corp.example"',
  'has agent.team and agent.team.name == "core"',
  "has agent.team.size and agent.team.size > 3",
  "agent.id holds mall",
  "has agent.team and agent.team holds [email, ticket_no]",
  "has context.ticket and context.ticket holds [ticket_no]",
  "leaks(agent.session)",
  "lower(agent.id) holds [mall, email]",
  "any l in context.labels: l holds mall",
  "context.labels holds [mall]",
  "args holds [mall, email, ticket_no]",
  'action.name like "mcp.fs.*"',
  'action.name in ["mcp.run", "mcp.fs.read", "pay"]',
  "action.name == mcp.fs.wipe",
  "context.env == prod",
  "context.env in [dev, staging]",
  "context.zone == inner",
  "context.data_level < secret",
  "context.data_level >= internal",
  "context.data_level in internal..secret",
  "context.data_level not in public..internal",
  "context.data_level in [public, secret]",
  "context.data_level > agent.clearance",
  "agent.clearance in public..context.data_level",
  'has context.trace and context.trace == "t-1"',
  "context.share > 5%",
  "context.share in 1%..5%",
  "context.share + 1% >= 6%",
  "context.share * 200 >= 10",
  '"alpha" in context.labels',
  "size(context.labels) >= 2",
  'context.labels == ["beta", "alpha"]',
  'any l in context.labels: l like "a*"',
  "all l in context.labels: l in words",
  'has context.ticket and context.ticket like "OPS-*"',
  'not has context.ticket or context.ticket != "OPS-1"',
  "has context.since and now - context.since >= 1h",
  "has context.since and context.since + 1d > now",
  'has context.source and context.source == "10.0.0.0/8"',
  'context.cwd under "/srv"',
  "has context.home and context.cwd under context.home",
  'context.cwd like "~/**"',
  "has impact.cost and impact.cost > 10 USD",
  "has impact.cost and impact.cost * 5% >= 0.5 USD",
  "has impact.hosts and impact.hosts in 1..3",
  "has impact.score and impact.score * impact.score > 0.25",
  "has impact.traffic and impact.traffic > 5%",
  "has impact.volume and impact.volume >= 1KiB",
  "has impact.delay and impact.delay * 2 > 1m",
  'hour(now, "Europe/Berlin") in 9..17',
  'weekday(now, "America/New_York") in [sat, sun]',
  'now >= time("2026-01-01T09:00:00Z")',
  "office",
  "not office",
  "senior",
  "steep(10 USD, 3)",
  "steep(0.5 USD, agent.level)",
  "action.effect == write",
  "action.effect in [read, execute]",
  "action.reversible",
];

const PAST: readonly string[] = [
  'formerly(files.load where args.path like "/srv/**", within 1h, by agent.id)',
  "formerly(pay, by agent.session)",
  "count(* where args holds [mall, email], within 1h, by agent.id) >= 2",
  'formerly(exec where args.command runs ["rm"], within 1h, by agent.id)',
  "count(pay, within 1m, by agent.id) >= 2",
  "count(*, within 1h) >= 3",
  "count(mcp.fs.*, within 1h, by agent.id) >= 1",
  "count(mcp.* except mcp.fs.read, within 1h) in 1..2",
  "formerly(mcp.*.list, since mcp.run, by agent.id)",
  'count(exec where args.command runs ["rm"], by agent.id) >= 1',
  "count(note, within 1h, by [agent.id, context.env]) in 1..2",
  "sum(args.amount, pay, within 1h, by agent.id) > 15 USD",
  "sum(impact.hosts, *, within 1h, by agent.id) >= 4",
  "distinct(args.to, pay, within 1h, by agent.session) >= 2",
  "distinct(impact.cost, *, by agent.id) == 1",
  "count(pay, within 1h, by agent.id) + 1 > 2",
  "count(pay where has quotas[args.to] and quotas[args.to] > 0, within 1h, by agent.id) >= 1",
  "formerly(pay where args.to like listed, within 1h, by agent.id)",
  "count(*, since note, within 1h, by agent.id) >= 2",
  "formerly(files.load, since files.*, within 1h)",
  "sum(impact.hosts, pay, note, since call, exec, by context.env) >= 2",
  "distinct(agent.id, *, since migrate, within 1m) > 1",
  'formerly(exec where args.command runs ["rm"], since files.*, by agent.session)',
  "count(pay, within 1h, by [agent.session = agent.session, args.to = agent.id]) >= 1",
  "formerly(note, by [agent.id = agent.session])",
  "count(*, within 1h, by [agent.session = agent.id, context.env]) >= 1",
];

/** In rules that restrict alone. */
const ATTEMPTS: readonly string[] = [
  "count(attempts * where verdict == block, within 1h, by agent.id) >= 2",
  "count(attempts pay, within 1m) in 2..4",
  "count(attempts pay, note, exec where verdict in [escalate, throttle], by agent.session) > 0",
  "formerly(attempts * where verdict != allow, since note, within 1h, by context.env)",
  "formerly(attempts pay where args.to == agent.id or verdict == redact, by [args.to = agent.id])",
  "count(attempts files.* where verdict == sandbox, since files.*) == 1",
  'count(attempts exec where args.command runs ["rm"] and verdict == block, by agent.id) >= 1',
];

const OF_ACTION: Readonly<Record<string, readonly string[]>> = {
  pay: [
    "args.amount > 10 USD",
    "args.amount >= 10 USD",
    "args.amount < 10.0001 USD",
    "args.amount + 1 USD <= 10 USD",
    "args.amount * 2 > 20 USD",
    "args.rate * args.amount >= 5 USD",
    "args.amount * 5% > 0.5 USD",
    "args.amount in [5 USD, 10 USD]",
    "args.amount in 5 USD..10 USD",
    "args.rate < 0.5",
    "args.rate == agent.level",
    "args.to in partners",
    "leaks(args.to)",
    "args.to holds [iban, mall]",
    "args.to like listed",
    "has quotas[args.to] and quotas[args.to] >= 1",
    "has tiers[args.to] and args.amount <= tiers[args.to].most",
    "args.to not in partners",
    'has args.memo and args.memo like "*x*"',
    "sum(args.amount, pay, within 1h, by agent.id) + args.amount > 20 USD",
    "count(pay, since pay, by [args.to, agent.id]) >= 1",
    "args.amount * args.rate * args.rate * args.rate > 1_000_000 USD",
  ],
  note: [
    'args.text like "*@*"',
    "size(args.tags) > 1",
    "args.tags holds [email]",
    "args.text holds us_ssn",
    "any t in args.tags: t == agent.id",
    'args.tags == ["x", "y"]',
    "has args.lines and (all n in args.lines: n > 0)",
    "has args.lines and 3 in args.lines",
  ],
  "files.load": [
    'args.path like "/srv/**"',
    "args.path like below",
    'args.path == "/etc/passwd"',
    'args.path like ["**/.env", "/home/*/x"]',
    'args.path like "~/x"',
    'args.path like ["~/**", "/etc/*"]',
    "args.path under context.cwd",
    'args.path under "/srv"',
    "args.size > 1KiB",
  ],
  "files.save": [
    'args.path like "/srv/**"',
    "args.path like below",
    'args.path == "/etc/passwd"',
    'args.path like ["**/.env", "/home/*/x"]',
    'args.path like "~/x"',
    'args.path like ["~/**", "/etc/*"]',
    "args.path under context.cwd",
    'args.path under "/srv"',
    "args.size > 1KiB",
  ],
  call: [
    'host(args.url) == "a.in.example"',
    "args.url holds mall",
    "host(args.url) holds [mall]",
    'host(args.url) like "*.in.example"',
    "host(args.url) like hosts",
    "has args.host and args.host not like hosts",
    'scheme(args.url) == "https"',
    'args.url == "https://a.in.example/x"',
    'has args.ip and args.ip in "10.0.0.0/8"',
    'has args.ip and args.ip == "10.2.0.1"',
    'has args.host and args.host like "*.out.example"',
    "has args.on_port and args.on_port in ports",
  ],
  exec: [
    "args.command holds [mall]",
    'args.command runs ["rm", "git push"]',
    'not (args.command runs "rm")',
    "args.timeout >= 30s",
  ],
  migrate: [],
  "mcp.*": ['has args.path and args.path like "/srv/**"'],
  "mcp.fs.*": ['has args.path and args.path like "/srv/**"', 'args.path == "/etc/passwd"'],
  "mcp.fs.wipe": ['has args.path and args.path like "/srv/**"', 'args.path == "/etc/passwd"'],
};

/** `args.x` may stand where all selected actions have it. */
function ofAll(actions: readonly string[]): readonly string[] {
  const [first = "", ...others] = actions;
  return (OF_ACTION[first] ?? []).filter((atom) =>
    others.every((action) => OF_ACTION[action]?.includes(atom)),
  );
}

/** A boolean expression that type-checks for these actions. */
export function guardOf(actions: readonly string[], restricts: boolean): fc.Arbitrary<string> {
  const own = ofAll(actions);
  const anywhere = fc.constantFrom(...ANYWHERE);
  return conditionOf(
    fc.oneof(
      { weight: 6, arbitrary: own.length > 0 ? fc.constantFrom(...own) : anywhere },
      { weight: 4, arbitrary: anywhere },
      { weight: 3, arbitrary: fc.constantFrom(...PAST, ...(restricts ? ATTEMPTS : [])) },
    ),
  );
}

/** A condition of `on_error`: of the request alone, and of every action. */
export const faultCondition: fc.Arbitrary<string> = conditionOf(fc.constantFrom(...ANYWHERE));

function conditionOf(atom: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: atom },
    { weight: 1, arbitrary: atom.map((a) => `not (${a})`) },
    { weight: 2, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `(${a}) and (${b})`) },
    { weight: 2, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `(${a}) or (${b})`) },
    {
      weight: 1,
      arbitrary: fc.tuple(atom, atom, atom).map(([a, b, c]) => `not ((${a}) or (${b})) and (${c})`),
    },
  );
}

/** `guard` behind a keyword. */
export function fragment(keyword: string, guard: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return guard.map((text) => `${keyword}${text}`);
}
