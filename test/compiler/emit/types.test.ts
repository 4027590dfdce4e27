// The declarations of requests: TypeScript takes them under its strictest rules, and finds wrong requests with them.

import ts from "typescript";
import { describe, expect, it } from "vitest";
import { emitTypes } from "../../../compiler/emit/types.js";
import { programOf } from "../../support/lowering.js";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  noEmit: true,
  types: [],
};

const REST = `agent: { id: "a", role: "lead", session: "s", level: 1 }, context: { env: "prod", tags: [], share: 5 }`;
const PAY = `to: "x", body: "b"`;

const GOOD = {
  "what is required": `{ ${REST}, action: { name: "pay", args: { ${PAY}, amount: 10 } } }`,
  "money with its currency": `{ ${REST}, action: { name: "pay", args: { ${PAY}, amount: { amount: "1.5", currency: "USD" } } } }`,
  "all there is": `{ ${REST}, action: { name: "exec", args: { command: ["ls"] }, reversible: true }, impact: { hosts: 1 }, id: "1" }`,
};

const BAD = {
  "an undeclared action": `{ ${REST}, action: { name: "fly", args: {} } }`,
  "the arguments of another action": `{ ${REST}, action: { name: "read", args: { command: "ls" } } }`,
  "another currency": `{ ${REST}, action: { name: "pay", args: { ${PAY}, amount: { amount: 1, currency: "EUR" } } } }`,
  "a missing agent": `{ context: { env: "prod", tags: [], share: 5 }, action: { name: "exec", args: { command: "ls" } } }`,
  "undefined for absent": `{ ${REST}, action: { name: "exec", args: { command: "ls" } }, impact: { hosts: undefined } }`,
};

const RESULT = `import type { Results } from "./request.js";
export const page: Results["load"] = { content: "x" };
export const wrong: Results["load"] = { content: 7 };
export type None = Results["read"];`;

const NARROWING = `import type { Action } from "./request.js";
export const pathOf = (action: Action): string => (action.name === "read" ? action.args.path : "");`;

/** What TypeScript says of each module beside the declarations; one program for all, since starting it takes long. */
function complaints(modules: Readonly<Record<string, string>>): (name: string) => readonly string[] {
  const load = "action load(url: url) gives { content: string, status?: int } { reaches url }\n";
  const declarations = emitTypes(programOf(`${load}rule r on * { allow }`));
  const files = new Map([
    ["/request.d.ts", declarations],
    ...Object.entries(modules).map(([name, text]) => [pathOf(name), text] as const),
  ]);
  const system = ts.createCompilerHost(OPTIONS);
  const readFile = (path: string): string | undefined => files.get(path) ?? system.readFile(path);
  const host: ts.CompilerHost = {
    ...system,
    readFile,
    fileExists: (path) => files.has(path) || system.fileExists(path),
    getSourceFile: (path, version) => {
      const text = readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], OPTIONS, host));
  return (name) =>
    found
      .filter(({ file }) => file === undefined || file.fileName === pathOf(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

const pathOf = (name: string): string => `/${name.replaceAll(" ", "-")}.ts`;

const asking = (requests: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [
      name,
      `import type { Request } from "./request.js";\nexport const request: Request = ${request};`,
    ]),
  );

describe("types of requests", () => {
  const complaintsAbout = complaints({
    ...asking(GOOD),
    ...asking(BAD),
    narrowing: NARROWING,
    result: RESULT,
  });

  it("are good declarations themselves", () => {
    expect(complaintsAbout("request.d")).toEqual([]);
  });

  it.each(Object.keys(GOOD))("take %s", (name) => {
    expect(complaintsAbout(name)).toEqual([]);
  });

  it.each(Object.keys(BAD))("refuse %s", (name) => {
    expect(complaintsAbout(name).join("\n")).toMatch(/is not assignable to|is missing in type/);
  });

  it("say what comes back, of each action that says so", () => {
    const [wrong, none, ...more] = complaintsAbout("result");
    expect(wrong).toMatch(/'number' is not assignable to type 'string'/);
    expect(none).toMatch(/Property 'read' does not exist/);
    expect(more).toEqual([]);
  });

  it("tell actions apart by their names", () => {
    expect(complaintsAbout("narrowing")).toEqual([]);
  });
});
