// `agentpol verify`: what is proved of every request, and what a request refutes.

import { ready } from "../../runtime/facts/ready.js";
import { formOf } from "../../runtime/table/floor.js";
import { groundOf } from "../../compiler/verify/ground.js";
import { gapsIn, overlapsIn } from "../../compiler/verify/demand.js";
import { verifyRules } from "../../compiler/verify/rules.js";
import { coveringIn, subjectOf } from "../../compiler/verify/subject.js";
import { verifyClaims } from "../../compiler/verify/verify.js";
import { discover } from "../files.js";
import { InputError, type ExitCode } from "../exit.js";
import { withoutLibraries } from "../libraries.js";
import { compilePolicy } from "../load.js";
import { progressOn } from "../progress.js";
import { report } from "../report/report.js";
import { told, type Verified } from "../report/verified.js";
import { verifyJson } from "../report/verify-json.js";
import { verifyPretty } from "../report/verify-pretty.js";
import { saveCases } from "../save-cases.js";
import { styleFor } from "../style.js";

export interface VerifyOptions {
  readonly json: boolean;
  readonly strict: boolean;
  readonly overlaps: boolean;
  readonly completeness: boolean;
  readonly saveCases?: string;
}

type Compiled = Awaited<ReturnType<typeof compilePolicy>>;

export async function verify(paths: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  const files = discover(paths, [".agentpol"]);
  if (files.length === 0)
    throw new InputError(
      `no policies under ${paths.join(", ")}`,
      "name a *.agentpol file or a folder that holds one",
    );
  await ready();
  const compiled: Compiled[] = [];
  for (const file of files) compiled.push(await compilePolicy(file));
  const policies = withoutLibraries(compiled);
  const broken = policies.filter(({ table }) => table === undefined);
  if (broken.length > 0) process.stderr.write(report(broken, "pretty", styleFor(process.stderr)));
  const verified = policies.flatMap((policy) => verifyOne(policy, options) ?? []);
  if (options.json) process.stdout.write(verifyJson(verified));
  else if (verified.length > 0) process.stdout.write(verifyPretty(verified, styleFor(process.stdout)));
  if (options.saveCases !== undefined) saveRefuting(options.saveCases, verified);
  return broken.length > 0 || verified.some((each) => hasFailed(each, options)) ? 1 : 0;
}

/** The requests that refute claims. One file speaks of one policy. */
function saveRefuting(path: string, verified: readonly Verified[]): void {
  const refuted = verified.flatMap(({ path: file, policy, claims }) => {
    const cases = claims.flatMap(({ name, expects, counterexample }) =>
      counterexample?.unsaid.length === 0
        ? [{ testCase: counterexample.testCase, review: `refutes \`${name}\`, by which it is ${expects}` }]
        : [],
    );
    return cases.length === 0 ? [] : [{ policy: { file, name: policy }, cases }];
  });
  const [first, second] = refuted;
  if (second !== undefined)
    throw new InputError("claims of several policies are refuted", "name one policy with --save-cases");
  if (first !== undefined) saveCases(path, first.policy, first.cases);
}

function hasFailed({ claims, rules }: Verified, { strict }: VerifyOptions): boolean {
  return (
    claims.some(({ status }) => status === "refuted") ||
    (strict && (rules.notVerified.length > 0 || claims.some(({ status }) => status === "not verified")))
  );
}

function verifyOne({ entry, path, program, table }: Compiled, options: VerifyOptions): Verified | undefined {
  if (program === undefined || table === undefined) return undefined;
  const ground = groundOf(subjectOf(program, table));
  const actions = Object.keys(table.schema.actions).length;
  const rules = new Set(table.rules.map(({ name }) => name)).size;
  const progress = progressOn(process.stderr, 2 * actions + rules, `steps on ${entry}`);
  const { advance } = progress;
  const claims = verifyClaims(ground, advance).map((result) => told(result, program, ground));
  const report = verifyRules(ground, { covering: coveringIn(program) }, advance);
  progress.end();
  return {
    file: entry,
    path,
    policy: table.policy.name,
    form: formOf(table),
    claims,
    rules: report,
    ...(options.overlaps && { overlaps: overlapsIn(ground) }),
    ...(options.completeness && { gaps: gapsIn(ground) }),
  };
}
