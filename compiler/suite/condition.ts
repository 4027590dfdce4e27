// Conditions as JavaScript that a person can read, straight from the typed program: nothing of lowering or table is in it.
//
// What is absent or cannot be known is undefined there, and `and`, `or` and `not` are Kleene's.

import type { Detector } from "../../runtime/values/detector.js";
import { literal, quoted } from "../emit/js/literal.js";
import type { DataSet, Group, TypedNeed } from "../types/program.js";
import type { LetInstance, TypedExpr } from "../types/typed-expr.js";
import {
  attributeCode,
  durationCode,
  listCode,
  readCode,
  readerOf,
  sentOf,
  textsCode,
  valueCode,
} from "./code.js";
import { Untold } from "./untold.js";

type Kind<K extends TypedExpr["kind"]> = Extract<TypedExpr, { readonly kind: K }>;

/** What conditions name, to be declared above them. */
export interface Declarations {
  readonly data: Map<string, string>;
  readonly groups: Map<string, Group>;
  readonly lets: Map<LetInstance, { readonly name: string; readonly code: string }>;
}

/** Functions over attempts begin so; inside, attributes are plain names. */
const SECTIONS = ["agent", "context", "impact", "args", "action", "now"];

/** `({ args }) => …`, or with the attempt itself where a history is asked. */
export function functionCode(body: string, attempt = "attempt"): string {
  const sections = SECTIONS.filter((section) =>
    new RegExp(`(?<![.\\w$"])${section}\\b(?!:)`, "u").test(withoutTexts(body)),
  );
  const whole = new RegExp(`(?<![.\\w$"])${attempt}\\b(?!:)`, "u").test(withoutTexts(body));
  const parts = `{ ${sections.join(", ")} }`;
  if (!whole) return `(${sections.length === 0 ? "" : parts}) => ${body}`;
  return sections.length === 0 ? `(${attempt}) => ${body}` : `(${attempt}, ${parts} = ${attempt}) => ${body}`;
}

function withoutTexts(code: string): string {
  return code.replace(/"(?:[^"\\]|\\.)*"/gu, '""');
}

/** Most values of a data set that a suite holds. */
const MOST_VALUES = 500;

export class Conditions {
  readonly declared: Declarations = { data: new Map(), groups: new Map(), lets: new Map() };

  constructor(
    /** Of a rule that needs agreement, what it needs, for `approved(RULE)`. */
    private readonly needsOf: (rule: string) => {
      readonly needs: readonly TypedNeed[];
      readonly within: number;
    },
  ) {}

  /** @throws {Untold} where it asks what a suite cannot answer by itself. */
  code(expr: TypedExpr): string {
    switch (expr.kind) {
      case "and":
      case "or":
        return `${expr.kind}(${this.#operands(expr, expr.kind).join(", ")})`;
      case "not":
        return `not(${this.code(expr.operand)})`;
      case "known":
        return `known(${this.code(expr.operand)})`;
      case "compare":
        return this.#compared(expr);
      case "in":
        return this.#among(expr);
      case "between":
        return `within(${[expr.item, expr.low, expr.high].map((each) => this.#ordered(each, "<")).join(", ")})`;
      case "quantifier": {
        const { quantifier, variable, over, body } = expr;
        return `${quantifier === "any" ? "some" : "every"}(${this.code(over)}, (${local(variable)}) => ${this.code(body)})`;
      }
      case "has":
        return `has(${attributeCode(askable(expr.path))})`;
      case "has-variable":
        return `has(${[local(expr.name), ...expr.steps].join("?.")})`;
      case "has-element":
        return `isHeld(${[this.#data(expr.data), this.code(expr.key), ...expr.steps.map(quoted)].join(", ")})`;
      case "approved": {
        const { needs, within } = this.needsOf(expr.rule);
        return this.agreed(needs, within);
      }
      default:
        return this.#value(expr);
    }
  }

  /** Have these people agreed to the attempt? */
  agreed(needs: readonly TypedNeed[], within: number): string {
    return `agreed(attempt, ${listCode(needs.map((need) => this.need(need)))}, ${durationCode(within)})`;
  }

  need({ count, group, acknowledging }: TypedNeed): string {
    this.declared.groups.set(group.name, group);
    const flag = acknowledging ? ", acknowledging: true" : "";
    return `{ count: ${count}, of: groups.${group.name}${flag} }`;
  }

