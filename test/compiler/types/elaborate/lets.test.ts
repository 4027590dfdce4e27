// Lets: shared by their uses, checked where they are used, never recursive, and linear in the size of the source.

import { describe, expect, it } from "vitest";
import type { TypedExpr } from "../../../../compiler/types/typed-expr.js";
import { DECLARATIONS } from "./declarations.js";
import { checkAll, formsOf, guardIn, markedBy, mended, worldOf, type World } from "./harness.js";

const check = (text: string): World => checkAll(DECLARATIONS + text);
const found = (world: World): readonly (readonly [string, string])[] =>
  world.diagnostics.map((each) => [each.code, markedBy(world, each)]);
const rule = (condition: string, selector = "payments.send", name = "r"): string =>
  `rule ${name} on ${selector} { when ${condition}\n block }\n`;

function conditionsOf(world: World): readonly TypedExpr[] {
  return formsOf(world)
    .filter((form) => form.form === "rule")
    .flatMap((form) => guardIn(world, form).when);
}

describe("uses of a let", () => {
  it("share one body over the same actions", () => {
    const [first, second] = conditionsOf(
      worldOf(DECLARATIONS + rule("night") + rule("not night", "payments.send", "s")),
    );
    expect(first?.kind).toBe("let");
    expect(second?.kind).toBe("not");
    const inner = second?.kind === "not" ? second.operand : undefined;
    expect(first?.kind === "let" && inner?.kind === "let" && first.instance === inner.instance).toBe(true);
  });

  it("have bodies of their own over other actions", () => {
    const text = `let long = length(args.memo) > 10\n${rule("long", "payments.refund")}${rule("has args.memo and long", "payments.send", "s")}`;
    expect(found(check(text))).toEqual([]);
    expect(found(check(`let long = length(args.memo) > 10\n${rule("long")}`))).toEqual([
      ["AP2059", "args.memo"],
    ]);
  });

  it("rename parameters uniquely", () => {
    const world = worldOf(
      `${DECLARATIONS}let twice(n: int) = any n in context.levels: n == 2\n${rule("twice(3) and night_shift(4)")}`,
    );
    const names: string[] = [];
    JSON.stringify(conditionsOf(world), (key, value: unknown) => {
      if (key === "params") names.push(...(value as string[]));
      if (key === "variable") names.push(value as string);
      return value;
    });
    expect(world.diagnostics).toEqual([]);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    expect(names.every((name) => name.includes("#"))).toBe(true);
  });

  it("note that the let is used", () => {
    const world = check(rule("night and risky(big)"));
    expect([...world.used].sort()).toEqual(expect.arrayContaining(["let big", "let night", "let risky"]));
  });
});

describe("mistakes in a let", () => {
  it("are told once, at the let", () => {
    const text = `let wrong = args.amout > 5 USD\n${rule("wrong")}${rule("not wrong", "payments.refund", "s")}`;
    expect(found(check(text))).toEqual([["AP2001", "amout"]]);
  });

  it("leave its uses silent", () => {
    expect(found(check(`let wrong = 5 USD + nothing\n${rule("wrong > 3")}`))).toEqual([
      ["AP2001", "nothing"],
    ]);
  });

  it("that depend on the actions point at the use", () => {
    const world = check(`let deep = args.depth > 5\n${rule("deep", "files.*")}`);
    expect(found(world)).toEqual([["AP2062", "depth"]]);
    const [used] = world.diagnostics[0]?.related ?? [];
    expect(used && world.text.slice(used.span.start, used.span.end)).toBe("deep");
  });

  it("of presence are told once, with the use, and mended in the let", () => {
    const world = check(`${rule("ticket_like")}${rule("context.risky or ticket_like", "*", "s")}`);
    expect(found(world)).toEqual([["AP2059", "context.ticket"]]);
    const [diagnostic] = world.diagnostics;
    const [used] = diagnostic?.related ?? [];
    expect(used && world.text.slice(used.span.start, used.span.end)).toBe("ticket_like");
    expect(mended(world, diagnostic!)).toContain(
      'let ticket_like = has context.ticket and context.ticket like "OPS-*"',
    );
  });

  it("an optional field of a parameter is proved in the let", () => {
    const text = `let mails(u: User) = u.mail like "*@x"\n${rule("has context.user and mails(context.user)")}`;
    expect(found(check(text))).toEqual([["AP2059", "u.mail"]]);
  });

  it("an argument that may be absent is proved at the use", () => {
    const text = `let long(text: string) = length(text) > 5\n${rule("long(args.memo)")}`;
    const world = check(text);
    expect(found(world)).toEqual([["AP2059", "args.memo"]]);
    expect(mended(world, world.diagnostics[0]!)).toContain("when has args.memo and long(args.memo)");
  });

  it("a parameter is never optional", () => {
    expect(found(check(`let f(a?: int) = a > 5\n${rule("f(5)")}`))).toEqual([["AP2088", "a?: int"]]);
  });
});

