// What lint says of a policy in an editor: under the configuration that is nearest above it in its project, with the golden cases
// that stand beside it.

import { openCases } from "../../compiler/cases/read-cases.js";
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.js";
import { CONFIG_FILE, readConfig } from "../../compiler/lint/config.js";
import { lint } from "../../compiler/lint/lint.js";
import { RECOMMENDED, type LintConfig } from "../../compiler/lint/settings.js";
import { resolvePath } from "../../compiler/names/file-path.js";
import type { Policy } from "../../compiler/workspace/policy.js";
import type { Workspace } from "../../compiler/workspace/workspace.js";
import { withFloors } from "../../runtime/table/floor.js";
import type { TestCase } from "../../runtime/testing/case.js";

export function lintOf(workspace: Workspace, policy: Policy): readonly Diagnostic[] {
  const { config, folder } = configFor(workspace, policy);
  return lint(policy.compilation, {
    config,
    cases: casesOf(workspace, policy),
    pathOf: (file) => policy.absolute(file).slice(folder.length + 1),
    parse: ({ path }) => {
      const loaded = policy.module(policy.absolute(path));
      if (loaded === undefined) throw new Error(`${path} is no file of this policy`);
      return loaded;
    },
  });
}

/** Whether what lint says of a policy may hang on a file that it does not read itself. */
export function concernsLint(path: string, policy: Policy): boolean {
  const isOne = path.endsWith(`/${CONFIG_FILE}`) || path.endsWith(".cases.yaml");
  return isOne && policy.path.startsWith(`${folderOf(path)}/`);
}

/** Its mistakes are told by `agentpol lint`; here, what remains of it counts. */
function configFor(
  workspace: Workspace,
  policy: Policy,
): { readonly config: LintConfig; readonly folder: string } {
  for (let folder = folderOf(policy.path); folder.startsWith(policy.root); folder = folderOf(folder)) {
    const path = `${folder}/${CONFIG_FILE}`;
    const text = workspace.text(path);
    if (text !== undefined) return { config: readConfig({ path, text }).config, folder };
    if (folder === policy.root) break;
  }
  return { config: RECOMMENDED, folder: policy.root };
}

function casesOf(workspace: Workspace, policy: Policy): readonly TestCase[] {
  const { table } = policy.compilation;
  if (table === undefined) return [];
  const rules = withFloors(table).flatMap((each) => [...each.rules, ...each.killswitches]);
  const names = { policy: table.policy.name, rules: [...new Set(rules.map(({ name }) => name))] };
  const folder = folderOf(policy.path);
  const beside = workspace.files(".cases.yaml").filter((path) => folderOf(path) === folder);
  return beside.flatMap((path) => {
    const cases = openCases({ path, text: workspace.text(path) ?? "" });
    const named = cases.policy === undefined ? undefined : resolvePath(path.slice(1), cases.policy);
    return named === undefined || `/${named}` !== policy.path ? [] : cases.read(names).cases;
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
