// Expressions that are right, and their types.

import { describe, expect, it } from "vitest";
import { elaborate } from "../../../../compiler/types/elaborate/index.js";
import { showType } from "../../../../compiler/types/show-type.js";
import { ruleWith } from "./declarations.js";
import { environmentOf, formsOf, worldOf } from "./harness.js";

/** The type of an expression that draws no diagnostic, not even a warning. */
function typeOf(source: string, selector?: string): string {
  const world = worldOf(ruleWith(source, selector));
  const rule = formsOf(world).find((form) => form.form === "rule")!;
  const when = rule.clauses.find((clause) => clause.kind === "when")!;
  const typed = elaborate(when.expr, environmentOf(world, rule, "restricting"));
  expect(world.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  return showType(typed.type);
}

describe("expressions over a payment", () => {
  it.each([
    // Names and literals.
    ["true", "bool"],
    ["42", "int"],
    ["0.25", "decimal"],
    ["5%", "percent"],
    ["10_000 USD", "money(USD)"],
    ["1.5h", "duration"],
    ["64KiB", "bytes"],
    ['time("2026-12-24T00:00:00Z")', "time"],
    ["now", "time"],
    ['"é"', "string"],
    ["[1, 2.5]", "list<decimal>"],
    ["agent.role", "clerk | lead | researcher"],
    ["agent.zone", "zone"],
    ["context.limits.low", "int"],
    ["action.name", "action.name"],
    ["action.effect", "effect"],
    ["action.reversible", "bool"],
    ["approved", "set<string>"],
    ["big", "money(USD)"],
    ["staging", "zone"],
    // Comparisons.
    ["args.amount >= 10_000 USD", "bool"],
    ["args.amount > big", "bool"],
    ["big < args.amount", "bool"],
    ["context.env == prod", "bool"],
    ["prod == context.env", "bool"],
    ["agent.zone != staging", "bool"],
    ["agent.trust <= 5%", "bool"],
    ["args.count < 2.5", "bool"],
    ["context.rate >= 1", "bool"],
    ["context.rate == args.count", "bool"],
    ["-1 < args.count", "bool"],
    ["agent.born < now - 30d", "bool"],
    ['agent.born < time("2026-01-01T00:00:00Z")', "bool"],
    ["context.idle > 90s", "bool"],
    ["context.quota < 2GiB", "bool"],
    ['context.home == "/home/ann"', "bool"],
    ['context.ip == "0x7f.1"', "bool"],
    ['context.peer == "API.corp.example."', "bool"],
    ['action.name == "payments.send"', "bool"],
    ["action.name == payments.send", "bool"],
    ["action.effect == write", "bool"],
    ["context.risky == true", "bool"],
    ['agent.groups == ["a", "b"]', "bool"],
    ["context.env == context.env", "bool"],
    // Membership.
    ["agent.role in [clerk, lead]", "bool"],
    ["args.counterparty not in approved", "bool"],
    ['"admins" in agent.groups', "bool"],
    ["clerk in context.roles", "bool"],
    ["args.count in 1..5", "bool"],
    ["args.count in 0.5..2", "bool"],
    ["args.amount in 1 USD..big", "bool"],
    ['context.ip in "10.0.0.0/8"', "bool"],
    ["context.ip in context.net", "bool"],
    ['context.ip in ["10.0.0.0/8", "192.168.0.0/16"]', "bool"],
    ['context.ip in ["10.0.0.1", "::1"]', "bool"],
    ["any net in nets: context.ip in net", "bool"],
    ["args.count in ports", "bool"],
    ["context.home in paths", "bool"],
    ['action.name in ["payments.send", "payments.refund"]', "bool"],
    // Patterns.
    ['args.counterparty like "Acme*"', "bool"],
    ['args.counterparty not like ["Acme*", "*GmbH"]', "bool"],
    ['context.home like "/home/**"', "bool"],
    ['context.peer like ["*.corp.example", "10.0.0.0/8"]', "bool"],
    ['args.counterparty matches "^[A-Z]{2}[0-9]+$"', "bool"],
    ['lower(args.counterparty) == "acme"', "bool"],
    ['lower(context.home) like "/home/**"', "bool"],
    ['action.name like "payments.*"', "bool"],
    // Arithmetic.
    ["args.amount + 5 USD", "money(USD)"],
    ["2 * args.amount", "money(USD)"],
    ["args.amount * 1.5", "money(USD)"],
    ["5% * args.amount", "money(USD)"],
    ["5% * args.count", "decimal"],
    ["args.count * 2", "int"],
    ["args.count + 0.5", "decimal"],
    ["-args.count", "int"],
    ["now - agent.born", "duration"],
    ["now + 2 * context.idle", "time"],
    ["context.quota - 1MiB", "bytes"],
    ["1 + 2 * 3", "int"],
    // Presence.
    ['has context.ticket and context.ticket like "OPS-*"', "bool"],
    ['not has context.ticket or context.ticket like "OPS-*"', "bool"],
    ["ticketed", "bool"],
    ["has context.ticket and ticket_like", "bool"],
    ['has context.user and context.user.id == "u"', "bool"],
    ['has context.user.mail and context.user.id == "u" and context.user.mail like "*@x"', "bool"],
    ["has impact.cost and impact.cost > args.amount", "bool"],
    ["any peer in context.peers: has peer.port and peer.port == 22", "bool"],
    ['all peer in context.peers: peer.name like "*.internal"', "bool"],
    ["has args.memo and length(args.memo) > 100", "bool"],
    ["not (not has args.memo or context.risky) and length(args.memo) > 3", "bool"],
    ["has context.user and named(context.user)", "bool"],
    // Functions and lets.
    ["size(agent.groups) + size(approved)", "int"],
    [
      'any link in context.links: host(link) like "*.corp.example" and port(link) == 443 and scheme(link) == "https"',
      "bool",
    ],
    ['hour(now, "UTC") in 9..17', "bool"],
    ['weekday(now, "Europe/Berlin") in [mon, tue]', "bool"],
    ["night", "bool"],
    ["risky(args.amount)", "bool"],
    ["not risky(args.amount + 5 USD) and not night", "bool"],
    // History.
    ["formerly(files.read)", "bool"],
    ['formerly(files.* where args.path like "**/secrets/**", within 8h, by agent.session)', "bool"],
    ["count(payments.send, within 1h, by [agent.id, args.counterparty]) >= 10", "bool"],
    ["count(payments.*)", "int"],
    ["count(payments.* where outcome == failed) > 3", "bool"],
    ["distinct(outcome, payments.*, by agent.id)", "int"],
    ["count(attempts payments.* where verdict == block, within 1h, by agent.id)", "int"],
    ["count(attempts payments.* where verdict in [block, escalate] or args.amount > 5 USD) > 3", "bool"],
    ["formerly(attempts *, since files.read)", "bool"],
    ["count(payments.send, since files.read, by agent.id) >= 10", "bool"],
    ["count(payments.send, since payments.refund, by args.counterparty) >= 10", "bool"],
    [
      "formerly(payments.send, by [agent.id, args.counterparty = agent.id, agent.id = args.counterparty])",
      "bool",
    ],
    ["formerly(files.read, by [args.path = context.home])", "bool"],
    ["sum(args.amount, payments.*, within 1d)", "money(USD)"],
    ["sum(impact.share, *)", "percent"],
    ["distinct(args.counterparty, payments.*, by agent.id)", "int"],
    ["distinct(action.name, *, within 5m) > 3", "bool"],
    ["sum(args.amount, payments.send where args.counterparty in approved) + args.amount > 10 USD", "bool"],
  ])("%s : %s", (source, type) => {
    expect(typeOf(source)).toBe(type);
  });
});

describe("expressions over other actions", () => {
  it.each([
    ['args.command runs ["rm", "git push", "curl ... | sh"]', "shell.exec", "bool"],
    ['has args.cwd and args.cwd like "/srv/**"', "shell.exec", "bool"],
    ['host(args.url) in ["packages.corp.example"] and args.method == "GET"', "http.fetch", "bool"],
    ['args.path like ["**/.env", "/etc/**"]', "files.*", "bool"],
    ['args.counterparty == "x"', "payments.*", "string"],
    ["has args.memo and size([args.memo]) == 1", "payments.*", "bool"],
    ["has action.effect and action.effect == read", "files.*", "bool"],
  ])("%s on %s", (source, selector) => {
    expect(typeOf(source, selector)).toBe("bool");
  });
});
