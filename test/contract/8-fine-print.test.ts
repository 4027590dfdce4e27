// Section 8 of the contract: fine print.

import { describe, expect, it } from "vitest";
import { parseJson } from "../../runtime/decide/json.js";
import { preludeFor } from "../docs/prelude.js";
import { codes, deciding, holds, request, told } from "../support/contract.js";

const MENU = "rule menu on * { allow }\n";
const SEARCH = (text = "x"): string => `action search.query(text: "${text}") expect`;
const on = (condition: string, verdict = "allow"): string =>
  `rule r on search.query { when ${condition}, ${verdict} }`;

describe("syntax", () => {
  it("the words that begin a form's clauses are never bare operands, so a missing operand is reported where it is missing", () => {
    const text = 'rule r on search.query { when args.text == code "C", allow }';
    expect(codes(text)).toEqual(["AP1001"]);
    expect(told("rule r on search.query { when agent.role == , allow }")[0]).toMatch(/^AP1001/u);
  });

  it("inside `( )` and `[ ]`, after a dot and as names they are free, and a `let` may not be named like one", () => {
    const world = "type Kind = code | data\naction a.b(code: Kind, when: Kind) {}\n";
    expect(
      codes(`${world}rule r on a.b { when args.code == (code) and args.when in [code, data], allow }`),
    ).toEqual([]);
    expect(codes("let code = true\nrule r on search.query { when (code), allow }")).toContain("AP1022");
  });

  it.each([
    ["args.amount > 5 USD", []],
    ["args.amount > 5 usd", ["AP1001"]],
    ["args.amount > 5USD", ["AP1015"]],
  ])("a currency is three capitals right after a number: %s", (condition, expected) => {
    expect(codes(`rule r on payments.send { when ${condition}, block }`)).toEqual(expected);
  });

  it.each([
    "limit impact.traffic <= 5 %",
    "limit sum(impact.hosts) <= 5 per 1hour",
    "limit sum(impact.hosts) <= 5 per 30 m",
  ])("a number and its suffix are one word: %s", (limit) => {
    expect(codes(`cap c on search.query { ${limit}, else block }`)[0]).toMatch(/^AP10/u);
  });

  it("commas between record fields are required", () => {
    expect(codes("action a.b(r: { a: int, b: int }) {}")).toEqual([]);
    expect(codes("action a.b(r: { a: int b: int }) {}")).toEqual(["AP1008"]);
  });

  it("an enum may begin with `|`, an action name may be one word, no rule is named `default`", () => {
    expect(codes("type E =\n  | one\n  | two\naction search(e: E) {}\nrule r on search { allow }")).toEqual(
      [],
    );
    expect(codes("rule default on search.query { allow }")).toEqual(["AP2007"]);
  });

  it("nesting deeper than 100 and files over 4 MiB are refused with one diagnostic, before parsing", () => {
    const nested = (depth: number): string => on(`${"(".repeat(depth)}true${")".repeat(depth)}`);
    expect(codes(nested(90))).toEqual([]);
    expect(codes(nested(5000))).toEqual(["AP1018"]);
    expect(codes(`// ${"x".repeat(4 * 1024 * 1024)}\n`)).toEqual(["AP1019"]);
  });
});

