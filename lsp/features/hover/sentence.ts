// What a rule or a primitive means, in a sentence: from its syntax alone, so that it is there while the rest is written.

import type * as ast from "../../../compiler/ast/ast.js";
import { clauseOf, clausesOf } from "../../../compiler/types/clauses.js";
import type { View } from "../view.js";
import { sourceText } from "../analysed.js";
import { inline, listed } from "./markdown.js";

/** Markdown. Undefined of what decides nothing: a header, a sandbox. */
export function sentenceOf(view: View, form: ast.FormDecl): string | undefined {
  const writer = new Writer(view, form);
  const meaning = writer.meaning();
  if (meaning === undefined) return undefined;
  const shadow = clauseOf(form, "mode")?.mode.text === "shadow";
  const said = `${meaning.head}${writer.guard()}${meaning.tail ?? ""}.`;
  return shadow ? `In shadow mode, which decides nothing: ${lowerFirst(said)}` : said;
}

/** The guard stands between the two. */
interface Meaning {
  readonly head: string;
  readonly tail?: string;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

class Writer {
  constructor(
    private readonly view: View,
    private readonly form: ast.FormDecl,
  ) {}

  meaning(): Meaning | undefined {
    const { form } = this;
    switch (form.form) {
      case "rule":
        return this.#rule();
      case "cap":
        return { head: this.#otherwise(), tail: this.#limits("is not known to hold") };
      case "throttle":
        return {
          head: this.#otherwise("throttle"),
          tail: this.#limits("is used up"),
        };
      case "quorum":
        return { head: this.#otherwise(), tail: ` until ${this.#needs()}` };
      case "reversibility":
        return { head: this.#otherwise(), tail: ` until ${this.#needs()}, where it cannot be undone` };
      case "boundary":
        return {
          head: this.#otherwise(),
          tail: `${this.#joint()} reaches anything but ${this.#clause("reach")}`,
        };
      case "drift":
        return {
          head: this.#otherwise(),
          tail: `${this.#joint()} departs from ${this.#clause("baseline")}${this.#permitted()}`,
        };
      case "grant":
        return this.#grant();
      case "redact":
        return { head: `${capital(listed(this.#redactions(form.clauses)))} of ${this.#subject()}` };
      case "assert":
        return { head: `Claims ${this.#expected()} of ${this.#subject()}` };
      case "killswitch":
        return { head: `Once tripped, blocks all that it covers: ${this.#clause("scope")}${this.#lifted()}` };
      default:
        return undefined;
    }
  }

  /** `when …, unless …`. */
  guard(): string {
    const when = clausesOf(this.form, "when").map(({ expr }) => this.#code(expr.span));
    const unless = clausesOf(this.form, "unless").map(({ expr }) => this.#code(expr.span));
    const first = when.length === 0 ? "" : ` when ${listed(when)}`;
    return unless.length === 0 ? first : `${first}${first === "" ? "" : ","} unless ${listed(unless, "or")}`;
  }

  #code(span: ast.Ident["span"]): string {
    return inline(sourceText(this.view, span));
  }

  /** The source of a clause without its keyword. */
  #clause(kind: ast.ClauseKind): string {
    const clause = this.form.clauses.find((each) => each.kind === kind);
    return clause === undefined
      ? "…"
      : inline(sourceText(this.view, clause.span).replace(/^\w+\s*/u, "") || "…");
  }

  #subject(): string {
    const { selector, onResult } = this.form;
    const actions = selector === undefined ? "everything" : this.#code(selector.span);
    return onResult === undefined ? actions : `the result of ${actions}`;
  }

  /** Behind the guard, what else must be so. */
  #joint(): string {
    return this.#isGuarded() ? " and it" : " where it";
  }

  #isGuarded(): boolean {
    return this.form.clauses.some(({ kind }) => kind === "when");
  }

  #rule(): Meaning | undefined {
    const verdict = clauseOf(this.form, "verdict")?.verdict;
    if (verdict !== undefined) return { head: this.#decided(verdict) };
    return clauseOf(this.form, "note") ? { head: `Notes something of ${this.#subject()}` } : undefined;
  }

