// Expressions with one mistake: one diagnostic, at the mistake, with the fix that mends it where there is one.

import { describe, expect, it } from "vitest";
import { DECLARATIONS, ruleWith } from "./declarations.js";
import { checkAll, markedBy, mended } from "./harness.js";

/** Checks a condition in which `«…»` marks the mistake. */
function expectMistake(marked: string, code: string, fixed?: string, selector = "payments.send"): void {
  const [before = "", mistake = "", after = ""] = marked.split(/[«»]/u);
  const text = ruleWith(before + mistake + after, selector);
  const world = checkAll(text);
  expect(world.diagnostics.map((each) => [each.code, markedBy(world, each)])).toEqual([[code, mistake]]);
  const [diagnostic] = world.diagnostics;
  expect(diagnostic?.span.start).toBe(text.indexOf(`when ${before}`) + 5 + before.length);
  expect(mended(world, diagnostic!)).toBe(fixed === undefined ? undefined : ruleWith(fixed, selector));
  if (fixed !== undefined) expect(checkAll(ruleWith(fixed, selector)).diagnostics).toEqual([]);
}

type Mistake = readonly [condition: string, code: string, fixed?: string | undefined, selector?: string];

function table(mistakes: readonly Mistake[]): void {
  for (const mistake of mistakes) {
    it(mistake[0], () => {
      expectMistake(...mistake);
    });
  }
}

describe("names", () => {
  table([
    ["args.«amout» > 5 USD", "AP2001", "args.amount > 5 USD"],
    ["context.«enviroment» == prod", "AP2001"],
    ["context.«envv» == prod", "AP2001", "context.env == prod"],
    ["agent.«env» == prod", "AP2001", "context.env == prod"],
    ["context.limits.«lo» > 3", "AP2001", "context.limits.low > 3"],
    ["action.«nam» == payments.send", "AP2001", "action.name == payments.send"],
    ["args.counterparty in «aproved»", "AP2001", "args.counterparty in approved"],
    ["«nite»", "AP2001"],
    ["not «nigth»", "AP2001", "not night"],
    ["«contxt».env == prod", "AP2001", "context.env == prod"],
    ["«foo» == bar", "AP2001"],
    ["«lenght»(args.counterparty) > 3", "AP2001", "length(args.counterparty) > 3"],
    ['any peer in context.peers: peer.«nam» == "x"', "AP2001", 'any peer in context.peers: peer.name == "x"'],
    [
      'formerly(files.read where args.«pth» like "/x")',
      "AP2001",
      'formerly(files.read where args.path like "/x")',
    ],
    ["formerly(«file.read»)", "AP2011", "formerly(files.read)"],
    ["count(files.read, by «user.id») > 2", "AP2001"],
    ["context.env == «prdo»", "AP2051", "context.env == prod"],
    ["agent.role in [clerk, «laed»]", "AP2051", "agent.role in [clerk, lead]"],
    ["agent.zone == «stagin»", "AP2051", "agent.zone == staging"],
    ["«manager» == agent.role", "AP2051"],
    ['action.name == «"payments.sned"»', "AP2001", 'action.name == "payments.send"'],
    ["action.name == «payments.sned»", "AP2001", 'action.name == "payments.send"'],
    ['context.env == «"prod"»', "AP2086", "context.env == prod"],
    ["agent.role.«name» == 1", "AP2066"],
    ["approved.«size» > 1", "AP2066"],
    ["size(«agent») > 1", "AP2075"],
    ["size(«args») > 1", "AP2075"],
  ]);
});

