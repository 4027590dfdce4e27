// What looks like a mistake and is none: of it a rule says nothing. And what a rule finds beyond the example on its page.

import { describe, expect, it } from "vitest";
import { foundBy } from "../../support/linting.js";

const HEAD = `policy shop { default block }
agent   { id: string, role: clerk | lead | guest, trusted: bool, owner?: string }
context { env: dev | prod, at: path, peers: list<string> }
impact  { hosts: int, traffic: percent }
action files.read(path: path, note: string, list: list<string>) { reads path, effect read, reversible always }
action web.get(url: url, text: string) { reaches url, effect read, reversible always }
action shell.exec(command: command) { runs command, effect execute, reversible always }
action pay.send(amount: money(USD), count: int, to: string, ip: ip) { effect write, reversible always }
group  treasury = ["ana@corp.example", "ben@corp.example"]
`;

/** `on SELECTOR { … }` becomes a rule. */
function policyOf(text: string): string {
  let count = 0;
  return `${HEAD}${text.replaceAll(/^on /gmu, () => `rule r${(count += 1)} on `)}\n`;
}

const silent: readonly (readonly [rule: string, text: string])[] = [
  ["style/negated-comparison", "on pay.send { when not (agent.trusted and args.count == 1), allow }"],
  ["style/negated-comparison", "on pay.send { when not agent.trusted, allow }"],
  ["style/negated-comparison", 'on files.read { when not (args.note matches "^a$"), allow }'],
  ["style/double-negation", "on pay.send { unless not agent.trusted and args.count == 1, allow }"],
  ["style/chained-equality", "on pay.send { when agent.role == clerk or args.count == 1, allow }"],
  ["style/chained-equality", "on pay.send { when agent.role == clerk and agent.role != lead, allow }"],
  ["style/chained-equality", "on pay.send { when args.count == 1 or args.count > 5, allow }"],
  ["style/chained-equality", 'on pay.send { when args.to == agent.id or args.to == "x", allow }'],
  ["style/list-of-one", "on pay.send { when agent.role in [clerk, lead], allow }"],
  ["style/list-of-one", 'on pay.send { when args.ip in ["10.0.0.0/8"], allow }'],
  ["style/unit", "throttle t on pay.send { limit 5 per 90m by agent.id }"],
  ["style/unit", "throttle t on pay.send { limit 5 per 24h by agent.id\n limit 5 per 60s by agent.id }"],
  ["style/digit-groups", "on pay.send { when args.count < 1000 or args.count == 100_000, allow }"],
  ["style/compared-truth", "on pay.send { when agent.trusted, allow }"],
  ["style/reversed-comparison", 'on pay.send { when args.count > 5 and "x" in context.peers, allow }'],
  ["style/two-bounds", "on pay.send { when args.count > 5 and args.count < 10, allow }"],
  [
    "style/two-bounds",
    "on pay.send { when args.count >= 5 and impact.hosts <= 10 and has impact.hosts, allow }".replace(
      "impact.hosts <= 10 and has impact.hosts",
      "has impact.hosts and impact.hosts <= 10",
    ),
  ],
  [
    "style/repeated-condition",
    "on pay.send { when agent.trusted and args.count > 1, allow }\non pay.send { when agent.trusted and args.count > 1, block }",
  ],
  [
    "style/repeated-condition",
    "on pay.send { when agent.trusted, allow }\non web.get { when agent.trusted, allow }\non files.read { when agent.trusted, allow }",
  ],
  ["correctness/repeated-operand", 'on pay.send { when args.to != "a  b" and args.to != "a b", allow }'],
  [
    "correctness/repeated-operand",
    "on pay.send { when (agent.trusted or args.count == 1) and (agent.trusted or args.count == 2), allow }",
  ],
  ["correctness/repeated-item", 'on pay.send { when args.to in ["a b", "a  b"], allow }'],
  ["correctness/repeated-item", 'on files.read { when args.list == ["a", "a"], allow }'],
  ["correctness/implied-condition", "on pay.send { when args.count > 5 and args.count < 10, allow }"],
  ["correctness/implied-condition", "on pay.send { when args.count > 5 or args.count < 3, allow }"],
  ["correctness/implied-condition", "on pay.send { when args.amount > 5 USD and args.count > 3, allow }"],
  [
    "correctness/bound-left-out",
    "on pay.send { when args.count < 5, allow }\non pay.send { when args.count >= 5, block }",
  ],
  [
    "correctness/bound-left-out",
    "on pay.send { when args.count < 5, allow }\non pay.send { when args.count > 5, block }\non pay.send { when args.count == 5, block }",
  ],
  ["correctness/vacuous-all", 'on files.read { when any x in args.list: x == "a", allow }'],
  ["correctness/vacuous-all", 'on files.read { when all x in args.list: x == "a", block }'],
  [
    "correctness/vacuous-all",
    'on files.read { when size(args.list) > 0, when all x in args.list: x == "a", allow }',
  ],
  [
    "correctness/pattern-as-text",
    'on files.read { when args.note == "2 * 3" or args.note like "*.corp", allow }',
  ],
  [
    "correctness/capitals-after-lower",
    'on files.read { when lower(args.note) == "abc" or args.note == "ABC", allow }',
  ],
  ["correctness/compared-with-itself", "on pay.send { when args.to == agent.id, allow }"],
  ["correctness/duplicate-code", 'on pay.send { block "x", code "A" }\non pay.send { block "y", code "B" }'],
  [
    "correctness/idle-limit",
    "throttle t on pay.send { limit 60 per 1m by agent.id\n limit 600 per 1h by agent.id }",
  ],
  [
    "correctness/idle-limit",
    "throttle t on pay.send { limit 60 per 1h by agent.id\n limit 60 per 1m by agent.role }",
  ],
  [
    "correctness/catch-all-pattern",
    'on files.read { when args.note like "*a*" or args.path like "/*", allow }',
  ],
  ["correctness/fraction-as-percent", "cap c on pay.send { limit impact.traffic <= 0.5%, else block }"],
  [
    "correctness/whole-last-hour",
    'on pay.send { when hour(now, "UTC") in 0..23 or args.count in 9..17, allow }',
  ],
  ["security/allow-all", "on * { when agent.trusted, allow }"],
  ["security/allow-all", "on * except pay.send { allow }"],
  ["security/allow-all", "on * { allow once approved by treasury }"],
  ["security/evaded-by-case", 'on pay.send { when args.to == "press@corp.example", allow }'],
  ["security/evaded-by-case", 'on pay.send { when lower(args.to) == "press@corp.example", block }'],
  ["security/evaded-by-case", 'on pay.send { when args.to == "everybody", block }'],
  ["security/unanchored-match", 'on files.read { when args.note matches "^a$|^b$", allow }'],
  ["security/unanchored-match", 'on files.read { when args.note matches "(?i)^(a|b)$", allow }'],
  ["security/unanchored-match", 'on files.read { when args.note matches "^report-.*", allow }'],
  ["security/unanchored-match", 'on files.read { when args.note matches "secret", block }'],
  ["security/unescaped-dot", 'on files.read { when args.note matches "^[a.bc]+\\\\.corp$", allow }'],
  ["security/unescaped-dot", 'on files.read { when args.note matches "^a.*b$", allow }'],
  ["security/open-ended-prefix", 'on files.read { when args.path like "/srv/app/report-*", allow }'],
  ["security/open-ended-prefix", 'on files.read { when args.path like "/srv/app*", block }'],
  ["security/plain-http", 'on files.read { when args.note like "http://localhost*", allow }'],
  ["security/plain-http", 'on files.read { when args.note like "http://*", block }'],
  [
    "security/wide-host",
    'zone inner = ["*.corp.internal", "*.corp.example", "10.0.0.0/8"]\non web.get { when host(args.url) like "*.com", block }',
  ],
  ["security/secret-in-policy", 'on pay.send { when args.to == "AKIAIOSFODNN7EXAMPLE", block }'],
  ["security/lone-approver", "on pay.send { escalate to treasury }"],
  [
    "security/unchecked-addresses",
    'zone inner = ["*.corp.internal", "10.0.0.0/8"]\nboundary b on web.get { reach [inner], else block }',
  ],
  ["security/shared-window", "throttle t on pay.send { limit 60 per 1m by agent.id\n limit 600 per 1h }"],
  [
    "security/window-by-argument",
    "throttle t on pay.send { limit 60 per 1m by args.to\n limit 600 per 1h by agent.id }",
  ],
  ["security/window-by-argument", "throttle t on pay.send { limit 60 per 1m by [args.to, agent.id] }"],
  [
    "security/open-egress",
    'let known = host(args.url) == "docs.corp.example"\non web.get { when known, allow }',
  ],
  ["security/open-egress", "on web.get { allow once approved by treasury }"],
  ["security/unconfined-command", 'on shell.exec { when args.command runs only ["npm test"], allow }'],
  [
    "security/open-interpreter",
    'on shell.exec { when args.command runs only ["git ...", "node build.js ..."], allow }',
  ],
  ["security/open-interpreter", 'on shell.exec { when args.command runs ["python3 ..."], block }'],
  [
    "security/wide-sandbox",
    'sandbox s { read ["/**"], write ["/srv/work/**", "/var/tmp/job/**"], reach "docs.corp.example" }\ngrant g on shell.exec { inside s, scope agent.id, expires 1h, else block }',
  ],
  [
    "security/secret-in-sandbox",
    'sandbox s { read ["/**"], env ["PATH", "TOKENIZERS_PARALLELISM"] }\ngrant g on shell.exec { inside s, scope agent.id, expires 1h, else block }',
  ],
  [
    "style/missing-reason",
    'on pay.send { block "no" }\nthrottle t on pay.send { limit 5 per 1h by agent.id }',
  ],
  [
    "tests/dead-step",
    'test "x is held" { agent { id: "a", role: guest, trusted: true }, context { env: dev, at: "/x", peers: [] }, action shell.exec(command: "ls"), expect block by default, agent { id: "b", role: guest, trusted: true }, context { env: prod, at: "/x", peers: [] }, expect block by default }',
  ],
  [
    "tests/unnamed-rule",
    'test "x is held" { agent { id: "a", role: guest, trusted: true }, context { env: dev, at: "/x", peers: [] }, action shell.exec(command: 5), expect block code "request.invalid" }',
  ],
  [
    "tests/vague-name",
    'test "test accounts are held" { action shell.exec(command: "ls"), expect block by on_error }',
  ],
];

