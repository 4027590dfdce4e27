// The index of names: nothing that has a name is left out, and what is in it is what stands there.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyse, type Analysis } from "../../../compiler/analyse.js";
import { walk } from "../../../compiler/ast/children.js";
import type { LoadedModule } from "../../../compiler/names/load.js";
import {
  casesIn,
  casesTree,
  nodesAround,
  occurrencesIn,
  occurrencesInCases,
} from "../../../compiler/occurrences/index.js";
import type { Span } from "../../../compiler/source/source.js";
import { reading } from "../../support/problems.js";

const folder = new URL("../../../fixtures/policies/", import.meta.url);
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".agentpol"),
);

function analysed(entry: string): Analysis {
  return analyse(entry, {
    read: (path) => {
      try {
        return { ok: true, text: readFileSync(new URL(path, folder), "utf8") };
      } catch (error) {
        return { ok: false, reason: String(error) };
      }
    },
  });
}

/** The language's own words, where a name could stand. */
const OWN = new Set([
  ...[
    "agent",
    "context",
    "impact",
    "args",
    "action",
    "result",
    "outcome",
    "verdict",
    "now",
    "name",
    "effect",
    "reversible",
  ],
  ...[
    "bool",
    "int",
    "decimal",
    "percent",
    "duration",
    "bytes",
    "time",
    "string",
    "path",
    "host",
    "ip",
    "cidr",
    "url",
  ],
  ...[
    "command",
    "sql",
    "list",
    "set",
    "map",
    "zone",
    "size",
    "length",
    "lower",
    "port",
    "scheme",
    "hour",
    "weekday",
  ],
  ...[
    "approved",
    "known",
    "unknown",
    "all",
    "private",
    "metadata",
    "any",
    "default",
    "on_error",
    "ok",
    "failed",
  ],
  ...["allow", "redact", "sandbox", "throttle", "escalate", "block", "read", "write", "delete", "execute"],
  ...[
    "always",
    "never",
    "reported",
    "irreversible",
    "enforce",
    "shadow",
    "<",
    "<=",
    "cpu",
    "memory",
    "processes",
    "wall",
  ],
  ...[
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "email",
    "credit_card",
    "iban",
    "us_ssn",
    "api_key",
    "kernel",
  ],
  ...["EdDSA", "ES256", "ed25519", "null"],
]);

/** Claims of tokens, kinds of changes, currencies: words that no declaration gives. */
const isForeign = (line: string): boolean => /^\s*(bind|permit)\b/.test(line);

/** What tests hold may be wrong on purpose, or be what an open record lets through. */
function inTests({ module }: LoadedModule): (span: Span) => boolean {
  const tests = module.declarations.filter(({ kind }) => kind === "test");
  return ({ start }) => tests.some(({ span }) => span.start <= start && start < span.end);
}

describe("the names of a policy", () => {
  it.each(fixtures)(
    "%s: every name outside of tests is in the index, unless it is the language's own",
    (entry) => {
      const analysis = analysed(entry);
      for (const module of analysis.loaded.modules) {
        const { text } = module.file;
        const found = occurrencesIn(analysis, module);
        const isTest = inTests(module);
        const missing: string[] = [];
        walk(module.module, (node) => {
          if ((node.kind !== "ident" && node.kind !== "pattern") || node.text === "" || OWN.has(node.text))
            return;
          const { start, end } = node.span;
          const line = text.slice(text.lastIndexOf("\n", start) + 1, end);
          const isCovered = found.some(({ span }) => span.start <= start && end <= span.end);
          if (!isCovered && !isForeign(line) && !isTest(node.span) && !/^[A-Z]{3}$/.test(node.text))
            missing.push(line);
        });
        expect(missing).toEqual([]);
      }
    },
  );

  it.each(fixtures)(
    "%s: what is in the index has the name that is written there, or is picked by a wildcard",
    (entry) => {
      const analysis = analysed(entry);
      for (const module of analysis.loaded.modules) {
        for (const { span, role, of } of occurrencesIn(analysis, module)) {
          const written = module.file.text.slice(span.start, span.end);
          for (const { kind, name } of of) {
            if (kind === "file") expect(role === "path" || /^\w+$/.test(written)).toBe(true);
            else if (kind === "action" && name !== written) expect(`${name} ${written}`).toContain("*");
            else expect(written).toBe(name);
          }
        }
      }
    },
  );

  it("are worked out once for each file of a policy", () => {
    const analysis = analysed("payments.agentpol");
    const [module] = analysis.loaded.modules;
    expect(occurrencesIn(analysis, module!)).toBe(occurrencesIn(analysis, module!));
  });

  it("are none where the entry file cannot be read", () => {
    const analysis = analysed("none.agentpol");
    expect(analysis.known).toBeUndefined();
    const file = { path: "x.cases.yaml", text: "policy: none.agentpol\n" };
    expect(occurrencesInCases(analysis, casesTree(file))).toEqual([]);
  });
});

describe("names whose meaning hangs on a type", () => {
  const kindOf = (text: string, word: string, nth = 0): string | undefined => {
    const analysis = analyse("p.agentpol", {
      read: reading({ "p.agentpol": `policy p { default block }\n${text}` }),
    });
    const module = analysis.loaded.entry;
    if (module === undefined) return undefined;
    const named = occurrencesIn(analysis, module).filter(
      ({ span }) => module.file.text.slice(span.start, span.end) === word,
    );
    return named[nth]?.of[0]?.kind;
  };

  it("are members where an enum is expected, though a let has the name", () => {
    const text =
      "agent { role: a | b, on: bool }\nlet a = agent.on\nrule r on * { when agent.role == a and a, allow }";
    expect([0, 1, 2, 3].map((nth) => kindOf(text, "a", nth))).toEqual(["member", "let", "member", "let"]);
  });

  it("are lets and data where none is", () => {
    const text =
      "agent { roles: set<a | b>, on: bool }\nlet c = a in agent.roles\nrule r on * { when c == agent.on, allow }";
    expect(kindOf(text, "c", 1)).toBe("let");
    expect(kindOf(text, "a", 1)).toBe("member");
  });

  it("are members in arguments of lets, and in what a let gives", () => {
    const text =
      "type R = a | b\nagent { role: R }\nlet own = agent.role\nlet is(r: R) = r == own\nrule r on * { when is(a) and own == b, allow }";
    expect(kindOf(text, "a", 1)).toBe("member");
    expect(kindOf(text, "b", 1)).toBe("member");
  });

  it("of lets that lead back to themselves are found, and nothing hangs", () => {
    expect(kindOf("let a = b\nlet b = a\nrule r on * { when a == b, allow }", "b", 2)).toBe("let");
  });
});

describe("a cases file as a tree", () => {
  const tree = casesTree({
    path: "a/x.cases.yaml",
    text: 'policy: ../p.agentpol\ncases:\n  - { name: "one", expect: block }\n  - { expect: ',
  });

  it("names its policy and its cases, as far as it can be read", () => {
    expect(tree.policy).toBe("p.agentpol");
    expect(casesIn(tree).map(({ name }) => name)).toEqual(["one"]);
  });

  it("says what stands around a place", () => {
    const { text } = tree.file;
    const around = nodesAround(tree, text.indexOf("block") + 1).map(({ start, end }) =>
      text.slice(start, end),
    );
    expect(around.slice(-3)).toEqual(['{ name: "one", expect: block }', "expect: block", "block"]);
  });

  it("that is nested too deep is not read", () => {
    expect(casesTree({ path: "x.cases.yaml", text: "[".repeat(200) }).contents).toBeNull();
  });
});