describe("types", () => {
  table([
    ["«args.amount»", "AP2050"],
    ["«prod»", "AP2001"],
    ["not «args.count»", "AP2050"],
    ["context.risky and «args.count»", "AP2050"],
    ["args.amount > «5 EUR»", "AP2053", "args.amount > 5 USD"],
    ["args.amount > «args.fee»", "AP2053"],
    ["args.amount + «args.fee» > 5 USD", "AP2053"],
    ["args.amount > «5»", "AP2056", "args.amount > 5 USD"],
    ["«5» < args.amount", "AP2056", "5 USD < args.amount"],
    ["agent.trust < «5»", "AP2056", "agent.trust < 5%"],
    ["agent.trust in «1»..5%", "AP2056", "agent.trust in 1%..5%"],
    ["context.idle > «30»", "AP2056"],
    ["context.quota > «1024»", "AP2056", "context.quota > 1024B"],
    ["args.amount - «5» > 3 USD", "AP2056", "args.amount - 5 USD > 3 USD"],
    ["args.amount > -«5»", "AP2056", "args.amount > -5 USD"],
    ["args.amount > «5%»", "AP2050"],
    ['args.count == «"5"»', "AP2050", "args.count == 5"],
    ["args.counterparty == «5»", "AP2050", 'args.counterparty == "5"'],
    ['agent.born < «"2026-01-01T00:00:00Z"»', "AP2050", 'agent.born < time("2026-01-01T00:00:00Z")'],
    ["args.count == «args.counterparty»", "AP2052"],
    ["context.env == «context.region»", "AP2052"],
    ["context.rate == «agent.trust»", "AP2052"],
    ['args.counterparty «<» "m"', "AP2054"],
    ["context.env «<» prod", "AP2054"],
    ['context.ip «>=» "10.0.0.0"', "AP2054"],
    ["«agent.id» in 1..5", "AP2054"],
    ["«5 == 5»", "AP2055"],
    ['context.risky or «"admin" == "admin"»', "AP2055"],
    ["«5 in [1, 2]»", "AP2055"],
    ['«"x" like "y*"»', "AP2055"],
    ["«staging == production»", "AP2055"],
    ['context.levels == [1, «"two"»]', "AP2050"],
    ['size([args.count, «"x"»]) > 1', "AP2050"],
    ["size(«[]») > 1", "AP2072"],
    ["args.count in «agent.id»", "AP2068"],
    ['agent.id in «"abc"»', "AP2068"],
    ['context.peer in «"10.0.0.0/8"»', "AP2068", 'context.peer like "10.0.0.0/8"'],
    ["agent.role in «clerk»", "AP2068", "agent.role == clerk"],
    ["«args.count» in approved", "AP2050"],
    ["has context.user and context.user «==» context.user", "AP2074"],
    ["context.peers «==» context.peers", "AP2074"],
    ["args.count == «1..5»", "AP2070", "args.count in 1..5"],
    ["args.count in «5..1»", "AP2071", "args.count in 1..5"],
    ['«args.count» like "x"', "AP2068"],
    ['«context.env» matches "p.*"', "AP2068"],
    ['«context.home» matches "x"', "AP2068"],
    ["args.counterparty like «agent.id»", "AP2069", "args.counterparty == agent.id"],
    ["args.counterparty matches «agent.id»", "AP2069"],
    ["any x in «args.count»: x == 1", "AP2068"],
    ["args.amount «*» args.amount > 5 USD", "AP2067"],
    ["agent.born «+» agent.born == now", "AP2067"],
    ['agent.id «+» "x" == "y"', "AP2067"],
    ["context.idle «*» context.idle > 5s", "AP2067"],
    ["args.count «+» args.amount > 5", "AP2067"],
    ["-«agent.id» == 3", "AP2068"],
    ['«args.path» runs "rm"', "AP2068", undefined, "files.*"],
    ['args.command == «"npm test"»', "AP2058", 'args.command runs only ["npm test"]', "shell.exec"],
    ['args.statement == «"SELECT 1"»', "AP2058", undefined, "db.migrate"],
  ]);
});

describe("ordered enums", () => {
  table([
    ["context.env «<» prod", "AP2054"],
    ["«context.env» in dev..prod", "AP2054"],
    ["context.secrecy < «secrit»", "AP2051", "context.secrecy < secret"],
    ["context.secrecy in «secret..public»", "AP2071", "context.secrecy in public..secret"],
    ["context.secrecy == «context.either»", "AP2052"],
    ["context.secrecy < «context.turned»", "AP2052"],
    ["context.secrecy < «3»", "AP2050"],
    ['context.secrecy < «"secret"»', "AP2086", "context.secrecy < secret"],
    ["context.secrecy «+» 1 > 2", "AP2067"],
  ]);

  it("helps whoever puts a plain enum in order", () => {
    const [diagnostic] = checkAll(ruleWith("context.env < prod")).diagnostics;
    expect(diagnostic?.help).toMatch(/low < middle < high/);
    const [built] = checkAll(ruleWith("action.effect < write")).diagnostics;
    expect([built?.code, built?.help]).toEqual(["AP2054", undefined]);
  });
});