describe("what a let proves", () => {
  it.each([
    ["let a = has context.ticket", 'a and context.ticket == "x"'],
    ["let a = not has context.ticket", 'a or context.ticket == "x"'],
    ["let a(n: int) = has context.ticket and n > 3", 'a(4) and context.ticket == "x"'],
    ["let a = has context.ticket\nlet b = a and night", 'b and context.ticket == "x"'],
    ["let a = has context.user.mail", 'a and context.user.id == "x"'],
  ])("%s", (text, condition) => {
    expect(found(check(`${text}\n${rule(condition)}`))).toEqual([]);
    expect(
      found(check(`${text}\n${rule(condition.replace(/ and | or /u, " == true and "))}`)).map(
        ([code]) => code,
      ),
    ).toEqual(["AP2059"]);
  });
});

describe("recursion", () => {
  it.each([
    ["let a = a", "`a` → `a`"],
    ["let a = b\nlet b = not a", "`a` → `b` → `a`"],
    ["let a(n: int) = n > 3 or a(n + 1)", "`a` → `a`"],
    ["let a = formerly(payments.send where a)", "`a` → `a`"],
    ["let a = b\nlet b = night and c\nlet c = b", "`b` → `c` → `b`"],
  ])("%s", (text, circle) => {
    const use = text.includes("(n: int)") ? "a(1)" : "a";
    const world = check(`${text}\n${rule(use)}${rule(`not ${use}`, "payments.*", "s")}`);
    expect(world.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      `AP2064 a let cannot use itself: ${circle}`,
    ]);
  });
});

/** Levels of `or` above a comparison, which is one more. */
function depthOf(expr: TypedExpr | undefined): number {
  return expr?.kind === "or" ? 1 + Math.max(depthOf(expr.left), depthOf(expr.right)) : 1;
}

describe("sizes", () => {
  const chain = (length: number, body: (index: number) => string): string =>
    Array.from(
      { length },
      (_, index) => `let l${index} = ${index === 0 ? "context.risky" : body(index)}\n`,
    ).join("");

  it("a chain of lets is checked in linear time", () => {
    const world = check(chain(900, (index) => `l${index - 1}`) + rule("l899"));
    expect(found(world)).toEqual([]);
  });

  it("a let that uses another twice costs no more", () => {
    const world = check(chain(400, (index) => `l${index - 1} or not l${index - 1}`) + rule("l399"));
    expect(found(world).map(([code]) => code)).toEqual(["AP2082"]);
    expect(found(check(chain(200, (index) => `l${index - 1} or not l${index - 1}`) + rule("l199")))).toEqual(
      [],
    );
  });

  it("a chain that is too long draws one diagnostic", () => {
    const world = check(
      chain(5000, (index) => `l${index - 1}`) + rule("l4999") + rule("not l4999", "*", "s"),
    );
    expect(found(world).map(([code]) => code)).toEqual(["AP2082"]);
  });

  it("a let may be used ten thousand times", () => {
    const uses = Array.from({ length: 1000 }, () => "night").join(" or ");
    expect(
      found(check(Array.from({ length: 10 }, (_, index) => rule(uses, "*", `u${index}`)).join(""))),
    ).toEqual([]);
    const rules = Array.from({ length: 3000 }, (_, index) =>
      rule("ticketed and night", "*", `r${index}`),
    ).join("");
    expect(found(check(rules))).toEqual([]);
  });

  it("a long chain of operators is no deep tree", () => {
    const sum = Array.from({ length: 900 }, () => "args.count").join(" + ");
    expect(found(check(rule(`${sum} > 5`)))).toEqual([]);
    const long = Array.from({ length: 1000 }, () => "args.count").join(" + ");
    expect(found(check(rule(`${long} > 5`))).map(([code]) => code)).toEqual(["AP2082"]);
    const choices = Array.from({ length: 500 }, (_, index) => `args.count == ${index}`).join(" or ");
    const [tree] = conditionsOf(worldOf(DECLARATIONS + rule(choices)));
    expect(depthOf(tree)).toBe(Math.ceil(Math.log2(500)) + 1);
  });

  it("what parameterised lets grow to is bounded", () => {
    const lets = Array.from({ length: 30 }, (_, index) =>
      index === 0
        ? "let f0(n: int) = n > 3\n"
        : `let f${index}(n: int) = f${index - 1}(n) or f${index - 1}(n + 1)\n`,
    ).join("");
    const world = check(lets + rule("f29(args.count)"));
    expect(found(world).map(([code]) => code)).toEqual(["AP2083"]);
    expect(found(check(lets + rule("f10(args.count)")))).toEqual([]);
  });

  it("constants that are made to grow are refused", () => {
    const lets = Array.from(
      { length: 100 },
      (_, index) => `let c${index} = ${index === 0 ? "0.0001" : `c${index - 1} * c${index - 1}`}\n`,
    ).join("");
    expect(found(check(lets + rule("context.rate > c99"))).map(([code]) => code)).toEqual(["AP2057"]);
  });
});
