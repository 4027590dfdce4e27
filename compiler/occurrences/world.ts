// What a policy declares, by name: with what its floors declare of the same requests, which is one thing under one name.

import { declarationOf, isActionPattern, standingIn } from "../../runtime/values/action-name.js";
import type { Analysis } from "../analyse.js";
import type * as ast from "../ast/ast.js";
import type { LoadedModule } from "../names/load.js";
import { headerOf } from "../names/qualified.js";
import type { NamedForm, RuleSymbol, Symbols } from "../names/symbols.js";
import type { Known } from "../types/known.js";
import type { Action } from "../types/program.js";
import { declaredAt, fileAt, type Declared } from "./declared.js";
import { firstOf, remembered, type Typed, type Written } from "./written.js";

interface DeclaredAction {
  readonly decl: ast.ActionDecl;
  readonly world: World;
}

const UNKNOWN: Typed = { of: [], written: [] };

/** Made once for each analysis that knows names; a floor's is part of it. */
export class World {
  readonly symbols: Symbols;
  readonly #below: World | undefined;
  readonly #attributes = new Map<string, Typed>();
  readonly #fields = new Map<string, ast.Field[]>();
  readonly #results = new WeakMap<readonly Action[], readonly Written[]>();
  readonly #picked = new Map<string, readonly Declared[]>();
  readonly #declarations = new Map<string, readonly DeclaredAction[]>();
  readonly #params = new WeakMap<ast.ActionDecl, ReadonlyMap<string, ast.Param>>();
  readonly #rules: ReadonlyMap<string, RuleSymbol>;
  readonly #prefixes = new Map<string, Declared>();
  readonly #actions: Readonly<Record<string, true>>;

  constructor(
    readonly known: Known,
    { loaded, floor }: Analysis,
  ) {
    this.symbols = known.symbols;
    this.#below = floor && worldOf(floor);
    for (const { section, record } of this.symbols.attributes)
      for (const field of record.fields) {
        const path = `${section}.${field.name.text}`;
        const fields = this.#fields.get(path) ?? [];
        this.#fields.set(path, fields);
        fields.push(field);
      }
    const { rules } = this.symbols;
    this.#rules = new Map(rules.map((rule) => [rule.qualified, rule]));
    this.#actions = Object.fromEntries(known.actions.map(({ name }) => [name, true]));
    for (const { module, qualified, decl } of rules) {
      const prefix = qualified.slice(0, -decl.name.text.length - 1);
      this.#prefixes.set(prefix, ownerOf(module, module === loaded.entry));
    }
  }

  /** An attribute of the agent, the context or the impact: in each block that declares it. */
  attribute(path: string): Typed {
    const known = this.#attributes.get(path) ?? this.#attributeOf(path);
    this.#attributes.set(path, known);
    return known;
  }

