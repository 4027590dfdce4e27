import { describe, expect, it } from "vitest";
import { checkFiles, problemsOf, programOf, SHOP } from "../../support/problems.js";

const last = (text: string, files = {}) => programOf(`${SHOP}${text}`, files).rules.at(-1);

describe("a rule", () => {
  it("takes its code, reason and life of approvals from the author, or makes them", () => {
    const plain = last("rule r on files.read { escalate to owners }");
    expect(plain).toMatchObject({
      name: "shop.r",
      code: "shop.r",
      explicit: false,
      within: 900_000,
      notify: [],
      shadow: false,
      verdict: { verdict: "escalate", reason: "held for approval by shop.r", group: { name: "owners" } },
    });
    const full = last(`rule r on files.read {
      escalate to owners "ask first"
      code "R-1" within 5m notify ["a", "b"] mode shadow }`);
    expect(full).toMatchObject({
      code: "R-1",
      explicit: true,
      within: 300_000,
      notify: ["a", "b"],
      shadow: true,
      verdict: { reason: "ask first" },
    });
  });

  it.each<[string, readonly string[]]>([
    ["rule r on files.read { mode shadwo, allow }", ["AP2001 «shadwo»"]],
    ["rule r on files.read { escalate to owners, within 0s }", ["AP2085 «0s»"]],
    ["rule r on files.read { allow, within 5m }", ["AP3026 «within 5m»"]],
    ['rule r on files.read { block "no {args.path} {agent.owner} {impact.hosts} {{x}}" }', []],
    ['rule r on files.read { note "no { args.pth }" }', ["AP2001 «pth»"]],
    ['rule r on files.read { block "no {path} {nothing}" }', ["AP2001 «path»", "AP2001 «nothing»"]],
    ['rule r on * { block "no {args.path}" }', ["AP2062 «path»"]],
    ['rule r on files.read { block "}" }', ["AP3033 «}»"]],
    ['rule r on files.read { block "\\"{args.pth}\\"" }', ['AP2001 «"\\"{args.pth}\\""»']],
    ['rule r on payments.send { block "{context.tags} {args.list}" }', []],
    ['rule r on files.read { block "a set {} or {1, 2}" }', ["AP3033 «{}»", "AP3033 «{1, 2}»"]],
    ['rule r on files.read { block "a set {{}} or {{1, 2}}" }', []],
    ["rule r on files.read { redact { mask args.path } }", []],
    ["rule r on files.read { redact { mask args.pth } }", ["AP2001 «pth»"]],
    ['rule r on files.read { when has impact.hosts and impact.hosts > 3, note "n" }', []],
    ['rule r on files.read { note "n", within 5m }', ["AP3026 «within 5m»"]],
    ["rule r on files.read { allow once approved by owners, within 5m }", []],
    ["rule r on files.read { allow once approved by onwers }", ["AP2001 «onwers»"]],
    [
      "cap c on files.read { limit impact.hosts <= 3, else allow once approved by owners }",
      ["AP3004 «allow»"],
    ],
    ["rule r on fils.read { when args.nothing == 1, block }", ["AP2011 «fils.read»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("else", () => {
  const form = (verdict: string): Readonly<Record<string, string>> => ({
    cap: `cap c on files.read { limit impact.hosts <= 3, else ${verdict} }`,
    window: `cap c on files.read { limit sum(impact.hosts) <= 3 per 1h, else ${verdict} }`,
    throttle: `throttle c on files.read { limit 3 per 1h, else ${verdict} }`,
    quorum: `quorum c on files.read { need 1 of owners, else ${verdict} }`,
    reversibility: `reversibility c on files.read { need 1 of owners, else ${verdict} }`,
    boundary: `boundary c on http.get { reach "a.example", else ${verdict} }`,
    drift: `drift c on db.migrate { baseline "x.sql", else ${verdict} }`,
    grant: `grant c on files.read { inside box, scope agent.id, expires 1h, else ${verdict} }`,
  });
  const before = `action http.get(url: url) { reaches url }
    action db.migrate(s: sql) { migrates s }
    sandbox box { read "/srv" }
    rule u on files.read { when agent.role == lead, sandbox box }\n`;

  it.each<[string, readonly string[]]>([
    ["allow", ["cap", "window", "throttle", "quorum", "reversibility", "boundary", "drift", "grant"]],
    ["redact { mask args.path }", ["window", "throttle", "quorum", "reversibility"]],
    ["sandbox box", ["window", "throttle", "quorum", "reversibility"]],
    ["throttle", []],
    ["escalate to owners", []],
    ["block", []],
  ])("%s is refused in %j", (verdict, refused) => {
    const found = Object.entries(form(verdict)).flatMap(([name, text]) => {
      const problems = problemsOf(before + text, { "x.sql": "" });
      return problems.some((line) => line.startsWith("AP3004")) ? [name] : [];
    });
    expect(found).toEqual(refused);
  });

  it("is `throttle` in a throttle that leaves it out", () => {
    expect(last("throttle t on files.read { limit 3 per 1h }")).toMatchObject({
      else: { verdict: "throttle", reason: "the limit is used up of shop.t" },
      explicit: false,
    });
  });
});

describe("limits", () => {
  it("are in the normal form of the attribute's type", () => {
    const rule = last(`cap c on payments.send {
      limit impact.share <= 5%
      limit args.amount < 10_000 USD
      limit sum(impact.lag) <= 30m per 1d by [agent.id, action.name, agent.id]
      limit impact.hosts <= 2 * 3
      else block }`);
    expect(rule).toMatchObject({
      limits: [
        { place: 1, attribute: "impact.share", op: "<=", bound: 50_000 },
        { place: 2, attribute: "args.amount", op: "<", bound: 100_000_000 },
        {
          place: 3,
          attribute: "impact.lag",
          bound: 1_800_000,
          window: { per: 86_400_000, by: ["agent.id", "action.name"] },
        },
        { place: 4, bound: 6 },
      ],
    });
    expect(last("throttle t on files.read { limit 600 per 1h }")).toMatchObject({
      limits: [{ place: 1, op: "<=", bound: 600, window: { per: 3_600_000, by: [] } }],
    });
  });

  const cap = (limit: string): string => `cap c on payments.send { limit ${limit}, else block }`;
  it.each<[string, readonly string[]]>([
    [cap("impact.note <= 3"), ["AP2022 «impact.note»"]],
    [cap("impact.hosst <= 3"), ["AP2001 «hosst»"]],
    [cap("args.amount <= 3 EUR"), ["AP2053 «3 EUR»"]],
    [cap("impact.share <= 5"), ["AP2056 «5»"]],
    [cap("impact.hosts <= size(context.tags)"), ["AP2084 «context.tags»"]],
    [cap("sum(impact.hosts) <= 3"), ["AP3007 «sum(impact.hosts) <= 3»"]],
    [cap("impact.hosts <= 3 per 1h"), ["AP3007 «impact.hosts <= 3 per 1h»"]],
    [cap("600 per 1h"), ["AP3007 «600 per 1h»"]],
    [cap("hosts: impact.hosts <= 3"), []],
    [cap("hosts: impact.hosts <= 3, limit hosts: impact.share <= 5%"), ["AP2002 «hosts»"]],
    ["throttle t on * { limit a: 3 per 1h, limit 4 per 1h, limit a: 5 per 1d }", ["AP2002 «a»"]],
    [cap("sum(impact.hosts) <= 3 per 0s"), ["AP2085 «0s»"]],
    [cap("sum(impact.hosts) <= 3 per 60"), ["AP2056 «60»"]],
    [cap("sum(impact.hosts) <= 3 per 1h by context.ticket"), ["AP2020 «context.ticket»"]],
    [cap("sum(impact.hosts) <= 3 per 1h by context.tags"), ["AP2020 «context.tags»"]],
    [cap("sum(impact.hosts) <= 3 per 1h by impact.hosts"), ["AP2020 «impact.hosts»"]],
    [cap("sum(impact.hosts) <= 3 per 1h by agnt.id"), ["AP2001 «agnt.id»"]],
    [cap("sum(impact.hosts) <= 3 per 1h by args.path"), ["AP2001 «path»"]],
    ["throttle t on * { limit 3 per 1h by args.path }", ["AP2062 «path»"]],
    ["throttle t on files.read { limit impact.hosts <= 3 }", ["AP3007 «impact.hosts <= 3»"]],
    ["throttle t on files.read { limit -1 per 1h }", ["AP3010 «-1»"]],
    ["throttle t on files.read { limit 1.5 per 1h }", ["AP2050 «1.5»"]],
    ["action a.b() { }\nthrottle t on a.b { limit 3 per 1h by action.effect }", ["AP2020 «action.effect»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("boundary", () => {
  const before =
    'action http.get(url: url) { reaches url }\nzone near = ["*.near.example", "10.2.0.0/16"]\nzone lan = "10.0.0.0/8"\n';

  it("works zones in", () => {
    const rule = last(
      `${before}boundary b on http.get { reach [near, "API.example:443"], deny [lan, "fd00::/8", metadata], else block }`,
    );
    if (rule?.form !== "boundary" || rule.reach === "any") throw new Error("no list of patterns");
    expect(rule.reach.map(({ text }) => text)).toEqual(["*.near.example", "10.2.0.0/16", "api.example:443"]);
    const denied = rule.deny.map(({ text }) => text);
    expect(denied.slice(0, 2)).toEqual(["10.0.0.0/8", "fd00::/8"]);
    expect(denied).toContain("169.254.169.254/32");
    expect(last(`${before}boundary b on http.get { reach any, deny private, else block }`)).toMatchObject({
      reach: "any",
    });
  });

  it.each<[string, readonly string[]]>([
    ["boundary b on http.get { reach naer, else block }", ["AP2001 «naer»"]],
    ['boundary b on http.get { reach "a b", else block }', ['AP2015 «"a b"»']],
    ["boundary b on http.get { reach any, deny near, else block }", ["AP3011 «near»"]],
    ["boundary b on http.get { reach any, deny privat, else block }", ["AP2001 «privat»"]],
    ['boundary b on http.get { reach any, deny "10.0.0.0/33", else block }', ['AP2015 «"10.0.0.0/33"»']],
    ["boundary b on files.* { reach any, else block }", ["AP3020 «files.*»"]],
    ["boundary b on * { reach any, else block }", []],
  ])("%s", (text, expected) => {
    const found = problemsOf(before + text).filter((line) => !line.startsWith("AP3006"));
    expect(found).toEqual(expected);
  });
});

describe("drift", () => {
  const before = "action db.migrate(s: sql) { migrates s }\n";
  const files = { "x.sql": "CREATE TABLE t (id int)", "x.json": "{}", "bad.json": "[]" };
  const CONFIG = "action cfg.set(s: string) { migrates s }\n";

  it("brings its baseline along", () => {
    const text = `${before}drift d on db.migrate { baseline "x.sql", permit [add_table, add_index], else block }`;
    expect(last(text, files)).toMatchObject({
      baseline: { path: "x.sql", language: "sql", text: "CREATE TABLE t (id int)" },
      permit: ["add_table", "add_index"],
    });
  });

  it.each<[string, readonly string[]]>([
    ['drift d on db.migrate { baseline "y.sql", else block }', ['AP2003 «"y.sql"»']],
    ['drift d on db.migrate { baseline "../x.sql", else block }', ['AP2005 «"../x.sql"»']],
    ['drift d on db.migrate { baseline "x.json", else block }', ['AP3120 «"x.json"»']],
    ['drift d on db.migrate { baseline "x.sql", permit [widen], else block }', ["AP3121 «widen»"]],
    [`${CONFIG}drift d on cfg.set { baseline "x.json", permit [add_property, widen], else block }`, []],
    [`${CONFIG}drift d on cfg.set { baseline "x.sql", else block }`, ['AP3120 «"x.sql"»']],
    [`${CONFIG}drift d on cfg.set { baseline "bad.json", else block }`, ['AP2017 «"bad.json"»']],
    [
      `${CONFIG}drift d on cfg.set { baseline "x.json", permit drop_column, else block }`,
      ["AP3121 «drop_column»"],
    ],
    [`${CONFIG}drift d on cfg.set { baseline "x.json", permit wider, else block }`, ["AP2001 «wider»"]],
    ['drift d on db.migrate { baseline "x.sql", permit [add_tabel], else block }', ["AP2001 «add_tabel»"]],
    ['drift d on db.migrate { baseline "x.sql", permit [other, other], else block }', ["AP2002 «other»"]],
    ['drift d on files.read { baseline "x.sql", else block }', ["AP3020 «files.read»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(before + text, files)).toEqual(expected);
  });
});

describe("grant", () => {
  const before = 'sandbox box { read "/srv" }\nsandbox mask { hide "/etc" }\n';
  const grant = (clauses: string): string =>
    `${before}grant g on files.read { inside box, scope agent.id, expires 1h, else block, ${clauses} }`;

  it("knows its scope, its life and what revokes it", () => {
    expect(last(grant("revoke when outcome == failed, revoke when context.env == prod"))).toMatchObject({
      box: { name: "box" },
      scope: ["agent.id"],
      expires: 3_600_000,
      revoke: { kind: "or", left: { kind: "compare" }, right: { kind: "compare" } },
      else: { verdict: "block", reason: "the grant has ended of shop.g" },
    });
  });

  it.each<[string, readonly string[]]>([
    ["grant g on files.read { inside mask, scope action.name, expires 1h, else block }", ["AP3013 «mask»"]],
    ["grant g on files.read { inside bix, scope action.name, expires 1h, else block }", ["AP2001 «bix»"]],
    ["grant g on files.read { inside box, scope action.name, expires 0h, else block }", ["AP2085 «0h»"]],
    [
      "grant g on files.read { inside box, scope context.ticket, expires 1h, else block }",
      ["AP2020 «context.ticket»", "AP3014 «context.ticket»"],
    ],
    [
      "grant g on files.read { inside box, scope [args.path, agent.id, context.env], expires 1h, else block }",
      ["AP3014 «agent.id»"],
    ],
    [
      "grant g on files.read { inside box, scope action.name, expires 1h, revoke when outcom == failed, else block }",
      ["AP2001 «outcom»"],
    ],
    [
      "grant g on files.read { inside box, scope action.name, expires 1h, revoke when outcome == faild, else block }",
      ["AP2051 «faild»"],
    ],
  ])("%s", (text, expected) => {
    const found = problemsOf(before + text).filter((line) => !line.startsWith("AP3006"));
    expect(found).toEqual(expected);
  });
});

describe("redact", () => {
  const redact = (clause: string): string => `redact r on payments.send { ${clause} }`;

  it("knows what becomes of which field", () => {
    expect(
      last(
        redact(
          "mask args.to matching [email, iban, email], mask args.list matching email, hash args.to, drop args.memo, mask result",
        ),
      ),
    ).toMatchObject({
      redactions: [
        { op: "mask", target: "args.to", detectors: ["email", "iban"] },
        { op: "mask", target: "args.list", detectors: ["email"] },
        { op: "hash", target: "args.to", detectors: [] },
        { op: "drop", target: "args.memo" },
        { op: "mask-all", target: "result", detectors: [] },
      ],
      reason: "redacted by shop.r",
    });
  });

  it.each<[string, readonly string[]]>([
    [redact("drop args.to"), ["AP3012 «args.to»"]],
    [redact("drop result"), ["AP3012 «result»"]],
    [redact("mask args.too"), ["AP2001 «too»"]],
    [redact("mask agent.id"), ["AP3021 «agent.id»"]],
    [redact("mask args, hash args, mask args matching email"), []],
    [redact("drop args"), ["AP3012 «args»"]],
    [redact("mask result.body"), ["AP2150 «result.body»"]],
    [redact("mask args.amount matching email"), ["AP3024 «args.amount»"]],
    [redact("mask args.amount"), []],
    [redact("mask args.to matching [emial]"), ["AP2001 «emial»"]],
    [redact("clamp args.amount to 3 USD"), []],
    [redact("clamp args.amount to 3 EUR"), ["AP2053 «3 EUR»"]],
    [redact("clamp args.amount to 3"), ["AP2056 «3»"]],
    [redact("clamp args.amount to args.amount"), ["AP2084 «args.amount»"]],
    [redact("clamp args.to to 3"), ["AP3171 «args.to»"]],
    [redact("clamp args.list to 3"), ["AP3171 «args.list»"]],
    [redact("clamp args to 3"), ["AP3171 «args»"]],
    [redact("clamp result to 3"), ["AP3171 «result»"]],
    [redact("clamp args.amount"), ["AP3172 «clamp args.amount»"]],
    [redact('clamp args.amount as "x" to 3 USD'), ['AP3172 «"x"»']],
    [redact("mask args.to to 3"), ["AP3172 «3»"]],
    [redact("drop args.memo matching email"), ["AP3172 «email»"]],
    [redact('hash args.to as "x"'), ['AP3172 «"x"»']],
    [redact('mask args.to as "x", mask result as "[R]", mask args.to matching email as "[E]"'), []],
    [redact('mask args.to matching email as "a@b.example"'), ['AP3170 «"a@b.example"»']],
    [redact('mask args.to as "a@b.example"'), []],
    ["redact r on * { mask args.to }", ["AP2062 «to»"]],
    ['detector key = "x"\nredact r on payments.send { mask args.to matching [key] }', []],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("kill switches", () => {
  it.each<[string, readonly string[]]>([
    ["killswitch k { scope [all, agent.id, action.name, action.effect], need 1 of owners }", []],
    ["killswitch k { scope args.path }", ["AP3015 «args.path»"]],
    ["killswitch k { scope context.ticket }", ["AP2020 «context.ticket»"]],
    ["killswitch k { scope action.reversible }", ["AP2020 «action.reversible»"]],
    ["killswitch k { scope agent.nme }", ["AP2001 «nme»"]],
    ["killswitch k { scope all, need 3 of owners }", ["AP3008 «3»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("know their scopes and what lifting takes", () => {
    const { killswitches } = programOf(
      `${SHOP}killswitch k { scope [agent.role, all, all], need 1 of owners }`,
    );
    expect(killswitches).toMatchObject([
      { name: "shop.k", scope: ["agent.role", "all"], needs: [{ count: 1, acknowledging: false }] },
    ]);
  });
});

describe("asserts", () => {
  it.each<[string, readonly string[]]>([
    ["assert a on files.read { when not approved(asks), expect at least escalate }", []],
    ["assert a on files.read { when not approved(shop.asks), expect escalate }", []],
    ["assert a on files.read { when not approved(aks), expect at most escalate }", ["AP2001 «aks»"]],
    [
      "rule plain on files.read { block }\nassert a on files.read { when approved(plain), expect block }",
      ["AP2001 «plain»"],
    ],
    ["assert a on files.read { expect at least blok }", ["AP2001 «blok»"]],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe("warnings about a rule", () => {
  it.each<[string, readonly string[]]>([
    [
      "rule r on files.read { when has impact.hosts and impact.hosts > 3, block }",
      ["AP3023 «has impact.hosts»"],
    ],
    [
      "rule r on files.read { when has impact.hosts, when impact.hosts > 3, block }",
      ["AP3023 «has impact.hosts»"],
    ],
    [
      "rule r on files.read { unless not has impact.hosts or impact.hosts < 3, block }",
      ["AP3023 «has impact.hosts»"],
    ],
    ["rule r on files.read { when has impact.hosts and impact.hosts < 3, allow }", []],
    ["rule r on files.read { when not has impact.hosts or impact.hosts > 3, block }", []],
    [
      "quorum q on files.read { when has impact.hosts, need 1 of owners, else block }",
      ["AP3023 «has impact.hosts»"],
    ],
    [
      'action s.x(c: command) { runs c }\nrule r on s.x { when args.c runs "ls", allow }',
      ['AP3022 «args.c runs "ls"»'],
    ],
    ['action s.x(c: command) { runs c }\nrule r on s.x { when args.c runs "ls", block }', []],
    ['action s.x(c: command) { runs c }\nrule r on s.x { unless args.c runs "rm", allow }', []],
    [
      'action s.x(c: command) { runs c }\nlet lists = not (not (args.c runs "ls"))\nrule r on s.x { when lists, allow }',
      ['AP3022 «args.c runs "ls"»'],
    ],
  ])("%s", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it("an owner that is not declared draws one, where people are needed", () => {
    const ownerless = (rest: string): readonly string[] =>
      checkFiles({
        "main.agentpol": `policy p { }
          agent { id: string }
          action a.b() { }
          group g = ["x@corp.example", "y@corp.example"]
          ${rest}`,
      }).diagnostics.map(({ code }) => code);
    expect(
      ownerless(
        "quorum q on a.b { need 1 of g, else block }\nreversibility r on a.b { need 1 of g, else block }",
      ),
    ).toEqual(["AP3027"]);
    expect(ownerless("rule r on a.b { escalate to g }")).toEqual([]);
    expect(ownerless("killswitch k { scope all, need 1 of g }")).toEqual([]);
  });
});