const impliedSilent: typeof silent = [
  ["correctness/implied-choice", "on pay.send { when agent.role != clerk and agent.role != lead, allow }"],
  [
    "correctness/implied-choice",
    "on pay.send { when agent.role in [clerk, lead] and agent.role in [lead, guest], allow }",
  ],
  ["correctness/implied-choice", "on pay.send { when agent.role == clerk or agent.role == lead, allow }"],
  ["correctness/implied-choice", "on pay.send { when agent.role == clerk and agent.role == clerk, allow }"],
  ["correctness/implied-choice", 'on pay.send { when args.to == agent.id and args.to != "x", allow }'],
  ["tests/untested-bound", "on pay.send { when args.count > 5 or agent.role == lead, allow }"],
];

const found: readonly (readonly [rule: string, text: string, marked: readonly string[]])[] = [
  [
    "style/chained-equality",
    "on pay.send { when agent.role != clerk and args.count == 1 and agent.role != lead, allow }",
    ["agent.role != clerk and args.count == 1 and agent.role != lead"],
  ],
  ["style/double-negation", "on pay.send { when not (not agent.trusted), allow }", ["not"]],
  [
    "correctness/implied-condition",
    "on pay.send { when args.count >= 5 and args.count > 5, allow }",
    ["args.count >= 5"],
  ],
  [
    "correctness/implied-condition",
    "on pay.send { when args.count < 5 or args.count < 3, allow }",
    ["args.count < 3"],
  ],
  [
    "correctness/vacuous-all",
    'let own = all x in args.list: x like "*@corp.example"\non files.read { when own, allow }',
    ["all"],
  ],
  [
    "correctness/vacuous-all",
    'on files.read { unless all x in args.list: x == "a", block }\non files.read { when not (all x in args.list: x == "b"), block }',
    ["all", "all"],
  ],
  [
    "security/evaded-by-case",
    'on pay.send { unless args.to not in ["a@corp.example"], block }',
    ['args.to not in ["a@corp.example"]'],
  ],
  [
    "security/evaded-by-case",
    'on pay.send { when args.to != "a@corp.example", allow }',
    ['args.to != "a@corp.example"'],
  ],
  ["security/unanchored-match", 'on files.read { when args.note matches "^a$|b$", allow }', ['"^a$|b$"']],
  [
    "security/open-ended-prefix",
    'on files.read { when args.note like "https://api.corp.example*", allow }',
    ['"https://api.corp.example*"'],
  ],
  ["security/plain-http", 'on web.get { when scheme(args.url) in ["http", "https"], allow }', ['"http"']],
  [
    "security/wide-host",
    'zone outer = ["*.s3.amazonaws.com", "0.0.0.0/0"]\non web.get { when host(args.url) like "*.co.uk", allow }',
    ['"*.s3.amazonaws.com"', '"0.0.0.0/0"', '"*.co.uk"'],
  ],
  [
    "security/wide-sandbox",
    'sandbox s { read ["/**"], reach any }\ngrant g on shell.exec { inside s, scope agent.id, expires 1h, else block }',
    ["any"],
  ],
  [
    "correctness/idle-limit",
    "cap c on pay.send { limit impact.hosts <= 3\n limit impact.hosts <= 5\n else block }",
    ["limit impact.hosts <= 5"],
  ],
  [
    "correctness/repeated-item",
    'zone z = ["*.corp.internal", "10.0.0.0/8", "*.corp.internal"]',
    ['"*.corp.internal"'],
  ],
];