  #attributeOf(path: string): Typed {
    const fields = this.#fields.get(path) ?? [];
    const { of, written } = this.#below?.attribute(path) ?? UNKNOWN;
    const own = fields.map(({ type }): Written => ({ kind: "type", type, names: this.symbols }));
    return {
      of: [...fields.map(({ name, span }) => declaredAt(name, "attribute", span)), ...of],
      written: [...own, ...written],
    };
  }

  /** An argument of the actions, in each that has it. */
  readonly argument = remembered((actions: readonly Action[], name): Typed => {
    const all = actions.map((action) => this.argumentOf(action.name, name));
    return { of: all.flatMap(({ of }) => of), written: all.flatMap(({ written }) => written) };
  });

  /** The argument of one declaration of an action, and that of the floor's under which it stands. */
  argumentOf(action: string, name: string): Typed {
    const found = this.#declarationsOf(action).flatMap(({ decl, world }) => {
      const param = world.#paramsOf(decl).get(name);
      return param === undefined ? [] : [{ param, names: world.symbols }];
    });
    return {
      of: found.map(({ param }) => declaredAt(param.name, "argument", param.span)),
      written: found.map(({ param: { type }, names }) => ({ kind: "type", type, names })),
    };
  }

  #paramsOf(decl: ast.ActionDecl): ReadonlyMap<string, ast.Param> {
    const known = this.#params.get(decl) ?? firstOf(decl.params, ({ name }) => name.text);
    this.#params.set(decl, known);
    return known;
  }

  /** What comes back from the actions. */
  result(actions: readonly Action[]): readonly Written[] {
    const known = this.#results.get(actions) ?? actions.flatMap(({ name }) => this.resultOf(name));
    this.#results.set(actions, known);
    return known;
  }

  /** What comes back from one of them. */
  resultOf(action: string): readonly Written[] {
    return this.#declarationsOf(action).flatMap(({ decl: { gives }, world }): readonly Written[] =>
      gives === undefined ? [] : [{ kind: "type", type: gives, names: world.symbols }],
    );
  }

  /** Its own, and that of the floor under which it stands. */
  #declarationsOf(name: string): readonly DeclaredAction[] {
    const known = this.#declarations.get(name) ?? [...this.#own(name), ...this.#standing(name)];
    this.#declarations.set(name, known);
    return known;
  }

  #own(name: string): readonly DeclaredAction[] {
    const decl = this.symbols.actions.get(name);
    return decl === undefined ? [] : [{ decl, world: this }];
  }

  #standing(name: string): readonly DeclaredAction[] {
    const below = this.#below;
    const under = this.symbols.actions.has(name) ? this.#underBelow(name) : undefined;
    return below === undefined || under === undefined ? [] : below.#declarationsOf(under);
  }

  #underBelow(name: string): string | undefined {
    if (this.#below === undefined) return undefined;
    const [below, own] = [this.#below, this].map((world) => Object.keys(world.#actions));
    return standingIn(below ?? [], own ?? [], name).under;
  }

  /** The declarations of an action: the policy's, and those of floors where they have the very name. */
  action(name: string): readonly Declared[] {
    const decl = this.symbols.actions.get(name);
    const own = decl === undefined ? [] : [declaredAt(decl.name, "action", decl.span)];
    return [...own, ...(this.#below?.action(name) ?? [])];
  }

  /** The declaration under which an action of this name comes; its own, or that of a wildcard. */
  actionUnder(name: string): string | undefined {
    return declarationOf(this.#actions, name);
  }

  /** The actions that one pattern of a selector names. */
  picked(pattern: ast.ActionPattern): readonly Declared[] {
    const { text } = pattern;
    const known = this.#picked.get(text) ?? this.#pick(pattern);
    this.#picked.set(text, known);
    return known;
  }

  #pick(pattern: ast.ActionPattern): readonly Declared[] {
    const own = isActionPattern(pattern.text) ? [] : this.action(pattern.text);
    if (own.length > 0) return own;
    const { span } = pattern;
    const selected = this.known.select({ kind: "selector", span, include: [pattern], except: [] });
    return selected.flatMap(({ name }) => this.action(name));
  }

  /** A rule by its qualified name, among those of floors too. */
  rule(qualified: string): RuleSymbol | undefined {
    return this.#rules.get(qualified) ?? this.#below?.rule(qualified);
  }

  /** What stands before the names of a file's rules: the policy, or the file. */
  prefix(name: string): Declared | undefined {
    return this.#prefixes.get(name) ?? this.#below?.prefix(name);
  }

  group(name: string): Declared | undefined {
    const group = this.symbols.groups.get(name);
    if (group !== undefined) return declaredAt(group.name, "group", group.span);
    const approver = this.symbols.approvers.get(name);
    return approver && declaredForm(approver, "approver");
  }

  sandbox(name: string): Declared | undefined {
    const sandbox = this.symbols.sandboxes.get(name);
    return sandbox && declaredForm(sandbox, "sandbox");
  }

  zone(name: string): Declared | undefined {
    const zone = this.symbols.zones.get(name);
    return zone && declaredAt(zone.name, "zone", zone.span);
  }

  detector(name: string): Declared | undefined {
    const detector = this.symbols.detectors.get(name);
    return detector && declaredAt(detector.name, "detector", detector.span);
  }
}

export function declaredForm({ name, span }: NamedForm, kind: "rule" | "approver" | "sandbox"): Declared {
  return declaredAt(name, kind, span);
}

function ownerOf(module: LoadedModule, isEntry: boolean): Declared {
  const header = isEntry ? headerOf(module) : undefined;
  return header?.name === undefined || header.name.text === ""
    ? fileAt(module.file.path)
    : declaredAt(header.name, "policy", header.span);
}

const worlds = new WeakMap<Analysis, World>();

/** Undefined where nothing could be read. */
export function worldOf(analysis: Analysis): World | undefined {
  const known = worlds.get(analysis);
  if (known !== undefined || analysis.known === undefined) return known;
  const world = new World(analysis.known, analysis);
  worlds.set(analysis, world);
  return world;
}