describe("a floor", () => {
  const FLOOR = "policy org { default allow }\n";
  const files = (text: string): Readonly<Record<string, string>> => ({
    "org.agentpol": FLOOR + preludeFor(FLOOR + text) + text,
  });
  const policy = (text: string): string => `policy p { default allow, floor "./org.agentpol" }\n${text}`;

  it("of equal verdicts the policy's own rule is named", () =>
    holds(
      policy("rule mine on search.query { block }"),
      `${SEARCH()} block by mine`,
      files("rule theirs on search.query { block }"),
    ));

  it("has state of its own, taken only if both permit", async () => {
    const floor = files("throttle theirs on search.query { limit 1 per 1h }");
    const held = policy("rule mine on search.query { when context.env == prod, escalate to treasury }");
    const prod = 'context { env: prod, task: "t" }';
    await holds(
      held,
      `${prod} ${SEARCH()} escalate times 3 context { env: dev, task: "t" } expect allow expect throttle by org.theirs`,
      floor,
    );
  });

  it("an approval counts in both", () =>
    holds(
      policy("rule mine on search.query { escalate to treasury }"),
      `${SEARCH()} escalate approve by "ana@corp.example" expect allow expect escalate`,
      files("rule theirs on search.query { escalate to treasury }"),
    ));

  it("what it declares for requests must agree with the policy's", () => {
    expect(codes(policy(""), files(""))).toEqual([]);
    expect(codes(policy(""), files("agent { id: int, role: clerk | lead, session: string }"))).toContain(
      "AP3063",
    );
    expect(codes(policy(""), files("action search.query(text: int) {}"))).toContain("AP3066");
    expect(codes(policy("action new.one() {}"), files(""))).toContain("AP3064");
  });
});

describe("requests", () => {
  it("an undeclared action is `request.invalid`", () =>
    holds(MENU, 'action no.such() expect block code "request.invalid"'));

  it("`null` is invalid, not absent", async () => {
    const ticket = (value: string): string => `context { env: dev, task: "t"${value} } ${SEARCH()}`;
    await holds(
      MENU,
      `${ticket("")} allow ${ticket(', ticket: "T"')} allow ${ticket(", ticket: null")} block code "request.invalid"`,
    );
  });

  it("duplicate JSON keys are invalid", () => {
    expect(parseJson('{ "a": 1, "b": { "a": 1 } }')).toMatchObject({ ok: true });
    expect(parseJson('{ "a": 1, "a": 1 }')).toMatchObject({ ok: false });
    expect(parseJson('{ "b": { "a": 1, "\\u0061": 2 } }')).toMatchObject({ ok: false });
  });

  it("strings are NFC-normalised, then compared", async () => {
    await holds(on('args.text == "\u00e9"'), `${SEARCH("e\u0301")} allow ${SEARCH("e")} block`);
    await holds(on('args.text == "e\u0301"'), `${SEARCH("\u00e9")} allow`);
    await holds(on('args.text like "\u00e9*"'), `${SEARCH("e\u0301x")} allow`);
    await holds(on('args.text matches "^\u00e9$"'), `${SEARCH("e\u0301")} allow`);
  });
});

describe("names", () => {
  it("an enum has two members or more", () => {
    expect(codes("type E = one\naction a.b(e: E) {}")).not.toEqual([]);
    expect(codes("action a.b(e: one | two) {}")).toEqual([]);
  });

  it("where the other side has an enum type, its member wins over a `let`, with a warning", async () => {
    const policy = `let clerk = true\n${on("agent.role == clerk and clerk")}`;
    expect(codes(policy)).toEqual(["AP2073"]);
    await holds(policy, `${SEARCH()} allow`);
  });

  it("rules are named `POLICY.RULE`, or `STEM.RULE`, non-letters as `_`; two alike: an error; bare in its own file", async () => {
    const rule = "rule r on search.query { block }";
    const { runtime } = await deciding(
      `policy pay {}\nimport "./org-base.2.agentpol"\nrule s on search.query { block }`,
      { "org-base.2.agentpol": rule },
    );
    const { matched } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(matched.map(({ rule: name }) => name)).toEqual(["org_base_2.r", "pay.s", "default"]);
    const alike = { "a-b.agentpol": rule, "a_b.agentpol": rule };
    expect(codes('import "./a-b.agentpol"\nimport "./a_b.agentpol"', alike)).toContain("AP2006");
    await holds(`import "./lib.agentpol"\n${MENU}`, `${SEARCH()} block by lib.r`, { "lib.agentpol": rule });
    await holds(rule, `${SEARCH()} block by r`);
  });

  it("a file joins once", async () => {
    const files = {
      "a.agentpol": 'import "./b.agentpol"\nrule a on search.query { block }',
      "b.agentpol": "rule b on search.query { block }",
    };
    const { runtime } = await deciding(
      'import "./b.agentpol"\nimport "./a.agentpol"\nimport "./b.agentpol"',
      files,
    );
    const { matched } = await runtime.attempt(request("search.query", { text: "x" }));
    expect(matched.map(({ rule }) => rule)).toEqual(["b.b", "a.a", "default"]);
  });
});

