// The declarations that the tests of expressions speak of.

export const DECLARATIONS = `
policy p { default block }
type Env = dev | staging | prod
type Level = public < internal < secret
type User = { id: string, mail?: string, tags: list<string> }
agent {
  id: string, role: clerk | lead | researcher, session: string, zone: zone, trust: percent, born: time,
  groups: set<string>, nick?: string, owner?: string
}
context {
  env: Env, ticket?: string, home: path, idle: duration, quota: bytes, rate: decimal, user?: User,
  risky: bool, roles: list<clerk | lead>, other: dev | staging, ip: ip, net: cidr, peer: host, peers: list<{ name: string, port?: int }>,
  limits: { low: int, high?: int }, links: list<url>, when?: time, region: eu | us, levels: list<int>,
  secrecy: public < internal < secret, cleared: Level, either: public | internal | secret, turned: secret < internal < public
}
impact { cost: money(USD), hosts: int, share: percent }
zone staging = ["*.staging.internal"]
zone production = ["*.prod.internal"]
action payments.send(counterparty: string, amount: money(USD), memo?: string, count: int, fee: money(EUR)) {
  effect write
  reversible never
}
action payments.refund(counterparty: string, amount: money(USD), memo: string, count: decimal) { effect write }
action files.read(path: path) { effect read, reversible always, reads path }
action files.list(path: path, depth: int) { reversible always }
action shell.exec(command: command, cwd?: path) { effect execute, runs command, reversible reported }
action http.fetch(url: url, method: string) { effect read, reaches url }
action db.migrate(statement: sql) { effect write }
data approved: set<string> from "approved.json"
data ports: list<int> from "ports.json"
data nets: set<cidr> from "nets.json"
data paths: set<path> from "paths.json"
let night = hour(now, "Europe/Berlin") in 0..6
let big = 10_000 USD
let risky(amount: money(USD)) = amount > 5_000 USD
let named(user: User) = has user.mail and user.mail like "*@corp.example"
let ticketed = has context.ticket and context.ticket like "OPS-*"
let ticket_like = context.ticket like "OPS-*"
let night_shift(start: int) = hour(now, "UTC") >= start
group treasury = ["a@corp.example", "b@corp.example"]
quorum large on payments.send { need 2 of treasury, else block }
`;

/** The declarations, and a rule with this condition. */
export function ruleWith(condition: string, selector = "payments.send"): string {
  return `${DECLARATIONS}\nrule r on ${selector} { when ${condition}\n block }\n`;
}
