// Names and types: from loaded modules to the typed program, or to what is wrong with them.

import type { Normalized } from "../../runtime/values/normalized.js";
import type * as ast from "../ast/ast.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Loaded, LoadedModule } from "../names/load.js";
import { collect, type NamedForm, type Symbols } from "../names/symbols.js";
import type { Report } from "../names/table.js";
import type { Read } from "../source/reader.js";
import { resolveActions, type Actions } from "./actions.js";
import { resolveApprovers } from "./approvers.js";
import { mergeAttributes, type Attributes } from "./attributes.js";
import { resolveBoxes } from "./boxes.js";
import { boundAttributes, checkEvidence } from "./check-evidence.js";
import { checkForm, checkRules } from "./check-rules.js";
import type { Checker } from "./checker.js";
import { resolveClassifiers } from "./classifiers.js";
import type { Context } from "./context.js";
import { resolveData } from "./data.js";
import { resolveDetectors } from "./detectors.js";
import { echoes } from "./echo.js";
import type { Names } from "./environment.js";
import { checkAssert } from "./forms/assert.js";
import { checkKillswitch } from "./forms/killswitch.js";
import { checkAgainstFloor, formWith, withFloors } from "./floor.js";
import { resolveGroups } from "./groups.js";
import { checkHeader } from "./header.js";
import { knownOf, type Known } from "./known.js";
import { warnOfUnknownOwner } from "./owner.js";
import type { Program, TypedRule } from "./program.js";
import { withRefresh } from "./refresh.js";
import { reporter, TooManyMistakes } from "./reporter.js";
import { typeResolver } from "./resolve-type.js";
import { asksPeople, ruleNames, type RuleNames } from "./rule-names.js";
import { selecting } from "./selectors.js";
import { checkTests } from "./tests.js";
import { TypeNotes } from "./type-notes.js";
import { noteUses, warnOfUnused } from "./unused.js";
import { checkUnusedLets } from "./unused-lets.js";
import { refuseStrayVolatiles, volatilePaths } from "./volatile.js";
import { resolveZones } from "./zones.js";

export interface CheckOptions {
  readonly read: Read;
  /** Checks a baseline's SQL. */
  readonly parseSchema?: (ddl: string) => Normalized<unknown>;
}

/** What is known of a policy before its own files are checked. */
export interface Surroundings extends CheckOptions {
  readonly floor?: Program;
}

export interface Checked {
  /** Absent where something is an error. */
  readonly program?: Program;
  /** Absent where nothing was loaded, or where the declarations have too many mistakes. */
  readonly known?: Known;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks what was loaded. */
export function check(loaded: Loaded, options: Surroundings): Checked {
  const { known, finish } = beginCheck(loaded, options);
  return { ...finish(), ...(known && { known }) };
}

/** A check of which the declarations are done; rules, claims and tests are when `finish` is called, once. */
export interface Checking extends Pick<Checked, "known"> {
  readonly finish: () => Omit<Checked, "known">;
}

/** The first half of a check, which is all that many a question of an editor needs. */
export function beginCheck(loaded: Loaded, options: Surroundings): Checking {
  const { report, diagnostics } = reporter(echoes(loaded));
  const isSound = (): boolean =>
    [...loaded.diagnostics, ...diagnostics].every(({ severity }) => severity !== "error");
  const begun = untilTooMany(() => checkDeclarations(loaded, options, report));
  if (begun === undefined) return { finish: () => ({ diagnostics }) };
  const { checker, types } = begun;
  let finished: Omit<Checked, "known"> | undefined;
  const finish = (): Omit<Checked, "known"> => {
    if (finished !== undefined) return finished;
    const program = untilTooMany(() => checkRest(loaded, begun, isSound));
    finished = { ...(program !== undefined && isSound() && { program }), diagnostics };
    return finished;
  };
  const typesOfAll = (): TypeNotes["all"] => {
    finish();
    return types.all;
  };
  return { known: knownOf(checker, typesOfAll), finish };
}

/** Undefined where there are too many mistakes to go on. */
function untilTooMany<R>(act: () => R): R | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TooManyMistakes)) throw error;
    return undefined;
  }
}

