// `boundary`: where an action that reaches something may reach.

import type { Cidr } from "../../../runtime/values/address.js";
import { parseCidr } from "../../../runtime/values/ip.js";
import type * as ast from "../../ast/ast.js";
import { diagnose } from "../../diagnostics/diagnose.js";
import { reportUnknown } from "../../names/table.js";
import type { RuleSymbol } from "../../names/symbols.js";
import { clauseOf } from "../clauses.js";
import type { Checker } from "../checker.js";
import type { RuleOf } from "../program.js";
import { readBase } from "../rule-base.js";
import { readReach } from "../zones.js";
import { DENIED_RANGES } from "./denied-ranges.js";
import { readElse } from "./otherwise.js";
import { warnOfNothingToJudge } from "./nothing-to-judge.js";

export function checkBoundary(checker: Checker, symbol: RuleSymbol): RuleOf<"boundary"> | undefined {
  const read = readBase(checker, symbol);
  if (read === undefined) return undefined;
  const { base } = read;
  warnOfNothingToJudge(checker, symbol, base.actions, "reaches");
  const reach = clauseOf(symbol.decl, "reach");
  const patterns = reach && readReach(checker, checker.zones, reach);
  const entries = clauseOf(symbol.decl, "deny")?.entries ?? [];
  const deny = distinctBlocks(entries.flatMap((entry) => readDenied(checker, entry)));
  const verdict = readElse(checker, symbol, base, "restricts");
  return patterns && verdict && { form: "boundary", ...base, reach: patterns, deny, else: verdict };
}

/** `private`, `metadata`, a block in quotes, or a zone of addresses. */
function readDenied(checker: Checker, entry: ast.Ident | ast.StringLit): readonly Cidr[] {
  if (entry.span.start === entry.span.end) return [];
  if (entry.kind === "ident") return DENIED_RANGES.get(entry.text) ?? deniedZone(checker, entry);
  return readBlock(checker, entry);
}

function readBlock({ report }: Checker, literal: ast.StringLit): readonly Cidr[] {
  const parsed = parseCidr(literal.value);
  if (parsed.ok) return [parsed.value];
  report(diagnose("AP2015", literal.span, { what: "address block", reason: parsed.reason }));
  return [];
}

/** `deny` speaks of addresses that a name resolves to, so a zone must be of addresses alone. */
function deniedZone(checker: Checker, name: ast.Ident): readonly Cidr[] {
  const { zones, symbols, use, report } = checker;
  const zone = zones.get(name.text);
  if (zone === undefined) {
    reportUnknown(name, "zone", [...zones.keys(), ...DENIED_RANGES.keys()], report);
    return [];
  }
  use("zone", name.text);
  const blocks = zone.flatMap((pattern) => {
    return pattern.hosts.kind === "addresses" && pattern.port === undefined ? [pattern.hosts.block] : [];
  });
  if (blocks.length === zone.length) return blocks;
  const declared = symbols.zones.get(name.text)?.span ?? name.span;
  const related = [{ span: declared, message: "it has more than blocks of addresses" }];
  report(diagnose("AP3011", name.span, { zone: name.text }, { related }));
  return [];
}

function distinctBlocks(blocks: readonly Cidr[]): readonly Cidr[] {
  return [...new Map(blocks.map((block) => [`${block.bits}/${block.length}`, block])).values()];
}