describe("presence: what `has p` proves", () => {
  const T = 'context.ticket == "T"';
  const H = "has context.ticket";
  const OTHER = "agent.role == lead";
  it.each<[string, boolean]>([
    [`${H} and ${T}`, true],
    [`${T} and ${H}`, false],
    [`not ${H} or ${T}`, true],
    [`${H} or ${T}`, false],
    [`not not ${H} and ${T}`, true],
    [`(${H} and ${OTHER}) and ${T}`, true],
    [`(${H} or ${OTHER}) and ${T}`, false],
    [`not (${H} and ${OTHER}) or ${T}`, true],
    [`not (${H} or ${OTHER}) or ${T}`, false],
    [`not (not ${H} or ${OTHER}) and ${T}`, true],
    [`not (not ${H} and ${OTHER}) and ${T}`, false],
    [`not_missing and ${T}`, true],
    [`not not_missing or ${T}`, true],
    [`not_missing or ${T}`, false],
    [`is_t`, false],
    [`${H} and is_t`, true],
  ])("%s: %s", (condition, fine) => {
    const lets = `let not_missing = ${H}\nlet is_t = ${T}\n`;
    expect(codes(lets + on(condition)).filter((code) => code !== "AP3006")).toEqual(fine ? [] : ["AP2059"]);
  });

  it("later clauses are read under the earlier `when`s", () => {
    expect(codes(`rule r on search.query { when ${H}, when ${T}, allow }`)).toEqual([]);
    expect(codes(`rule r on search.query { when ${T}, when ${H}, allow }`)).toEqual(["AP2059"]);
    expect(codes(`rule r on search.query { unless not ${H}, when ${T}, allow }`)).toEqual([]);
    expect(codes(`rule r on search.query { unless ${H}, when ${T}, allow }`)).toEqual(["AP2059"]);
  });

  it("`args.x` over several actions is optional in all where it is in any", () => {
    const world = "action a.one(x: int) {}\naction a.two(x?: int) {}\n";
    expect(codes(`${world}rule r on a.one { when args.x == 1, allow }`)).toEqual([]);
    expect(codes(`${world}rule r on a.* { when args.x == 1, allow }`)).toEqual(["AP2059"]);
    expect(codes(`${world}rule r on a.* { when has args.x and args.x == 1, allow }`)).toEqual([]);
  });
});

describe("arithmetic", () => {
  it("is exact; percent × money is money", async () => {
    const pay = (amount: string, verdict: string): string =>
      `action payments.send(to: "x", amount: ${amount} USD) expect ${verdict}\n`;
    const policy = "rule r on payments.send { when args.amount + 5% * args.amount == 105 USD, allow }";
    await holds(policy, pay("100", "allow") + pay("100.0001", "block"));
    await holds("rule r on payments.send { when args.amount * 3 == 0.3 USD, allow }", pay("0.1", "allow"));
  });

  it("overflow of the range is `decision.fault`", async () => {
    const policy = "action a.b(n: int) {}\nrule r on a.b { when args.n * args.n > 0, allow }";
    await holds(
      policy,
      'action a.b(n: 9007199254740991) expect block by on_error code "decision.fault" action a.b(n: 94906265) expect allow',
    );
  });

  it("comparing two literals, or strings by `<`, is a type error", () => {
    expect(codes(on("5 == 5"))).toEqual(["AP2055"]);
    expect(codes(on('args.text < "m"'))).toEqual(["AP2054"]);
  });
});