  #otherwise(fallback?: string): string {
    const verdict = clauseOf(this.form, "else")?.verdict;
    return verdict === undefined && fallback !== undefined
      ? `Holds ${this.#subject()} back for a while`
      : this.#decided(verdict);
  }

  #decided(verdict: ast.Verdict | undefined): string {
    const subject = this.#subject();
    const group = verdict?.group && inline(verdict.group.text);
    switch (verdict?.verdict.text) {
      case "allow":
        return `Permits ${subject}${verdict.once ? ` once ${group ?? "somebody"} approved it` : ""}`;
      case "block":
        return `Blocks ${subject}`;
      case "escalate":
        return this.#hasNeeds() ? `Holds ${subject}` : `Holds ${subject} until ${group ?? "people"} approve`;
      case "throttle":
        return `Holds ${subject} back for a while`;
      case "sandbox":
        return `Runs ${subject}, where permitted, in ${inline(verdict.box?.text ?? "a sandbox")}`;
      case "redact":
        return `${capital(listed(this.#redactions(verdict.redactions ?? [])))} of ${subject}`;
      default:
        return `Decides over ${subject}`;
    }
  }

  #hasNeeds(): boolean {
    return ["quorum", "reversibility"].includes(this.form.form);
  }

  #limits(otherwise: string): string {
    const limits = clausesOf(this.form, "limit").map(({ limit }) => this.#code(limit.span));
    return `${this.#isGuarded() ? " and" : " where"} ${listed(limits, "or")} ${otherwise}`;
  }

  #needs(): string {
    const needs = clausesOf(this.form, "need").map(
      ({ count, group, acknowledging }) =>
        `${sourceText(this.view, count.span)} of ${inline(group.text)}${acknowledging === undefined ? "" : `, acknowledging that it is ${acknowledging.text},`}`,
    );
    return `${needs.length === 0 ? "people" : listed(needs)} approve`;
  }

  #permitted(): string {
    const permit = clauseOf(this.form, "permit");
    return permit === undefined
      ? ""
      : ` by more than ${listed(
          permit.kinds.map(({ text }) => inline(text)),
          "or",
        )}`;
  }

  #grant(): Meaning {
    const { form } = this;
    const box = clauseOf(form, "inside")?.box.text ?? "…";
    const keys = clauseOf(form, "scope")?.keys.map(({ span }) => this.#code(span)) ?? [];
    const ends = clausesOf(form, "revoke").map(({ expr }) => `or ${this.#code(expr.span)}`);
    const end = [`${this.#clause("expires")} after its first use`, ...ends].join(" ");
    const otherwise = clauseOf(form, "else")?.verdict.verdict.text ?? "block";
    return {
      head: `Permits ${this.#subject()} inside ${inline(box)}`,
      tail: `, once for each ${listed(keys)}, until ${end}: then ${inline(otherwise)}`,
    };
  }

  #redactions(clauses: readonly (ast.Clause | ast.Redaction)[]): readonly string[] {
    return clauses.flatMap((each) => {
      if (!isRedaction(each)) return [];
      const what = this.#code(each.target.span);
      const by = each.matching?.map(({ text }) => inline(text)) ?? [];
      const to = each.to === undefined ? "" : ` to ${this.#code(each.to.span)}`;
      const found = by.length === 0 ? what : `${listed(by)} in ${what}`;
      return [`${VERBS[each.kind]} ${found}${to}`];
    });
  }

  #expected(): string {
    const expect = clauseOf(this.form, "expect");
    const verdict = inline(expect?.verdict.text ?? "…");
    return expect === undefined || expect.bound === "exactly" ? verdict : `${expect.bound} ${verdict}`;
  }

  #lifted(): string {
    const needs = clausesOf(this.form, "need");
    return needs.length === 0 ? "" : `; lifted once ${this.#needs()}`;
  }
}

const VERBS = { mask: "masks", hash: "hashes", drop: "drops", clamp: "clamps" } as const;

function isRedaction(clause: ast.Clause | ast.Redaction): clause is ast.Redaction {
  return Object.hasOwn(VERBS, clause.kind);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