const impliedFound: typeof found = [
  [
    "correctness/implied-choice",
    "on pay.send { when agent.role in [clerk, lead] and agent.role == lead, allow }",
    ["agent.role in [clerk, lead]"],
  ],
  [
    "correctness/implied-choice",
    "on pay.send { when agent.role in [clerk, lead] or agent.role == lead, allow }",
    ["agent.role == lead"],
  ],
  [
    "correctness/implied-choice",
    "on pay.send { when agent.role in [clerk, lead] and agent.role in [lead, clerk], allow }",
    ["agent.role in [lead, clerk]"],
  ],
  [
    "correctness/implied-choice",
    'on pay.send { when args.to not in ["a", "b"] and args.to != "a", allow }',
    ['args.to != "a"'],
  ],
  [
    "correctness/implied-choice",
    "on pay.send { when agent.role != clerk or agent.role == lead, allow }",
    ["agent.role == lead"],
  ],
];

describe("a lint rule says nothing of", () => {
  it.each([...silent, ...impliedSilent])("%s: %s", (rule, text) => {
    expect(foundBy(rule, policyOf(text)).map(({ message }) => message)).toEqual([]);
  });
});

describe("a lint rule finds", () => {
  it.each([...found, ...impliedFound])("%s: %s", (rule, text, marked) => {
    const policy = policyOf(text);
    expect(foundBy(rule, policy).map(({ span }) => policy.slice(span.start, span.end))).toEqual(marked);
  });
});
