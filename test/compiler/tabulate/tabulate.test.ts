// Tables as people read them: what stands in which cell, and in which order rows come.

import { describe, expect, it } from "vitest";
import { tabulate } from "../../../compiler/tabulate/tabulate.js";
import type { ActionView, RowView } from "../../../compiler/tabulate/view.js";
import type { TableFile } from "../../../runtime/table/format.js";
import { tableOfFiles } from "../../support/compiling.js";

const HEAD = `policy p { default block "no" }
agent { id: string, role: low < middle < high, team?: string, trusted: bool }
context { at: time, home: path }
impact { hosts?: int }
action act(n: int, price: money(USD), share: percent, wait: duration, size: bytes, ratio: decimal, text?: string, file: path, host: host, ip: ip, command: command) {
  reaches host
  runs command
  effect write
  reversible reported
}
action other(n: int) { effect read }
action mcp.*(...) { effect read }
data listed: set<string> from "listed.json"
group leads = ["ana@corp.example"]
let dear = args.price >= 10_000 USD
`;

function tableFrom(rules: string): TableFile {
  return tableOfFiles({ "p.agentpol": `${HEAD}${rules}`, "listed.json": `["a", "b"]` });
}

function said({ id, verdict, rule }: RowView): string {
  return `${String(id)} ${verdict} ${rule}`;
}

function viewOf(rules: string, action = "act"): ActionView {
  const found = tabulate(tableFrom(rules)).layers[0]?.tables.find(({ actions }) => actions.includes(action));
  if (found === undefined) throw new Error(`no table of ${action}`);
  return found;
}

/** The cells of the only rule, by their columns, and what stands in none. */
function cellsOf(condition: string, clause = "when"): unknown {
  const { columns, rows } = viewOf(`rule r on act { ${clause} ${condition}, block "x" }`);
  const [row] = rows;
  return {
    ...Object.fromEntries(columns.map((path, i) => [path, row?.cells[i]])),
    ...(row?.further.length ? { and: row.further } : {}),
  };
}

describe("a cell", () => {
  it.each([
    ["args.n == 12_000", { "args.n": "== 12_000" }],
    ["12 < args.n", { "args.n": "> 12" }],
    ["args.n != 1", { "args.n": "!= 1" }],
    ["args.n in 1..5", { "args.n": ">= 1 and <= 5" }],
    ["args.n in [1, 2]", { "args.n": "in [1, 2]" }],
    ["args.price > 10.5 USD", { "args.price": "> 10.5 USD" }],
    ["dear", { "args.price": ">= 10_000 USD" }],
    ["not dear", { "args.price": "< 10_000 USD" }],
    ["args.share <= 5%", { "args.share": "<= 5%" }],
    ["args.wait > 90m", { "args.wait": "> 90m" }],
    ["args.wait > 48h", { "args.wait": "> 2d" }],
    ["args.size >= 2GiB", { "args.size": ">= 2GiB" }],
    ["args.size >= 1000B", { "args.size": ">= 1KB" }],
    ["args.size >= 1001B", { "args.size": ">= 1001B" }],
    ["args.ratio < 0.25", { "args.ratio": "< 0.25" }],
    ['context.at < time("2026-01-01T00:00:00Z")', { "context.at": '< time("2026-01-01T00:00:00Z")' }],
    ["agent.role >= middle", { "agent.role": ">= middle" }],
    ["agent.role == low", { "agent.role": "== low" }],
    ["agent.role not in [low, high]", { "agent.role": "not in [low, high]" }],
    ["agent.trusted", { "agent.trusted": "true" }],
    ["not agent.trusted", { "agent.trusted": "false" }],
    ["has agent.team", { "agent.team": "present" }],
    ["not has agent.team", { "agent.team": "absent" }],
    ['has agent.team and agent.team == "x"', { "agent.team": 'present and == "x"' }],
    ["args.n < 1 or args.n > 5", { "args.n": "< 1 or > 5" }],
    ["not (args.n < 1 or args.n > 5)", { "args.n": ">= 1 and <= 5" }],
    ["(args.n < 1 or args.n > 5) and args.n != 9", { "args.n": "(< 1 or > 5) and != 9" }],
    ["has args.text and args.text in listed", { "args.text": "present and in listed" }],
    ['args.file like "/srv/**"', { "args.file": 'like "/srv/**"' }],
    ['args.host not like "*.corp.example"', { "args.host": 'not like "*.corp.example"' }],
    ['args.ip in "10.0.0.0/8"', { "args.ip": 'in "10.0.0.0/8"' }],
    ['args.command runs ["rm", "dd"]', { "args.command": 'runs ["rm", "dd"]' }],
    ["not action.reversible", { "action.reversible": "false" }],
    // Not about one attribute, or not about an attribute alone.
    ["args.n > 5 or agent.trusted", { and: ["args.n > 5 or agent.trusted"] }],
    ['hour(now, "UTC") >= 22', { and: ['hour(now, "UTC") >= 22'] }],
    ["args.file under context.home", { and: ["args.file under context.home"] }],
    // Each part of a chain by itself.
    ["args.n > 5 and agent.trusted", { "args.n": "> 5", "agent.trusted": "true" }],
  ])("%s", (condition, expected) => {
    expect(cellsOf(condition)).toEqual(expected);
  });

  it.each([
    ["args.n > 5", { "args.n": "<= 5" }],
    ['args.command runs ["rm"]', { "args.command": 'unless runs ["rm"]' }],
    ["args.n > 5 or agent.trusted", { and: ["unless args.n > 5 or agent.trusted"] }],
  ])("unless %s", (condition, expected) => {
    expect(cellsOf(condition, "unless")).toEqual(expected);
  });

  it("keeps the author's words where a condition is long", () => {
    const choice = Array.from({ length: 60 }, (_, i) => `args.n == ${String(2 * i)}`).join(" or ");
    expect(cellsOf(choice)).toEqual({ "args.n": choice });
  });
});

