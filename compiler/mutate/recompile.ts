// What an edit makes of a policy. An edit of a rule, or of a `let`, is compiled alone, onto what the policy's own rules were
// compiled to; any other with the whole policy. Both come to the same.

import type * as ast from "../ast/ast.js";
import { walk } from "../ast/children.js";
import { parse } from "../ast/parse.js";
import { compile, type CompileOptions } from "../compile.js";
import type { CoreRule } from "../hir/hir.js";
import { rowsOf } from "../hir/lower.js";
import type { Context } from "../hir/lower/context.js";
import { TooManyExpressions, TooManyVariables } from "../hir/pool.js";
import { load } from "../names/load.js";
import type { NamedForm } from "../names/symbols.js";
import type { SourceFile } from "../source/source.js";
import { formChecker, type FormChecker } from "../types/check.js";
import type { Program } from "../types/program.js";
import type { TableFile } from "../../runtime/table/format.js";
import type { Mutation } from "./mutation.js";

/** What is otherwise: the core rules of some rules, by their names, or the whole table. */
export type Recompiled =
  | { readonly kind: "rules"; readonly rules: ReadonlyMap<string, readonly CoreRule[]> }
  | { readonly kind: "whole"; readonly table: TableFile };

/** A policy that was compiled. */
export interface Compiled {
  readonly entry: string;
  readonly options: CompileOptions;
  readonly program: Program;
}

export class Recompiler {
  readonly #check: FormChecker;
  /** Without tests and claims, which name rules that an edit may leave out. Places stay. */
  readonly #texts: ReadonlyMap<string, string>;
  /** The declaration of each rule, by its qualified name. */
  readonly #forms: ReadonlyMap<string, NamedForm>;
  readonly #lets: Lets;

  constructor(private readonly compiled: Compiled) {
    const { entry, options, program } = compiled;
    const loaded = load(entry, options.read);
    this.#check = formChecker(loaded, { ...options, ...(program.floor && { floor: program.floor }) });
    this.#texts = new Map(program.files.map((file) => [file.path, decidingText(file)]));
    const declarations = loaded.modules.flatMap(({ module }) => module.declarations);
    this.#forms = formsOf(declarations, program);
    this.#lets = new Lets(declarations);
  }

  /** Undefined where the compiler refuses the edited source. `to` is where the policy's rules were lowered. */
  recompiled(mutation: Mutation, to: Context): Recompiled | undefined {
    const { declaration, owner } = mutation;
    if (declaration.kind === "form" && this.#forms.has(owner)) {
      if (isRemoval(mutation)) return { kind: "rules", rules: new Map([[owner, []]]) };
      const form = this.#parsed(mutation);
      const rows = form?.kind === "form" && isNamed(form) ? this.#lowered(owner, form, to) : undefined;
      return rows && { kind: "rules", rules: new Map([[owner, rows]]) };
    }
    if (declaration.kind === "let" && !this.#lets.reachesHeader(owner)) return this.#withLet(mutation, to);
    const table = this.whole(mutation);
    return table && { kind: "whole", table };
  }

  #withLet(mutation: Mutation, to: Context): Recompiled | undefined {
    const parsed = this.#parsed(mutation);
    if (parsed?.kind !== "let") return undefined;
    const lets = [parsed];
    const users = Array.from(this.#forms).filter(([, form]) => this.#lets.isUsedIn(form, mutation.owner));
    const rules = new Map<string, readonly CoreRule[]>();
    for (const [name, form] of users) {
      const rows = this.#lowered(name, form, to, lets);
      if (rows === undefined) return undefined;
      rules.set(name, rows);
    }
    return { kind: "rules", rules };
  }

  /** The edited declaration, if that is one. */
  #parsed({ declaration, span, text }: Mutation): ast.Declaration | undefined {
    const { start, end } = declaration.span;
    const own = this.#texts.get(span.file) ?? "";
    const edited = `${own.slice(start, span.start)}${text}${own.slice(span.end, end)}`;
    const { module, diagnostics } = parse({ path: span.file, text: edited });
    const [only, ...more] = module.declarations;
    const isWrong = diagnostics.some(({ severity }) => severity === "error");
    return isWrong || more.length > 0 ? undefined : only;
  }

