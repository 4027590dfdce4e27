// From core rules to the decision table: interned pools, canonical bytes, and the digest that names them.

import { canonicalJson, type Json } from "../../runtime/table/canonical.js";
import {
  type Approver as TableApprover,
  type Box as TableBox,
  type Condition,
  type ConditionalFallback,
  type Fallback,
  type Killswitch,
  type Needs,
  type Requirement,
  type Rule,
  type Table,
  TABLE_FORMAT,
  type TableFile,
  type Window,
} from "../../runtime/table/format.js";
import type { Verdict } from "../../runtime/table/verdict.js";
import type { Among } from "../../runtime/values/action-name.js";
import type {
  Core,
  CoreClaim,
  CoreConditionalFallback,
  CoreCondition,
  CoreFallback,
  CoreKillswitch,
  CoreRule,
} from "../hir/hir.js";
import { amongOf } from "../hir/among.js";
import type { CoreNeeds } from "../hir/needs.js";
import { digestOf } from "../source/digest.js";
import type { Span } from "../source/source.js";
import type { Approver, Box, Group } from "../types/program.js";
import { emitEvidence, evidenceRequired } from "./evidence.js";
import { type EmittedExprs, emitExprs } from "./expressions.js";
import { originsIn } from "./origin.js";
import { Pool } from "./pool.js";
import { requestSchema } from "./schema.js";

/** The same policy gives the same table. */
export function emitTable(core: Core, floor?: TableFile): TableFile {
  const table = tableOf(core, new TableEmitter(core), floor);
  return { ...table, digest: digestOf(canonicalJson(asJson(table))) };
}

/** What a policy claims of itself, in terms of a table. */
export interface Claim {
  readonly name: string;
  readonly origin: string;
  /** As declared: of a wildcard, its pattern. */
  readonly actions: readonly string[];
  /** As a rule's. */
  readonly among?: Among;
  readonly onResult: boolean;
  /** The claim is about the requests of which all are true. */
  readonly conditions: readonly Condition[];
  readonly bound: CoreClaim["bound"];
  readonly verdict: Verdict;
}

/** The table with the expressions of its claims, which no runtime needs: for those who prove them. */
export function emitClaims(
  core: Core,
  floor?: TableFile,
): { readonly table: Table; readonly claims: readonly Claim[] } {
  const emitter = new TableEmitter(core, core.claims);
  const table = tableOf(core, emitter, floor);
  return { table, claims: core.claims.map((claim) => emitter.claim(claim)) };
}

function tableOf(core: Core, emitter: TableEmitter, floor: TableFile | undefined): Table {
  const { program } = core;
  const rules = core.rules.map((rule) => emitter.rule(rule));
  const killswitches = core.killswitches.map((each) => emitter.killswitch(each));
  const evidence = emitEvidence(core.evidence, {
    origin: originsIn(program.files),
    fallback: (each) => emitter.fallback(each),
  });
  const { name, version, language, mode } = program.header;
  return {
    format: TABLE_FORMAT,
    policy: {
      name,
      ...(version !== undefined && { version }),
      language,
      mode,
      default: emitter.fallback(core.default),
      onError: emitter.fallback(core.onError),
      onErrorWhen: core.onErrorWhen.map((each) => emitter.conditional(each)),
    },
    schema: requestSchema(program),
    rules,
    killswitches,
    ...evidence,
    ...emitter.pools(floor),
    ...(floor !== undefined && { floor }),
  };
}

/** The canonical text of a table file. */
export function tableBytes(table: TableFile): string {
  return canonicalJson(asJson(table));
}

/** Emits rule by rule; the pools hold what was asked for on the way. */
class TableEmitter {
  readonly #exprs: EmittedExprs;
  readonly #origin: (span: Span) => string;
  readonly #needs = new Pool<Needs>();
  readonly #windows = new Pool<Window>();
  readonly #groups = new Map<string, readonly string[]>();
  readonly #approvers = new Map<string, TableApprover>();
  readonly #boxes = new Map<string, TableBox>();

  readonly #required: readonly Requirement[];