  #operands(expr: TypedExpr, kind: "and" | "or"): readonly string[] {
    if (expr.kind !== kind) return [this.code(expr)];
    return [...this.#operands(expr.left, kind), ...this.#operands(expr.right, kind)];
  }

  #compared({ op, left, right }: Kind<"compare">): string {
    const [a, b] = [this.#ordered(left, op), this.#ordered(right, op)];
    switch (op) {
      case "==":
        return left.type.kind === "set" ? `sameSet(${a}, ${b})` : `is(${a}, ${b})`;
      case "!=":
        return left.type.kind === "set" ? `not(sameSet(${a}, ${b}))` : `not(is(${a}, ${b}))`;
      case "<":
        return `below(${a}, ${b})`;
      case "<=":
        return `atMost(${a}, ${b})`;
      case ">":
        return `above(${a}, ${b})`;
      case ">=":
        return `atLeast(${a}, ${b})`;
    }
  }

  /** Members of an ordered enum are compared by their places. */
  #ordered(expr: TypedExpr, op: string): string {
    const code = this.code(expr);
    if (expr.type.kind !== "enum" || op === "==" || op === "!=") return code;
    return `placeIn(${code}, ${textsCode(expr.type.members)})`;
  }

  #among({ item, items }: Kind<"in">): string {
    return `among(${this.code(item)}, ${this.code(items)})`;
  }

  #value(expr: TypedExpr): string {
    switch (expr.kind) {
      case "literal":
        return valueCode(expr.value, expr.type);
      case "list":
        return listCode(expr.items.map((item) => this.code(item)));
      case "attribute":
        return readCode(expr.type, attributeCode(askable(expr.path)));
      case "variable": {
        const place = [local(expr.name), ...expr.steps].join("?.");
        return expr.steps.length === 0 ? place : readCode(expr.type, place);
      }
      case "data":
        return this.#data(expr.data);
      case "element":
        return readCode(
          expr.type,
          `held(${[this.#data(expr.data), this.code(expr.key), ...expr.steps.map(quoted)].join(", ")})`,
        );
      case "now":
        return "now";
      case "let":
        return `lets.${this.#let(expr.instance)}(${["attempt", ...expr.args.map((arg) => this.code(arg))].join(", ")})`;
      case "arithmetic":
        return this.#calculated(expr);
      case "negate":
        return `minus(0, ${this.code(countless(expr.operand))})`;
      case "to-decimal":
        return `times(10_000, ${this.code(countless(expr.operand))})`;
      case "call":
        return this.#called(expr);
      case "history":
        return this.#history(expr);
      case "verdict":
        return "attempt.verdict";
      default:
        return this.#tested(expr);
    }
  }

  #tested(expr: TypedExpr): string {
    switch (expr.kind) {
      case "in-cidr":
        return `liesIn(${this.code(expr.item)}, ${this.code(expr.cidr)})`;
      case "like": {
        const [kind = "string"] = new Set(expr.globs.map((glob) => glob.kind));
        if (expr.globs.some((glob) => glob.kind === "home"))
          throw new Untold("it asks for what lies in a home");
        return `like(${quoted(kind)}, ${this.code(expr.subject)}, ${textsCode(expr.globs.map(({ text }) => text))})`;
      }
      case "like-host": {
        const patterns = expr.patterns.map(({ text }) => text);
        return `likeHost(${this.code(expr.subject)}, ${textsCode(patterns)})`;
      }
      case "under":
        return `under(${this.code(expr.subject)}, ${this.code(expr.directory)})`;
      case "matches":
        return `matches(${this.code(expr.subject)}, ${quoted(expr.pattern)})`;
      case "runs":
        return `runs(${this.code(expr.command)}, ${textsCode(expr.entries.map(({ text }) => text))})`;
      case "runs-only": {
        if (expr.writing.length > 0) throw new Untold("it asks what a command writes");
        const entries = textsCode(
          expr.entries.map((each) => [...each.words, ...(each.rest ? ["..."] : [])].join(" ")),
        );
        return `runsOnly(${this.code(expr.command)}, ${entries}, ${textsCode(expr.env)})`;
      }
      case "unseen":
        return `unseen(${this.code(expr.command)})`;
      case "detects": {
        if (expr.path === "args") throw new Untold("it looks at all arguments");
        return `finds(${attributeCode(askable(expr.path))}, ${detectorsCode(expr.detectors)})`;
      }
      case "holds":
        throw new Untold("it looks for secrets in what it has worked out");
      case "touches":
      case "redirects":
        throw new Untold("it asks which files a command names");
      case "classify":
        throw new Untold("it asks a classifier");
      case "outcome":
        throw new Untold("it asks how an action ended");
      default:
        throw new Untold(`it has ${expr.kind}`);
    }
  }

  #calculated({ op, left, right }: Kind<"arithmetic">): string {
    const isWhole = (expr: TypedExpr): boolean => ["int", "bytes", "duration"].includes(expr.type.kind);
    if (op === "*" && !isWhole(left) && !isWhole(right)) throw new Untold("it multiplies fractions");
    const [a, b] = [this.code(countless(left)), this.code(countless(right))];
    return `${{ "+": "plus", "-": "minus", "*": "times" }[op]}(${a}, ${b})`;
  }

  #called({ fn, args }: Kind<"call">): string {
    const codes = args.map((arg) => this.code(arg));
    if (fn === "host" || fn === "port" || fn === "scheme") return `${codes.join("")}?.${fn}`;
    return `${fn}(${codes.join(", ")})`;
  }

  #history({ fn, actions, attempts, since, where, attribute, within, by, type }: Kind<"history">): string {
    if ([...actions, ...(since ?? [])].some(({ name }) => name.includes("*")))
      throw new Untold("its history is of actions that a wildcard declares");
    const parts = [
      `of: ${textsCode(actions.map(({ name }) => name))}`,
      ...(attempts ? ["attempts: true"] : []),
      ...(where ? [`where: ${functionCode(this.code(where))}`] : []),
      ...(since ? [`since: ${textsCode(since.map(({ name }) => name))}`] : []),
      ...(within === undefined ? [] : [`within: ${durationCode(within)}`]),
      `by: ${listCode(by.map(({ earlier, now }) => textsCode([earlier, now])))}`,
    ];
    const more =
      fn === "sum" && attribute !== undefined
        ? [functionCode(readCode(type, attributeCode(askable(attribute))))]
        : fn === "distinct" && attribute !== undefined
          ? [quoted(askable(attribute))]
          : [];
    return `${fn}(${["attempt", `{ ${parts.join(", ")} }`, ...more].join(", ")})`;
  }

  #let(instance: LetInstance): string {
    const known = this.declared.lets.get(instance);
    if (known !== undefined) return known.name;
    const taken = new Set(Array.from(this.declared.lets.values(), ({ name }) => name));
    let name = instance.name;
    for (let i = 2; taken.has(name); i += 1) name = `${instance.name}_${i}`;
    const body = this.code(instance.body);
    const used = SECTIONS.filter((section) =>
      new RegExp(`(?<![.\\w$"])${section}\\b`, "u").test(withoutTexts(body)),
    );
    const params = ["attempt", ...instance.params.map(local)];
    const code =
      used.length === 0
        ? `(${params.join(", ")}) => ${body}`
        : `(${params.join(", ")}) => {\n    const { ${used.join(", ")} } = attempt;\n    return ${body};\n  }`;
    this.declared.lets.set(instance, { name, code });
    return name;
  }

  #data(data: DataSet): string {
    if (data.values.length > MOST_VALUES) throw new Untold(`the data ${data.name} are too many`);
    const { type, values, keys } = data;
    if (!this.declared.data.has(data.name)) {
      const element =
        type.kind === "map" || type.kind === "list" || type.kind === "set" ? type.element : type;
      const sent = values.map((value) => literal(sentOf(value, element)));
      const code = keys
        ? `new Map([${keys.map((key, i) => `[${quoted(key)}, ${sent[i] ?? ""}]`).join(", ")}])`
        : `list(${listCode(sent)}, ${readerOf(element)})`;
      this.declared.data.set(data.name, code);
    }
    return `data.${data.name}`;
  }
}

/** No name of a suite's own begins so. */
function local(name: string): string {
  return `$${name.replaceAll("#", "_")}`;
}

export function detectorsCode(detectors: readonly Detector[]): string {
  return literal(detectors);
}

/** A request's attribute: what came back is not there yet. */
function askable(path: string): string {
  if (/^(result|outcome)\b/u.test(path)) throw new Untold("it asks what came back");
  return path;
}

/** A count that may be known within bounds alone is not calculated with. */
function countless(expr: TypedExpr): TypedExpr {
  if (expr.kind === "history") throw new Untold("it calculates with what has happened");
  return expr;
}