  #lowered(
    name: string,
    form: NamedForm,
    to: Context,
    lets?: readonly ast.LetDecl[],
  ): readonly CoreRule[] | undefined {
    const rule = this.#check(name, form, lets);
    if (rule === undefined) return undefined;
    try {
      return rowsOf(rule, to);
    } catch (error) {
      if (error instanceof TooManyExpressions || error instanceof TooManyVariables) return undefined;
      throw error;
    }
  }

  whole({ span, text }: Mutation): TableFile | undefined {
    const { entry, options } = this.compiled;
    const own = this.#texts.get(span.file) ?? "";
    const edited = `${own.slice(0, span.start)}${text}${own.slice(span.end)}`;
    const read: CompileOptions["read"] = (path) => {
      const known = path === span.file ? edited : this.#texts.get(path);
      return known === undefined ? options.read(path) : { ok: true, text: known };
    };
    return compile(entry, { ...options, read }).table;
  }
}

function isRemoval({ declaration, span, text }: Mutation): boolean {
  return text === "" && span.start === declaration.span.start && span.end === declaration.span.end;
}

function isNamed(form: ast.FormDecl): form is NamedForm {
  return form.name !== undefined;
}

function formsOf(
  declarations: readonly ast.Declaration[],
  { rules }: Program,
): ReadonlyMap<string, NamedForm> {
  const placed = new Map(
    declarations.map((each) => [`${each.span.file}:${String(each.span.start)}`, each] as const),
  );
  return new Map(
    rules.flatMap(({ name, span }) => {
      const form = placed.get(`${span.file}:${String(span.start)}`);
      return form?.kind === "form" && isNamed(form) ? [[name, form] as const] : [];
    }),
  );
}

function decidingText(file: SourceFile): string {
  return parse(file)
    .module.declarations.filter(isAboutPolicy)
    .reduce(
      (text, { span: { start, end } }) =>
        `${text.slice(0, start)}${text.slice(start, end).replace(/[^\n]/gu, " ")}${text.slice(end)}`,
      file.text,
    );
}

function isAboutPolicy(declaration: ast.Declaration): boolean {
  return declaration.kind === "test" || (declaration.kind === "form" && declaration.form === "assert");
}

/** Who uses which `let`, directly or through others. */
class Lets {
  /** By the name of a let: the names of those in whose body it stands, and so on. */
  readonly #users = new Map<string, ReadonlySet<string>>();
  readonly #lets: readonly ast.LetDecl[];
  readonly #header: readonly ast.Declaration[];

  constructor(declarations: readonly ast.Declaration[]) {
    this.#lets = declarations.filter((each) => each.kind === "let");
    this.#header = declarations.filter((each) => each.kind === "form" && each.form === "policy");
  }

  isUsedIn(node: ast.Node, name: string): boolean {
    const users = this.#usersOf(name);
    let isUsed = false;
    walk(node, (each) => {
      if (each.kind === "ident" && users.has(each.text)) isUsed = true;
      return !isUsed;
    });
    return isUsed;
  }

  reachesHeader(name: string): boolean {
    return this.#header.some((each) => this.isUsedIn(each, name));
  }

  #usersOf(name: string): ReadonlySet<string> {
    const known = this.#users.get(name);
    if (known !== undefined) return known;
    const found = new Set([name]);
    this.#users.set(name, found);
    // A set walks what is added to it on the way.
    for (const each of found)
      for (const { name: user, body } of this.#lets) if (namesIn(body).has(each)) found.add(user.text);
    return found;
  }
}

function namesIn(node: ast.Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(node, (each) => {
    if (each.kind === "ident") names.add(each.text);
  });
  return names;
}
