// The same policy has the same bytes, wherever it is compiled from.

import { describe, expect, it } from "vitest";
import { compile } from "../../../compiler/compile.js";

const FILES: Readonly<Record<string, string>> = {
  "base.agentpol":
    "agent { id: string }\naction a() { effect read, reversible always }\nrule shared on a { block }\n",
  "team/parts/more.agentpol": "rule more on a { throttle }\n",
  "team/p.agentpol":
    'policy p { default block }\nimport "../base.agentpol"\nimport "./parts/more.agentpol"\nrule own on a { allow }\n',
};

function tableFrom(prefix: string) {
  const read = (path: string) => {
    const text = path.startsWith(prefix) ? FILES[path.slice(prefix.length)] : undefined;
    return text === undefined
      ? { ok: false as const, reason: "there is no such file" }
      : { ok: true as const, text };
  };
  return compile(`${prefix}team/p.agentpol`, { read }).table;
}

describe("origins", () => {
  it("are named from the folder of the entry file", () => {
    expect(tableFrom("")?.rules.map(({ origin }) => origin)).toEqual([
      "../base.agentpol:3:1",
      "parts/more.agentpol:1:1",
      "p.agentpol:4:1",
    ]);
  });

  it("do not depend on where the compiler was called", () => {
    expect(tableFrom("policies/of/ours/")).toEqual(tableFrom(""));
  });
});