  constructor(core: Core, claims: readonly CoreClaim[] = []) {
    this.#required = evidenceRequired(core.evidence);
    this.#origin = originsIn(core.program.files);
    const conditions = [
      ...core.onErrorWhen.map(({ when }) => when),
      ...[...core.rules, ...claims].flatMap(({ conditions }) => conditions),
    ];
    this.#exprs = emitExprs(
      core.exprs,
      conditions.map(({ expr }) => expr),
      (needs) => this.#needsOf(needs),
    );
  }

  /** What was asked for. */
  pools(
    floor: TableFile | undefined,
  ): Pick<
    Table,
    | "requires"
    | "groups"
    | "approvers"
    | "data"
    | "classifiers"
    | "boxes"
    | "baselines"
    | "histories"
    | "grants"
    | "windows"
    | "needs"
    | "exprs"
  > {
    const { exprs, data, classifiers, baselines, histories, grants } = this.#exprs;
    return {
      requires: Array.from(
        new Set([
          ...this.#required,
          ...(this.#boxes.size > 0 ? (["sandbox"] as const) : []),
          ...(floor?.requires ?? []),
        ]),
      ).sort(),
      groups: Object.fromEntries(this.#groups),
      approvers: Object.fromEntries(this.#approvers),
      boxes: Object.fromEntries(this.#boxes),
      windows: this.#windows.items,
      needs: this.#needs.items,
      exprs,
      data,
      classifiers,
      baselines,
      histories,
      grants,
    };
  }

  rule(rule: CoreRule): Rule {
    const among = amongOf(rule.actions, rule.picked);
    const { needs, limit, label, grant, box, connect, trips } = rule;
    return {
      name: rule.name,
      origin: this.#origin(rule.span),
      actions: rule.actions.map((action) => action.name),
      ...(among && { among }),
      ...(rule.onResult && { onResult: true }),
      conditions: rule.conditions.map((each) => this.#condition(each)),
      verdict: rule.verdict,
      permits: rule.permits,
      code: rule.code,
      explicit: rule.explicit,
      reason: rule.reason,
      shadow: rule.shadow,
      redactions: rule.redactions,
      notify: rule.notify,
      ...(needs && { needs: this.#needsOf(needs) }),
      ...(limit && { limit: this.#limit(limit) }),
      ...(label !== undefined && { label }),
      ...(grant && { grant: this.#exprs.grantOf(grant) }),
      ...(box && { box: this.#boxOf(box) }),
      ...(connect && { connect }),
      ...(trips && { trips }),
    };
  }

  claim({ name, span, actions, picked, onResult, conditions, bound, verdict }: CoreClaim): Claim {
    const among = amongOf(actions, picked);
    return {
      ...{ name, origin: this.#origin(span), actions: actions.map((action) => action.name), onResult },
      ...(among && { among }),
      conditions: conditions.map((each) => this.#condition(each)),
      ...{ bound, verdict },
    };
  }

  killswitch({ name, span, scope, needs }: CoreKillswitch): Killswitch {
    return { name, origin: this.#origin(span), scope, ...(needs && { needs: this.#needsOf(needs) }) };
  }

  fallback({ verdict, reason, span, needs }: CoreFallback): Fallback {
    return { verdict, reason, origin: this.#origin(span), ...(needs && { needs: this.#needsOf(needs) }) };
  }

  conditional({ when, ...fallback }: CoreConditionalFallback): ConditionalFallback {
    return { ...this.fallback(fallback), when: this.#condition(when) };
  }

  #condition({ expr, text, span }: CoreCondition): Condition {
    return { expr: this.#exprs.refOf(expr), text, origin: this.#origin(span) };
  }

  #needsOf({ rule, of, within, ask, approver }: CoreNeeds): number {
    const needs: Needs = {
      rule,
      of: of.map(({ count, group, acknowledging }) => ({
        count,
        group: this.#groupOf(group),
        ...(acknowledging && { acknowledging: "irreversible" }),
      })),
      within,
      ask: this.#groupOf(ask),
      ...(approver && { approver: this.#approverOf(approver) }),
    };
    return this.#needs.indexOf(canonicalJson(asJson(needs)), () => needs);
  }

  #approverOf({ name, webhook, timeout, onTimeout, group }: Approver): string {
    const { verdict, reason, group: next } = onTimeout;
    this.#approvers.set(name, {
      ...{ webhook, timeout, group: this.#groupOf(group) },
      onTimeout: { verdict, reason, ...(next && { ask: this.#groupOf(next) }) },
    });
    return name;
  }

  #groupOf({ name, members }: Group): string {
    this.#groups.set(name, members);
    return name;
  }

  #limit({ window, amount, op, bound }: NonNullable<CoreRule["limit"]>): NonNullable<Rule["limit"]> {
    return { window: this.#windows.indexOf(JSON.stringify(window), () => window), amount, op, bound };
  }

  #boxOf({ name, span: _, ...box }: Box): string {
    this.#boxes.set(name, box);
    return name;
  }
}

/** Tables are plain data. */
function asJson(table: object): Json {
  return table as Json;
}
