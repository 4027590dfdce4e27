// What all random policies declare.

import { CLASSIFIERS } from "./answering.js";
import { FEEDS } from "./feeding.js";
import { GIVES } from "./arbitrary-results.js";

export const WORLD = `
agent {
  id: string, role: clerk | lead | bot, level: int, trusted: bool, session: string, owner?: string,
  team?: { name: string, size?: int volatile, ... }, clearance: public < internal < secret
}
type Env = dev | staging | prod
context { env: Env, zone: zone, share: percent, labels: set<string>, ticket?: string, since?: time, source?: cidr,
  cwd: path, home?: path }
type Level = public < internal < secret
context { data_level: Level, volatile trace?: string }
impact  { cost: money(USD), hosts: int, traffic: percent, volume: bytes, delay: duration, score: decimal }

action pay(to: string, amount: money(USD), memo?: string, rate: decimal) gives ${GIVES.pay} { effect write, reversible never }
action note(text: string, tags: list<string>, lines?: list<int>, ...) gives ${GIVES.note} { effect read, reversible always }
action files.load(path: path, size: bytes) gives ${GIVES["files.load"]} { reads path, effect read, reversible always }
action files.save(path: path, size: bytes, key?: string) {
  writes path, effect write, reversible reported, relative to context.cwd
}
action call(url: url, host?: host, on_port?: int, ip?: ip) {
  reaches url, reaches host port on_port, effect read, reversible always
}
action exec(command: command, timeout: duration) {
  runs command, effect execute, reversible reported, relative to context.cwd
}
action book(
  on: bool, seats: int, rate: decimal, share: percent, cost: money(USD), stay: duration, load: bytes, at: time,
  host: host, ip: ip, net: cidr, link: url, env: Env, level: Level, tags: set<string>, days: list<int>,
  who: { name: string, size?: int }, key: path, spare?: string
) { reaches link, reaches host, effect write, reversible reported }
action migrate(statement: sql) { migrates statement, effect write, reversible never }
action configure(schema: string) { migrates schema, effect write, reversible never }

action mcp.*(path?: path, ...) { effect execute, reversible reported }
action mcp.fs.*(path: path, ...) { reads path, effect read, reversible always }
action mcp.fs.wipe(path: path) { writes path, effect delete, reversible never }

group g1 = ["ana@corp.example", "ben@corp.example", "chi@corp.example"]
group g2 = ["ben@corp.example", "dan@corp.example"]
approver desk { webhook "https://desk.example/ask", timeout 10s, on_timeout escalate to g1 "late", group g2 }
zone inner = ["*.in.example", "10.2.0.0/16"]
zone outer = ["*.out.example", "site.example:443"]
data levels: list<int> from "levels.csv"
data partners: set<string> from "partners.json"
data ports: list<int> from "ports.csv"
data words: set<string> from "words.txt"
type Tier = { most: money(USD), hosts?: int, names: list<string> }
data tiers: map<string, Tier> from "tiers.json"
data quotas: map<string, int> from "quotas.csv"
data listed: list<string> from "deny.txt"
data below: set<string> from "below.txt"
data hosts: set<string> from "hosts.txt"
${FEEDS}
${CLASSIFIERS}
detector ticket_no = "OPS-[0-9]+"
detector mall = "(?i)mall\\\\w*|\\\\bx"

let office = hour(now, "Europe/Berlin") in 9..17 and weekday(now, "Europe/Berlin") in [mon, tue, wed, thu, fri]
let steep(least: money(USD), most: int) = has impact.cost and impact.cost >= least or agent.level > most
let leaks(text: string) = text holds [email, ticket_no]
let ample(tier: Tier) = has tier.hosts and tier.hosts > 2 and tier.most >= 10 USD
let certainly(code: int) = known(code >= 300)
let margin = agent.level * 2 - 1
let twice(number: int) = number * 2
let plain(text: string) = lower(text)
let senior = agent.level >= 3 or agent.role == lead

sandbox hidden { hide ["~/.ssh/**", "**/.env", context.cwd], limit [wall 5m] }
sandbox narrow { read ["/usr/**", "/srv/**"], write ["/srv/work/**", context.cwd, "~/work/**"], run ["sh"], env ["PATH"], must kernel, limit [cpu 60s, memory 1GiB] }
sandbox wide { read ["/**", "~/x", context.cwd], reach any, run ["sh", "node"], limit [memory 2GiB, processes 8], extends [hidden] }

killswitch freeze { scope [all, agent.id, agent.role, action.name], need 1 of g2 }
`;
