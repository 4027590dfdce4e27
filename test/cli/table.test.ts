// `agentpol table` as a user meets it. The golden outputs in fixtures/tables are written by `npx vitest run test/cli/table --update`.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cli } from "../support/cli.js";

const PAYMENTS = "fixtures/policies/payments.agentpol";
const REQUEST = JSON.stringify({
  agent: { id: "a-17", role: "clerk", session: "s-1" },
  context: { env: "prod" },
  action: { name: "payments.send", args: { counterparty: "Mallory Ltd", amount: 48_000 } },
});

const table = (args: readonly string[], input = REQUEST) => cli(["table", ...args], { input });

/** The digest changes with the format of tables, which is another matter. */
function withoutDigest(text: string): string {
  return text.replace(/sha256:[0-9a-f]{64}/g, "sha256:…");
}

describe("agentpol table", () => {
  it.each([
    ["payments.80.txt", ["--width", "80"]],
    ["payments.140.txt", ["--width", "140", "--request", "-"]],
    ["payments.md", ["--format", "markdown", "--request", "-"]],
    ["payments.html", ["--format", "html", "--request", "-"]],
    ["payments.json", ["--json", "--request", "-"]],
  ])("prints %s", async (file, args) => {
    const { code, stdout, stderr } = table([PAYMENTS, ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(withoutDigest(stdout)).toMatchFileSnapshot(`../../fixtures/tables/${file}`);
  });

  it("writes DMN, and says what it left out", async () => {
    const { code, stdout, stderr } = table([PAYMENTS, "--emit", "dmn"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        "left out: block by payments.daily_spend on payments.send (payments.agentpol:40:1): it asks what a window has counted\n" +
        "left out: throttle by payments.search_budget on search.query (payments.agentpol:47:1): it asks what a window has counted\n",
    });
    await expect(stdout).toMatchFileSnapshot("../../fixtures/tables/payments.dmn");
    expect(table([PAYMENTS, "--emit", "dmn", "--action", "search.*"]).stdout).not.toContain("payments_send");
    expect(table([PAYMENTS, "--emit", "dmn", "--format", "html"]).code).toBe(2);
    expect(table([PAYMENTS, "--emit", "dmn", "--request", "-"]).code).toBe(2);
  });

  it.each([40, 60, 80, 100, 140, 200])("keeps within %i columns", (width) => {
    for (const policy of [PAYMENTS, "fixtures/policies/domains/plant.agentpol"]) {
      const { stdout } = table([policy, "--width", String(width)]);
      const widest = Math.max(...stdout.split("\n").map(({ length }) => length));
      expect(widest).toBeLessThanOrEqual(width);
    }
  });

  it("reads the policy, or the request, from standard input, and not both", () => {
    const text = readFileSync(PAYMENTS, "utf8")
      .replace(/data .*\n/, "")
      .replace(/rule off_allowlist[^]*?\n}\n/, "");
    const policy = text
      .replace(/assert only_listed[^]*?\n}\n/, "")
      .replace(/test "an injected[^]*?\n}\n/, "");
    expect(table(["-"], policy)).toMatchObject({ code: 0, stderr: "" });
    const { code, stderr } = table(["-", "--request", "-"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error: both the policy and the request are on standard input\n  help: name a file for one of them\n",
    });
  });

  it("narrows to the actions that are named", () => {
    const named = (selector: string): readonly string[] => {
      const { layers } = JSON.parse(table([PAYMENTS, "--json", "--action", selector]).stdout) as {
        readonly layers: readonly { readonly tables: readonly { readonly actions: readonly string[] }[] }[];
      };
      return layers.flatMap(({ tables }) => tables.flatMap(({ actions }) => actions));
    };
    expect(named("search.*")).toEqual(["search.query"]);
    expect(named("payments.send, search.query")).toEqual(["payments.send", "search.query"]);
    expect(table([PAYMENTS, "--action", "nothing"])).toMatchObject({
      code: 2,
      stderr: "error: no action is called nothing\n  help: the policy declares payments.send, search.query\n",
    });
  });

  it("takes a compiled table", () => {
    const compiled = cli(["compile", PAYMENTS]).stdout;
    const stored = table([PAYMENTS, "--json"]).stdout;
    expect((JSON.parse(stored) as { readonly digest: string }).digest).toBe(
      (JSON.parse(compiled) as { readonly digest: string }).digest,
    );
  });

  it("says 1 of a policy with errors and of a request that is invalid, which hits no row", () => {
    expect(table(["-"], "policy p {}\nrule r on x { allow }").code).toBe(1);
    const { code, stdout } = table(
      [PAYMENTS, "--json", "--request", "-"],
      '{ "action": { "name": "payments.send" } }',
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ decided: { verdict: "block", rule: "on_error" }, hits: [] });
    for (const request of ["null", "[]", '"x"', "{}"])
      expect(table([PAYMENTS, "--request", "-"], request).code).toBe(1);
  });

  it("says 2 of what is no request, no file and no format", () => {
    expect(table([PAYMENTS, "--request", "-"], "{").code).toBe(2);
    expect(table(["nowhere.agentpol"]).code).toBe(2);
    expect(table([PAYMENTS, "--format", "pdf"]).code).toBe(2);
    expect(table([PAYMENTS, "--width", "wide"]).code).toBe(2);
  });

  it("shows what came back at the rows of results", () => {
    const request = {
      agent: { id: "a-1", session: "s" },
      context: { env: "prod" },
      action: { name: "web.get", args: { url: "https://wiki.internal.example/" } },
      report: { outcome: "ok", result: { content: "hello", links: [] } },
    };
    const { stdout } = table(
      ["fixtures/policies/primitives/results.agentpol", "--json", "--request", "-"],
      JSON.stringify(request),
    );
    const { decided, hits, layers } = JSON.parse(stdout) as {
      readonly decided: { readonly action: string; readonly rule: string };
      readonly hits: readonly number[];
      readonly layers: readonly {
        readonly tables: readonly {
          readonly onResult: boolean;
          readonly rows: readonly { readonly id: number; readonly rule: string }[];
        }[];
      }[];
    };
    expect(decided.action).toBe("result of web.get");
    const shown = layers.flatMap(({ tables }) =>
      tables.flatMap(({ onResult, rows }) =>
        rows.flatMap(({ id, rule }) => (hits.includes(id) ? [{ onResult, rule }] : [])),
      ),
    );
    expect(shown).toContainEqual({ onResult: true, rule: decided.rule });
    expect(shown.every(({ onResult }) => onResult)).toBe(true);
  });
});
