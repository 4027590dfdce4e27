// Laws of completion: what was written is offered, what is offered can be written, and nothing throws.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "../../../../compiler/ast/parse.js";
import { endOf } from "../../../../grammar/lexer.js";
import { completionsAt, type Completion } from "../../../../lsp/features/completion/completion.js";
import { expanded } from "../../../../lsp/features/completion/fitting.js";
import { signatureAt } from "../../../../lsp/features/signature/signature.js";
import { viewOf } from "../../../../lsp/features/view.js";
import { workspaceOf } from "../../../support/scene.js";
import { retyped, type Retyped } from "./retyping.js";

/** One word in so many is taken out; another stretch of them at each run. */
const STEP = 53;

const seed = Number(process.env.TEST_SEED ?? "0");

/** What of each kind must be offered at least; a policy's names are chosen, so that a few cannot be known. */
const FLOOR = 0.9;

const whole = ({ text, token }: Retyped): string =>
  text.slice(0, token.startOffset) + text.slice(endOf(token));

function isOffered({ text, token, offers }: Retyped): boolean {
  const upTo = text.slice(0, endOf(token));
  return offers.some((offer) => {
    const written = text.slice(0, offer.start) + expanded(offer.insert);
    return written.startsWith(upTo) && !/^\w/.test(written.slice(upTo.length));
  });
}

describe("words of the fixtures' policies", () => {
  const all: Retyped[] = [];
  beforeAll(() => {
    all.push(...retyped(STEP, seed % STEP));
  }, 120_000);

  it("are offered where they stand: nine of ten of each kind", () => {
    const tally = new Map<string, { offered: number; of: number }>();
    for (const each of all) {
      const count = tally.get(each.kind) ?? { offered: 0, of: 0 };
      tally.set(each.kind, { offered: count.offered + Number(isOffered(each)), of: count.of + 1 });
    }
    const few = [...tally].filter(([, { offered, of }]) => of - offered > Math.max(1, of * (1 - FLOOR)));
    expect(few).toEqual([]);
    const offered = all.filter(isOffered).length;
    expect(offered / all.length).toBeGreaterThan(0.97);
  });

  it("leave no mistake of syntax behind, whichever offer is taken, where the text was broken without", () => {
    const some = all.filter((_, index) => index % 3 === 0);
    const wrong = some.flatMap((each) => {
      if (mistakes(whole(each)) === 0) return [];
      return each.offers.flatMap((offer) =>
        mistakes(taken(whole(each), offer)) > 0 ? [`${each.token.image}: ${offer.label}`] : [],
      );
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it("are replaced by what is offered, and nothing else is", () => {
    for (const { offers, token, text } of all)
      for (const { start, end } of offers) {
        expect(start).toBeLessThanOrEqual(token.startOffset);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(text.slice(start, token.startOffset)).toMatch(/^[\w.*\s]*$/);
      }
  });
});

/** What asks for more, as \`has\` does, is given a name. */
function taken(text: string, { start, end, insert, isSnippet }: Completion): string {
  const put = isSnippet ? expanded(insert) : insert;
  const plain = text.slice(0, start) + put + text.slice(end);
  const more = `${text.slice(0, start)}${put} x${text.slice(end)}`;
  return mistakes(plain) > 0 && mistakes(more) === 0 ? more : plain;
}

/** Mistakes of syntax, without those about what a form must have. */
function mistakes(text: string): number {
  return parse({ path: "main.agentpol", text }).diagnostics.filter(({ code }) => code !== "AP1005").length;
}

describe("a blank line in a policy", () => {
  const FOLDER = new URL("../../../../fixtures/policies/", import.meta.url);
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".agentpol"));

  it.each(names)("of %s takes whatever is offered", (name) => {
    const text = readFileSync(new URL(name, FOLDER), "utf8");
    const lines = [...text.matchAll(/[{}]\n/g)]
      .map(({ index }) => index + 2)
      .filter((_, at) => at % 6 === seed % 6);
    const workspace = workspaceOf(new Map([[`/w/${name}`, text]]));
    for (const line of lines) {
      const before = `${text.slice(0, line)}  `;
      workspace.edit(`/w/${name}`, `${before}\n${text.slice(line)}`);
      const view = viewOf(workspace, `/w/${name}`);
      if (view === undefined) throw new Error(name);
      for (const offer of completionsAt(view, before.length).filter(
        (each) => each.isSnippet && each.sort < "00600",
      )) {
        if (offer.kind === "keyword" && /\{\d+\}/.test(offer.insert)) continue;
        const found = parse({ path: name, text: taken(view.file.text, offer) }).diagnostics;
        const codes = found.map(({ code }) => code);
        expect(
          codes.filter((code) => !["AP1005", "AP1006", "AP1007"].includes(code)),
          offer.label,
        ).toEqual([]);
      }
    }
  });
});

describe("texts that are cut and mixed", () => {
  const FIXTURES = new URL("../../../../fixtures/", import.meta.url);
  const texts = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".agentpol"))
    .map((name) => readFileSync(new URL(name, FIXTURES), "utf8"));

  it("never throw", () => {
    const mutilated = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.constantFrom("", "{", "}", '"', "(", ".", "/*", "on", "😀", "\r"),
      )
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      });
    fc.assert(
      fc.property(mutilated, fc.nat(), (text, at) => {
        const view = viewOf(workspaceOf(new Map([["/w/main.agentpol", text]])), "/w/main.agentpol");
        if (view === undefined) throw new Error("no view");
        for (let offset = at % 53; offset <= text.length; offset += 53) {
          const offers = completionsAt(view, offset);
          signatureAt(view, offset);
          for (const { start, end } of offers) {
            expect(start).toBeLessThanOrEqual(offset);
            expect(end).toBeGreaterThanOrEqual(offset);
          }
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

describe("a file of thousands of lines", () => {
  it("has the same offers as its declaration by itself", () => {
    const rule = (name: string): string => `rule ${name} on a.b {\n  when agent.id == "x"\n  block\n}\n`;
    const head = "policy p { }\nagent { id: string, role: x | y }\naction a.b(n: int)\n";
    const rules = (prefix: string): string =>
      Array.from({ length: 600 }, (_, n) => rule(`${prefix}${String(n)}`)).join("");
    const probe = "rule probe on a.b {\n  when agent.role == \n  block\n}\n";
    const asked = (text: string): (() => readonly string[]) => {
      const view = viewOf(workspaceOf(new Map([["/w/main.agentpol", text]])), "/w/main.agentpol");
      if (view === undefined) throw new Error("no view");
      return () => completionsAt(view, text.indexOf("agent.role == ") + 14).map(({ label }) => label);
    };
    const [large, small] = [asked(head + rules("a") + probe + rules("b")), asked(head + probe)] as const;
    expect(large()).toEqual(small());
    expect(fastest(large)).toBeLessThan(3 * fastest(small) + 5);
  });
});

/** Milliseconds: of many runs the fastest, which is the least disturbed. */
function fastest(act: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 30 }, () => {
      const start = performance.now();
      act();
      return performance.now() - start;
    }),
  );
}