describe("literals", () => {
  table([
    ['context.home like «"home/**"»', "AP2057", 'context.home like "/home/**"'],
    ['context.home == «"/a/../b"»', "AP2057"],
    ['context.ip in «"10.0.0.0/33"»', "AP2057"],
    ['context.ip == «"10.0.0.256"»', "AP2057"],
    ['context.peer like «"http://x"»', "AP2057", 'context.peer like "x:80"'],
    ['context.peer == «"a b"»', "AP2057"],
    ['any link in context.links: link == «"nonsense"»', "AP2057"],
    ['args.counterparty matches «"(a"»', "AP2057"],
    ['args.counterparty matches «"(?=x)"»', "AP2057"],
    ['args.command runs ["rm", «"a | b | c"»]', "AP2057", undefined, "shell.exec"],
    ['agent.born < time(«"yesterday"»)', "AP2057"],
    ['hour(now, «"Europe/Berln"») in 9..17', "AP2057", 'hour(now, "Europe/Berlin") in 9..17'],
    ["args.count < «9007199254740992»", "AP2057"],
    ["context.rate < «0.00001»", "AP2057"],
    ["args.amount < «1_000_000_000_000 USD»", "AP2057"],
    ["context.idle < «0.5ms»", "AP2057"],
    ["args.count < «9007199254740991 * 2»", "AP2057"],
    ["hour(now, «agent.id») > 3", "AP2069"],
  ]);
});

describe("presence", () => {
  table([
    ['«context.ticket» like "OPS-*"', "AP2059", 'has context.ticket and context.ticket like "OPS-*"'],
    [
      'context.risky or «context.ticket» like "OPS-*"',
      "AP2059",
      'has context.ticket and (context.risky or context.ticket like "OPS-*")',
    ],
    [
      "«impact.hosts» > 3 and impact.hosts < 10",
      "AP2059",
      "has impact.hosts and impact.hosts > 3 and impact.hosts < 10",
    ],
    ['«context.user.id» == "u"', "AP2059", 'has context.user and context.user.id == "u"'],
    [
      'has context.user and «context.user.mail» == "u"',
      "AP2059",
      'has context.user.mail and has context.user and context.user.mail == "u"',
    ],
    [
      "any peer in context.peers: «peer.port» == 22",
      "AP2059",
      "any peer in context.peers: has peer.port and peer.port == 22",
    ],
    [
      'has context.ticket or «context.ticket» == "x"',
      "AP2059",
      'has context.ticket and (has context.ticket or context.ticket == "x")',
    ],
    ["length(«args.memo») > 3", "AP2059", "has args.memo and length(args.memo) > 3", "payments.*"],
    ["«action.effect» == read", "AP2059", "has action.effect and action.effect == read", "files.*"],
    [
      'formerly(payments.send where «args.memo» == "x")',
      "AP2059",
      'formerly(payments.send where has args.memo and args.memo == "x")',
    ],
    [
      'has args.memo and formerly(payments.send where «args.memo» == "x")',
      "AP2059",
      'has args.memo and formerly(payments.send where has args.memo and args.memo == "x")',
    ],
    ["«has context.env» and context.env == prod", "AP2060", "context.env == prod"],
    ["«has action.reversible»", "AP2060"],
    ["has «night»", "AP2061", "night"],
    ["has context.«tickets»", "AP2001", "has context.ticket"],
  ]);
});

describe("arguments of several actions", () => {
  table([
    ["args.«depth» > 3", "AP2062", undefined, "files.*"],
    ["args.«count» > 3", "AP2063", undefined, "payments.*"],
    ['args.«path» like "/x"', "AP2062", undefined, "*"],
    ['args.«pat» like "/x"', "AP2001", 'args.path like "/x"', "files.*"],
  ]);
});

describe("lets and functions", () => {
  table([
    ["«risky»", "AP2065"],
    ["«risky(args.amount, 5)»", "AP2065", "risky(args.amount)"],
    ["risky(«5»)", "AP2056", "risky(5 USD)"],
    ["risky(«args.count»)", "AP2050"],
    ["«night()»", "AP2089", "night"],
    ["«approved»(large)", "AP2081"],
    ["«size(approved, 1)» > 1", "AP2065", "size(approved) > 1"],
    ["size(«agent.id») > 1", "AP2068", "length(agent.id) > 1"],
    ["length(«approved») > 1", "AP2068", "size(approved) > 1"],
    ['host(«agent.id») == "x"', "AP2068"],
    ["«hour(now)» > 3", "AP2065"],
    ['hour(«args.count», "UTC") > 3', "AP2068"],
    ['weekday(now, "UTC") == «monday»', "AP2051"],
    ['night_shift(«"x"»)', "AP2050"],
  ]);
});