describe("rows", () => {
  const heads = ({ rows }: ActionView) => rows.map(({ verdict, rule }) => `${verdict} ${rule}`);
  const named = (view: ActionView, name: string): RowView => {
    const row = view.rows.find(({ rule }) => rule === `p.${name}`);
    if (row === undefined) throw new Error(name);
    return row;
  };

  it("come in the order in which they decide, the default last", () => {
    const view = viewOf(`
      rule a on act { allow }
      rule n on act { note "seen" }
      rule e on act { escalate to leads "e" }
      rule b2 on act { when args.n > 2, block "b2" }
      throttle t on act { limit 6 per 1h }
      rule b1 on act { when args.n > 1, block "b1" }`);
    expect(heads(view)).toEqual([
      ...["block p.b2", "block p.b1", "escalate p.e", "throttle p.t", "allow p.a", "note p.n"],
      "block default",
    ]);
    expect(view.rows.at(-1)?.further).toEqual(["no row above permits"]);
  });

  it("say of state what it is about", () => {
    const view = viewOf(`
      cap c on act { limit sum(args.price) <= 50 USD per 1d by agent.id, else block "c" }
      throttle t on act { limit burst: 6 per 90s by [agent.id, args.n] }
      quorum q on act { need 1 of leads, within 10m, else escalate to leads "q" }`);
    expect(named(view, "c").further).toEqual(["over sum(args.price) <= 50 USD per 1d by agent.id"]);
    expect(named(view, "t").further).toEqual(["burst: over 6 per 90s by [agent.id, args.n]"]);
    expect(named(view, "q").further).toEqual(["until approved by 1 of leads within 10m"]);
  });

  it("show an allow that waits for approval as one row that permits, and what it is then", () => {
    const view = viewOf(`rule r on act { allow once approved by leads }`);
    expect(view.rows.map(({ verdict, permits, rule }) => ({ verdict, permits, rule }))).toEqual([
      { verdict: "escalate", permits: true, rule: "p.r" },
      { verdict: "allow", permits: true, rule: "p.r" },
      { verdict: "block", permits: true, rule: "default" },
    ]);
  });

  it("say what they oblige to", () => {
    const view = viewOf(`
      killswitch stop { scope agent.id }
      rule b on act { block "b", code "B-1", notify "ops", trip stop agent.id for 30m }
      redact m on act { mask args.text matching [email], drop args.text }`);
    expect(named(view, "b").obligations).toEqual(["code B-1", "notify ops"]);
    // Whatever the rule says, and whatever is decided.
    expect(view.rows.find(({ verdict }) => verdict === "none")).toMatchObject({
      rule: "p.b",
      obligations: ["code B-1", "trip p.stop agent.id for 30m"],
    });
    expect(named(view, "m").obligations).toEqual(["mask args.text matching [email]", "drop args.text"]);
  });

  it("say which names of a wildcard they select", () => {
    const view = viewOf(`rule r on mcp.fs.* except mcp.fs.drop { allow }`, "mcp.*");
    expect(view.rows[0]?.further).toEqual(["action is mcp.fs.* except mcp.fs.drop"]);
  });

  it("stand in columns by how many ask", () => {
    const view = viewOf(`
      rule a on act { when agent.trusted, allow }
      rule b on act { when args.n > 1 and agent.trusted, block "b" }`);
    expect(view.columns).toEqual(["agent.trusted", "args.n"]);
    expect(view.rows.map(({ cells }) => cells)).toEqual([
      ["true", "> 1"],
      ["true", ""],
      ["", ""],
    ]);
  });
});

describe("tables", () => {
  it("are shared by actions of which the same is said, and numbered throughout", () => {
    const { layers } = tabulate(tableFrom(`rule r on act, other { allow }`));
    expect(layers[0]?.tables.map(({ actions }) => actions)).toEqual([["act", "other"], ["mcp.*"]]);
    expect(layers[0]?.tables.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([1, 2, 3]);
  });

  it("of floors stand by themselves, numbered on", () => {
    const floor = `policy org { default allow }
import "./actions.agentpol"
rule f on act { block "floor" }`;
    const own = `policy team { default block "no", floor "./org.agentpol" }
import "./actions.agentpol"
rule r on act { allow }`;
    const files = {
      "actions.agentpol": "agent { id: string }\naction act(n: int) { effect read }",
      "org.agentpol": floor,
      "p.agentpol": own,
    };
    const { layers } = tabulate(tableOfFiles(files));
    expect(layers.map(({ policy, tables }) => [policy, tables.map(({ rows }) => rows.map(said))])).toEqual([
      ["team", [["1 allow team.r", "2 block default"]]],
      ["org", [["3 block org.f", "4 allow default"]]],
    ]);
  });

  it("narrow to the actions that are wanted", () => {
    const { layers } = tabulate(tableFrom(`rule r on act { allow }`), (name) => name === "other");
    expect(layers[0]?.tables.map(({ actions }) => actions)).toEqual([["other"]]);
    expect(layers[0]?.declares).toEqual(["act", "other", "mcp.*"]);
  });
});
