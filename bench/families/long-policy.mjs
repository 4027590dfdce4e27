// A long policy of many tools, as people write one: declarations over several lines, documentation, tests.

/** All about one tool. */
const section = (t, i) => `
/// The tool ${t}: what it may do, and how much of it.
action ${t}.run(path: path, amount: money(USD), hosts: int, url: url, note?: string) {
  effect     write
  reversible ${i % 3 === 0 ? "reported" : "always"}
  reaches    url
}
action ${t}.read(path: path) { effect read, reversible always }

let ${t}_large = args.amount >= ${1000 + 50 * i} USD

rule ${t}_reads on ${t}.read { when agent.role in [clerk, lead, admin], allow }

rule ${t}_may on ${t}.run {
  when  agent.role in [clerk, lead]
  when  context.env != prod or has context.ticket
  allow
}

rule ${t}_paths on ${t}.run {
  when   args.path like "/etc/${t}/**" or args.path like "**/.env"
  block  "out of bounds"
  code   "T-${i}"
  notify "security-oncall"
}

rule ${t}_ticket on ${t}.run {
  when     context.env == prod
  when     not has context.ticket and args.hosts > ${3 + (i % 5)}
  escalate to sre "changes in production need a ticket"
}

cap ${t}_hosts on ${t}.run {
  limit args.hosts <= ${10 + i}
  else  block "too many hosts"
}

cap ${t}_spend on ${t}.run {
  limit sum(args.amount) <= ${5000 + 100 * i} USD per 1d by agent.id
  else  escalate to finance "the day's budget is used up"
}

throttle ${t}_pace on ${t}.run { limit ${4 + (i % 3)} per 1h by agent.session }

quorum ${t}_large_run on ${t}.run {
  when   ${t}_large
  need   2 of finance
  within 30m
  else   escalate to finance
}

boundary ${t}_reached on ${t}.run { reach ["*.corp.example", "10.0.0.0/8"], else block }

assert ${t}_env_is_out_of_bounds on ${t}.run {
  when   args.path like "**/.env"
  expect at least block
}

test "${t} reads, and does not write to its own configuration" {
  agent   { id: "a-1", role: clerk, session: "s-1" }
  context { env: dev }
  action  ${t}.read(path: "/srv/a")
  expect  allow
  action  ${t}.run(path: "/etc/${t}/x", amount: 10 USD, hosts: 1, url: "https://api.corp.example/")
  expect  block by ${t}_paths code "T-${i}"
}
`;
/** Of so many lines or a few more. */
export function longPolicy(lines) {
  const head = `policy bench {
  version "1.0.0"
  default block
}

agent   { id: string, role: clerk | lead | admin, session: string, owner?: string }
context { env: dev | staging | prod, ticket?: string }

group sre     = ["sam@corp.example", "sue@corp.example", "sid@corp.example"]
group finance = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]
`;
  const each = section("tool0", 0).split("\n").length - 1;
  const n = Math.ceil((lines - 11) / each);
  return head + Array.from({ length: n }, (_, i) => section(`tool${i}`, i)).join("");
}

/** A rule that somebody types; each of another name. */
export function typedRule(round) {
  return `rule typed_${round} on tool${round % 7}.run {
  when  args.amount > 100 USD and agent.role in [clerk, lead]
  when  not has context.ticket or args.hosts > 3
  block "so much needs a ticket"
}

`;
}