describe("history", () => {
  table([
    ["formerly(files.read where «formerly»(files.list))", "AP2076"],
    [
      'any peer in context.peers: formerly(http.fetch where host(args.url) like "x" and args.method == «peer».name)',
      "AP2077",
    ],
    ["count(payments.send, by «context.ticket») > 3", "AP2020"],
    ["count(payments.send, by «agent.groups») > 3", "AP2020"],
    ["count(files.read, by args.«counterparty») > 3", "AP2001"],
    ["count(payments.refund, by «args.count») > 3", "AP2080"],
    ["formerly(payments.send, since «file.read»)", "AP2011", "formerly(payments.send, since files.read)"],
    ["count(payments.send, since files.read, by args.«counterparty») > 3", "AP2001"],
    ["count(payments.send, since payments.*, by args.«count») > 3", "AP2063"],
    ["count(payments.send, by [args.counterparty = «args.memo»]) > 2", "AP2020"],
    ["count(payments.send, by [«args.memo» = args.counterparty]) > 2", "AP2020"],
    ["count(payments.send, by [«args.amount = args.counterparty»]) > 2", "AP2080"],
    ["count(files.read, by [args.«counterparty» = args.counterparty]) > 2", "AP2001"],
    ["count(files.read, by [args.path = args.«path»]) > 2", "AP2001"],
    ["sum(«args.counterparty», payments.send) > 3", "AP2068"],
    ["distinct(«agent.groups», payments.send) > 3", "AP2068"],
    ["formerly(files.read, within «0s»)", "AP2085"],
    ["formerly(files.read, within «5»)", "AP2056"],
    ["formerly(files.read, within «context.idle»)", "AP2084"],
    ["sum(args.amount, payments.send) > «5 EUR»", "AP2053", "sum(args.amount, payments.send) > 5 USD"],
    ["count(payments.send) > «5 USD»", "AP2050"],
  ]);
});

describe("commands", () => {
  table([
    ['«agent.id» runs only ["npm test"]', "AP2068"],
    ['«agent.id» touches ["/etc/**"]', "AP2068"],
    ['«agent.id» redirects ["/etc/**"]', "AP2068"],
    ['args.command runs only [«"curl x | sh"»]', "AP2057", undefined, "shell.exec"],
    ['args.command runs only [«"npm* test"»]', "AP2057", undefined, "shell.exec"],
    ['args.command runs only ["npm test"] with env [«"PATH"»]', "AP2057", undefined, "shell.exec"],
    ['args.command runs only ["npm test"] with env [«"A B"»]', "AP2057", undefined, "shell.exec"],
    [
      'args.command runs only ["npm test"] writing only [«"srv"»]',
      "AP2057",
      'args.command runs only ["npm test"] writing only ["/srv"]',
      "shell.exec",
    ],
    ["args.command runs only «agent.id»", "AP2069", undefined, "shell.exec"],
    ["args.command runs only «[]»", "AP2069", undefined, "shell.exec"],
    ['args.command touches [«"etc/**"»]', "AP2057", 'args.command touches ["/etc/**"]', "shell.exec"],
    ["args.command touches «agent.id»", "AP2069", undefined, "shell.exec"],
    ['args.command redirects [«"~ann/x"»]', "AP2057", undefined, "shell.exec"],
    ['args.command runs [«"curl ... | sh"»] touching ["/etc/**"]', "AP2057", undefined, "shell.exec"],
    [
      'args.command runs ["cp"] touching [«"etc"»]',
      "AP2057",
      'args.command runs ["cp"] touching ["/etc"]',
      "shell.exec",
    ],
    ["known(«agent.id»)", "AP2050"],
    ["«known()»", "AP2065"],
    ["unknown(«agent.id»)", "AP2068"],
    ["«unknown(args.command, 1)»", "AP2065", "unknown(args.command)", "shell.exec"],
  ]);
});

describe("paths", () => {
  table([
    ["«agent.id» under context.home", "AP2068"],
    ["args.path under «agent.id»", "AP2068", undefined, "files.*"],
    ['args.path under «"srv"»', "AP2057", 'args.path under "/srv"', "files.*"],
    ['args.path under «"~/app"»', "AP2057", undefined, "files.*"],
    ['«"/srv/a" under "/srv"»', "AP2055"],
    ['args.path like «"~ann/x"»', "AP2057", undefined, "files.*"],
    ['args.path == «"~/x"»', "AP2057", undefined, "files.*"],
  ]);
});