/** Checks a form that stands in the place of a rule, with what else is declared; undefined where that is wrong. */
export type FormChecker = (
  name: string,
  decl: NamedForm,
  lets?: readonly ast.LetDecl[],
) => TypedRule | undefined;

/** For those who try changes of one rule after another, in a program that was loaded; `lets` stand for those of their names. */
export function formChecker(loaded: Loaded, options: Surroundings): FormChecker {
  let errors = 0;
  const report: Report = ({ severity }) => {
    if (severity === "error") errors += 1;
  };
  const symbols = collect(loaded, report);
  const { use } = noteUses();
  const context = {
    symbols,
    report,
    use,
    resolveType: typeResolver(symbols, use, report),
    read: options.read,
  };
  const checker = resolveDeclarations(context, new TypeNotes(), options);
  const places = new Map(symbols.rules.map((symbol) => [symbol.qualified, symbol]));
  const withLets = lastOf((lets: readonly ast.LetDecl[]): Checker => {
    const all = new Map([...symbols.lets, ...lets.map((each) => [each.name.text, each] as const)]);
    return { ...checker, names: { ...checker.names, lets: all } };
  });
  return (name, decl, lets) => {
    const symbol = places.get(name);
    if (symbol === undefined) return undefined;
    errors = 0;
    const rule = checkForm(lets === undefined ? checker : withLets(lets), { ...symbol, decl });
    return errors === 0 ? rule : undefined;
  };
}

/** The function, which remembers its last result. */
function lastOf<A, R>(make: (argument: A) => R): (argument: A) => R {
  let last: { readonly argument: A; readonly result: R } | undefined;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}

/** What the first half of a check leaves to the second. */
interface Begun {
  readonly checker: Checker;
  readonly types: TypeNotes;
  readonly uses: ReturnType<typeof noteUses>;
  readonly entry: LoadedModule;
}

function checkDeclarations(loaded: Loaded, options: Surroundings, report: Report): Begun | undefined {
  const { entry } = loaded;
  if (entry === undefined) return undefined;
  const symbols = collect(loaded, report);
  const uses = noteUses();
  const resolveType = typeResolver(symbols, uses.use, report);
  const context: Context = { symbols, report, use: uses.use, resolveType, read: options.read };
  const types = new TypeNotes();
  return { checker: resolveDeclarations(context, types, options), types, uses, entry };
}

function checkRest(
  loaded: Loaded,
  { checker, types, uses, entry }: Begun,
  isSound: () => boolean,
): Program | undefined {
  const { names, report } = checker;
  const declarations = loaded.modules.flatMap(({ module }) => module.declarations);
  refuseStrayVolatiles(declarations, report);
  const program = checkClaimsAndRules(checker, loaded, entry, types);
  checkUnusedLets(names, uses);
  // What is wrong may be the very use of what seems unused.
  if (isSound()) warnOfUnused(entry, uses, report);
  return program;
}

function resolveDeclarations(context: Context, types: TypeNotes, options: Surroundings): Checker {
  for (const decl of context.symbols.types.values()) context.resolveType(decl.type, "data");
  const zones = resolveZones(context);
  const groups = resolveGroups(context);
  const attributes = mergeAttributes(context);
  const actions = resolveActions({ ...context, attributes });
  const names = namesOf(context, attributes, actions, types);
  const { parseSchema, floor } = options;
  const checker: Checker = {
    ...context,
    names,
    places: attributes.places,
    zones,
    groups,
    approvers: new Map(),
    boxes: resolveBoxes(context, names, zones),
    bound: boundAttributes(context),
    switches: context.symbols.rules.filter(({ decl }) => decl.form === "killswitch"),
    killScopes: new Set([...killScopesOf(context.symbols), ...floorScopes(floor)]),
    ...(floor !== undefined && { floor }),
    ...(parseSchema !== undefined && { parseSchema }),
  };
  return { ...checker, approvers: resolveApprovers(checker) };
}

