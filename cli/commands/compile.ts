// `agentpol compile`: a policy's decision table, the schemas of its requests and cases, its types, and a module that decides.

import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { emitCasesSchema } from "../../compiler/emit/cases-schema.js";
import { emitModule } from "../../compiler/emit/js/module.js";
import { emitModuleTypes } from "../../compiler/emit/js/types.js";
import { emitRequestSchema } from "../../compiler/emit/request-schema.js";
import { tableBytes } from "../../compiler/emit/table.js";
import { emitTypes } from "../../compiler/emit/types.js";
import { emitSuite } from "../../compiler/suite/suite.js";
import type { Program } from "../../compiler/types/program.js";
import { ready } from "../../runtime/facts/ready.js";
import type { TableFile } from "../../runtime/table/format.js";
import { InputError, type ExitCode } from "../exit.js";
import { causeOf, makeFolder } from "../files.js";
import { compilePolicy } from "../load.js";
import { report } from "../report/report.js";
import { styleFor } from "../style.js";

export interface CompileOptions {
  readonly emit: string;
  readonly out?: string;
  readonly json: boolean;
}

const KINDS = ["table", "schema", "types", "js", "tests"] as const;
type Kind = (typeof KINDS)[number];

interface Output {
  readonly file: string;
  readonly text: string;
}

export async function compile(policy: string, options: CompileOptions): Promise<ExitCode> {
  const kinds = kindsOf(options.emit);
  const compilation = await compilePolicy(policy);
  const { diagnostics, program, table } = compilation;
  if (diagnostics.length > 0) process.stderr.write(report([compilation], "pretty", styleFor(process.stderr)));
  if (program === undefined || table === undefined) return 1;
  const stem = basename(compilation.entry).replace(/\.agentpol$/, "");
  if (kinds.includes("tests")) await ready();
  const outputs = kinds.flatMap((kind) => outputsOf(kind, stem, program, table));
  if (options.out === undefined) return toStdout(outputs);
  const written = write(options.out, outputs);
  const { digest } = table;
  process.stdout.write(
    options.json ? `${JSON.stringify({ digest, written }, null, 2)}\n` : told(written, digest),
  );
  return 0;
}

function kindsOf(text: string): Kind[] {
  return text.split(",").map((word) => {
    const kind = KINDS.find((each) => each === word.trim());
    if (kind === undefined)
      throw new InputError(
        `cannot emit \`${word.trim()}\``,
        word.trim() === "dmn"
          ? "agentpol table --emit dmn writes that"
          : `use ${KINDS.join(", ")}, several with commas`,
      );
    return kind;
  });
}

function outputsOf(kind: Kind, stem: string, program: Program, table: TableFile): Output[] {
  switch (kind) {
    case "table":
      return [{ file: `${stem}.table.json`, text: tableBytes(table) }];
    case "schema":
      return [
        { file: `${stem}.request.schema.json`, text: pretty(emitRequestSchema(program)) },
        { file: `${stem}.cases.schema.json`, text: pretty(emitCasesSchema(program)) },
      ];
    case "types":
      return [{ file: `${stem}.d.ts`, text: emitTypes(program) }];
    case "js":
      return [
        { file: `${stem}.mjs`, text: emitModule(table) },
        { file: `${stem}.d.mts`, text: emitModuleTypes() },
      ];
    case "tests":
      return [
        { file: `${stem}.table.json`, text: tableBytes(table) },
        { file: `${stem}.properties.test.mjs`, text: emitSuite(program, table, `${stem}.table.json`).text },
      ];
  }
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function toStdout(outputs: readonly Output[]): ExitCode {
  const [only, ...others] = outputs;
  if (only === undefined || others.length > 0) {
    throw new InputError("several files do not fit on standard output", "say where to write them: -o DIR");
  }
  process.stdout.write(only.text);
  return 0;
}

function write(folder: string, outputs: readonly Output[]): string[] {
  try {
    makeFolder(folder);
    return outputs.map(({ file, text }) => {
      const path = join(folder, file);
      writeFileSync(path, text);
      return path;
    });
  } catch (error) {
    throw new InputError(`cannot write to ${folder}`, causeOf(error));
  }
}

function told(written: readonly string[], digest: string): string {
  const style = styleFor(process.stdout);
  return [...written.map((path) => `${style.green("✓")} ${path}`), `  ${style.dim(digest)}`, ""].join("\n");
}