describe("places", () => {
  table([
    ["«outcome» == failed", "AP2081"],
    ["«result» == 5", "AP2081"],
    ["«result.status» == 5", "AP2081"],
    ["has «result.status»", "AP2061"],
    ["(«verdict» == block)", "AP2081"],
    ["count(payments.send where outcome == «fail») > 3", "AP2051"],
    ["sum(«outcome», payments.send) > 3", "AP2068"],
    ["count(payments.send, by «outcome») > 3", "AP2001"],
    ["count(payments.send where «verdict» == block) > 3", "AP2081"],
    [
      "count(attempts payments.send where verdict == «blocke») > 3",
      "AP2051",
      "count(attempts payments.send where verdict == block) > 3",
    ],
    ["count(attempts payments.send where «formerly»(files.read)) > 3", "AP2076"],
  ]);

  it.each([
    ["rule r on payments.send { when count(«attempts» files.read) > 3, allow }"],
    ["rule r on payments.send { unless formerly(«attempts» files.read), allow }"],
    [
      "sandbox b { read any }\ngrant r on payments.send { when count(«attempts» files.read) > 3, inside b, scope agent.id, expires 1h, else block }".replace(
        "read any",
        'read "/usr/**"',
      ),
    ],
    ["let busy = count(«attempts» files.read) > 3\nrule r on payments.send { when busy, allow }"],
    [
      "let busy = count(«attempts» files.read) > 3\nrule q on payments.send { when busy, block }\nrule r on payments.send { when busy, allow }",
    ],
    ["assert r on payments.send { when count(«attempts» files.read) > 3, expect at least block }"],
  ])("attempts are counted where a rule restricts alone: %s", (marked) => {
    const world = checkAll(`${DECLARATIONS}\n${marked.replace(/[«»]/gu, "")}`);
    const errors = world.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map((each) => [each.code, markedBy(world, each)])).toEqual([["AP2081", "attempts"]]);
  });
});

describe("what a fix keeps", () => {
  table([
    // Parentheses are no part of an expression's span, and none is cut in two.
    ["(«has context.env») and context.env == prod", "AP2060"],
    [
      "«has context.env» and (context.risky or agent.role == lead)",
      "AP2060",
      " (context.risky or agent.role == lead)",
    ],
    ["context.risky and «has context.env»", "AP2060", "context.risky"],
    ["(context.risky) and «has context.env»", "AP2060", "(context.risky) "],
    [
      "context.risky and «has context.env» and agent.role == lead",
      "AP2060",
      "context.risky and agent.role == lead",
    ],
    ["context.risky or «has context.env»", "AP2060"],
    ["«risky(args.amount, (5))»", "AP2065"],
    ["«risky((args.amount),5)»", "AP2065"],
    ['«hour(now, "UTC", 5)» > 3', "AP2065", 'hour(now, "UTC") > 3'],
    // What stands for more than itself among entries of commands is no text to compare with.
    ['args.command == «"npm *"»', "AP2058", undefined, "shell.exec"],
    ['args.command == «"npm ..."»', "AP2058", undefined, "shell.exec"],
    ['args.command != «"npm test"»', "AP2058", undefined, "shell.exec"],
    // A URL with a path says more than a host.
    ['context.peer like «"https://api.example/v1"»', "AP2057"],
    ["has «ticket»", "AP2061", "has context.ticket"],
    ['args.counterparty != «["a", "b"]»', "AP2050", 'args.counterparty not in ["a", "b"]'],
    ["agent.id == «agent.groups»", "AP2052", "agent.id in agent.groups"],
    ['context.idle > «"30m"»', "AP2050", "context.idle > 30m"],
    ['agent.trust > «"5%"»', "AP2050", "agent.trust > 5%"],
    ['args.amount > «"5 EUR"»', "AP2050"],
    ['args.amount > «"5 USD"»', "AP2050", "args.amount > 5 USD"],
    ['«"agent.id" == "a"»', "AP2055", 'agent.id == "a"'],
    ['«"agent.nick" == "a"»', "AP2055"],
    ["context.links.«length» > 2", "AP2066", "size(context.links) > 2"],
    [
      'args.url.«hostname» like "*.corp.example"',
      "AP2066",
      'host(args.url) like "*.corp.example"',
      "http.fetch",
    ],
    ['«args.url» like "*.corp.example"', "AP2068", 'host(args.url) like "*.corp.example"', "http.fetch"],
    ["args.amount «*» 2 USD > 5 USD", "AP2067", "args.amount * 2 > 5 USD"],
    ["args.counterparty not like «agent.id»", "AP2069", "args.counterparty != agent.id"],
    ["args.counterparty like «context.env»", "AP2069"],
    ['args.counterparty holds [«"email"»]', "AP2069", "args.counterparty holds [email]"],
    ["hour(now, «UTC») > 5", "AP2069", 'hour(now, "UTC") > 5'],
    ['now > time(«"2026-12-31"»)', "AP2057", 'now > time("2026-12-31T00:00:00Z")'],
    ["formerly(files.read, within «-5m»)", "AP2085", "formerly(files.read, within 5m)"],
    ["formerly(files.read, within «-0m»)", "AP2085"],
  ]);
});
