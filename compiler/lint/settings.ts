// How each rule is set: by the preset, then by its category, then by its id.

import type { LintCategory, LintCode, Severity } from "../diagnostics/diagnostic.js";
import { rules } from "./registry.js";
import { categoryOf, type LintRule, type Setting } from "./rule.js";

/** The part `lint` of `agentpol.config.json`, once it was read. */
export interface LintConfig {
  readonly extends: "recommended" | "strict";
  readonly categories: Readonly<Partial<Record<LintCategory, Setting>>>;
  readonly rules: ReadonlyMap<LintCode, RuleSetting>;
  /** Globs of files that are left out, from the configuration's folder. */
  readonly ignore: readonly string[];
}

export interface RuleSetting {
  readonly setting: Setting;
  /** Counts, and durations in milliseconds. */
  readonly options: Readonly<Record<string, number>>;
}

export const RECOMMENDED: LintConfig = {
  extends: "recommended",
  categories: {},
  rules: new Map(),
  ignore: [],
};

/** A rule that is on. */
export interface Active {
  readonly rule: LintRule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, number>>;
}

/** The rules that are on, in the order of the registry; with `only`, these and no others, even if they are off. */
export function activeRules(config: LintConfig, only?: ReadonlySet<string>): readonly Active[] {
  return rules.flatMap((rule): readonly Active[] => {
    if (only !== undefined && !only.has(rule.id)) return [];
    const own = config.rules.get(rule.id);
    const setting = own?.setting ?? config.categories[categoryOf(rule.id)] ?? rule[config.extends];
    const severity = setting === "off" ? only && rule.strict : setting;
    if (severity === undefined) return [];
    const standard = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.standard]);
    const options = { ...(Object.fromEntries(standard) as Record<string, number>), ...own?.options };
    return [{ rule, severity, options }];
  });
}