describe("patterns", () => {
  it("`like` respects case; `like [a, b]` and `like DATA` are any of", async () => {
    await holds(on('args.text like "A*"'), `${SEARCH("Ab")} allow ${SEARCH("ab")} block`);
    await holds(
      on('args.text like ["a*", "*z"]'),
      `${SEARCH("ab")} allow ${SEARCH("bz")} allow ${SEARCH("b")} block`,
    );
    const data = `data d: set<string> from "d.txt"\n${on("args.text like d")}`;
    await holds(data, `${SEARCH("ab")} allow ${SEARCH("bz")} allow ${SEARCH("b")} block`, {
      "d.txt": "a*\n*z\n",
    });
  });

  it("`lower` keeps the type path", async () => {
    const rule = (condition: string): string => `rule r on files.read { when ${condition}, allow }`;
    await holds(
      rule('lower(args.path) like "/srv/**"'),
      'action files.read(path: "/SRV/a/b") expect allow action files.read(path: "/x") expect block',
    );
    expect(codes(rule('lower(args.path) like "srv/**"'))).toEqual(["AP2057"]);
  });

  it("`*.x` covers deeper names, not `x`; a pattern without a port covers every port, with one never a bare host", async () => {
    const policy = (pattern: string): string =>
      `action tcp.open(h: host) { reaches h }\n${MENU}boundary b on tcp.open, http.fetch { reach "${pattern}", else block }`;
    const tcp = (host: string, verdict: string): string =>
      `action tcp.open(h: "${host}") expect ${verdict}\n`;
    const get = (url: string, verdict: string): string =>
      `action http.fetch(url: "${url}") expect ${verdict}\n`;
    await holds(
      policy("*.x.example"),
      tcp("a.x.example", "allow") + tcp("a.b.x.example", "allow") + tcp("x.example", "block"),
    );
    await holds(policy("x.example"), tcp("x.example", "allow") + get("https://x.example:8443/", "allow"));
    await holds(
      policy("x.example:443"),
      tcp("x.example", "block") +
        get("https://x.example/", "allow") +
        get("https://x.example:8443/", "block"),
    );
  });
});

describe("URLs", () => {
  it.each([
    "https://u@x.example/",
    "https://u:p@x.example/",
    "https:\\\\\\\\x.example",
    "https://x.example/a b",
    "https://x.256/",
  ])(
    "with user information, backslashes or blanks, or a name that ends in a number and is no address, are invalid: %s",
    (url) => holds(MENU, `action http.fetch(url: "${url}") expect block code "request.invalid"`),
  );

  it("a trailing dot is dropped", () =>
    holds(
      'rule r on http.fetch { when host(args.url) == "x.example", allow }',
      'action http.fetch(url: "https://x.example./") expect allow',
    ));

  it("all of an action's `reaches` arguments must fit; an absent optional one reaches nothing", async () => {
    const policy = `action tcp.pipe(from: host, to: host, via?: host) { reaches from, reaches to, reaches via }\n${MENU}
boundary b on tcp.pipe { reach "*.x.example", else block }`;
    const pipe = (args: string, verdict: string): string => `action tcp.pipe(${args}) expect ${verdict}\n`;
    const both = 'from: "a.x.example", to: "b.x.example"';
    await holds(
      policy,
      pipe(both, "allow") +
        pipe(`${both}, via: "c.x.example"`, "allow") +
        pipe(`${both}, via: "other"`, "block"),
    );
    await holds(
      policy,
      pipe('from: "other", to: "b.x.example"', "block") + pipe('from: "a.x.example", to: "other"', "block"),
    );
  });
});

describe("keys", () => {
  it.each<[string, boolean]>([
    ["agent.id", true],
    ["context.task", true],
    ["action.name", true],
    ["action.effect", true],
    ["args.text", true],
    ["context.ticket", false],
    ["impact.hosts", false],
    ["action.reversible", false],
  ])("name required attributes, `action.name` or `action.effect`: %s", (key, fine) => {
    const errors = codes(`throttle t on search.query { limit 1 per 1h by ${key} }`);
    expect(errors).toEqual(fine ? [] : ["AP2020"]);
  });
});