function namesOf(context: Context, attributes: Attributes, actions: Actions, types: TypeNotes): Names {
  const { symbols, report, use, resolveType } = context;
  const data = resolveData(context);
  const wrong = [...data.values()].filter(({ type }) => type.kind === "error").map(({ name }) => name);
  const names: Names = {
    ...attributes,
    actions: [...actions.known.values()],
    declared: (path) => declarationsOf(symbols, path),
    lets: symbols.lets,
    data,
    zones: symbols.zones,
    detectors: resolveDetectors(context),
    rules: new Map(),
    classifiers: new Map(),
    refused: new Set([...symbols.classifiers.keys(), ...wrong]),
    resolveType,
    select: selecting(actions, report),
    use,
    report,
    note: (expr, type) => types.note(expr, type),
  };
  return { ...names, data: withRefresh(context, names), classifiers: resolveClassifiers(context, names) };
}

function declarationsOf({ attributes }: Symbols, path: string): readonly ast.Field[] {
  return attributes.flatMap(({ section, record }) =>
    record.fields.filter(({ name }) => `${section}.${name.text}` === path),
  );
}

/** What `kill` may name, as written in the kill switches. */
function killScopesOf({ rules }: Symbols): ReadonlySet<string> {
  const clauses = rules.flatMap(({ decl }) => (decl.form === "killswitch" ? decl.clauses : []));
  const keys = clauses.flatMap((clause) => (clause.kind === "scope" ? clause.keys : []));
  return new Set(keys.map(({ parts }) => parts.map(({ text }) => text).join(".")));
}

function floorScopes(floor: Program | undefined): readonly string[] {
  const floors = floor === undefined ? [] : withFloors(floor);
  return floors.flatMap(({ killswitches }) => killswitches.flatMap(({ scope }) => scope));
}

/** A test may name the rules of floors, qualified. */
function namesForTests(own: RuleNames, floor: Program | undefined): RuleNames {
  const floors = floor === undefined ? [] : withFloors(floor);
  const theirs = floors.flatMap(({ rules, killswitches }) => [...rules, ...killswitches]);
  return new Map([...theirs.map(({ name }) => [name, name] as const), ...own]);
}

function checkClaimsAndRules(
  checker: Checker,
  loaded: Loaded,
  entry: LoadedModule,
  types: TypeNotes,
): Program | undefined {
  const { names, symbols, groups, boxes, floor } = checker;
  if (floor !== undefined) checkAgainstFloor(checker, floor);
  const header = checkHeader(checker, entry);
  const rules = checkRules(checker, symbols.rules);
  const killswitches = checker.switches.map((symbol) => checkKillswitch(checker, symbol));
  const evidence = checkEvidence(checker, loaded);
  const approvable = symbols.rules.filter(({ decl }) => asksPeople(decl));
  const asserts = loaded.modules.flatMap((module) => {
    const own = { ...checker, names: { ...names, rules: ruleNames(approvable, module) } };
    const mine = symbols.asserts.filter(({ span }) => span.file === module.file.path);
    return mine.flatMap((decl) => checkAssert(own, decl) ?? []);
  });
  const tests = checkTests(checker, entry, namesForTests(ruleNames(symbols.rules, entry), floor));
  warnOfUnknownOwner(checker, entry);
  if (header === undefined) return undefined;
  const { agent, context, impact, actions } = names;
  const volatile = volatilePaths(symbols);
  return {
    files: loaded.modules.map(({ file }) => file),
    header,
    ...(floor !== undefined && { floor }),
    form: formWith({ agent, context, impact, volatile, places: checker.places }, floor),
    ...{ agent, context, impact, actions },
    volatile,
    groups: [...groups.values()].filter((group) => group !== undefined),
    data: [...names.data.values()],
    boxes: [...boxes.values()].filter((box) => box !== undefined),
    ...{ killswitches, evidence, rules, asserts, tests },
    get types() {
      return types.all;
    },
  };
}
