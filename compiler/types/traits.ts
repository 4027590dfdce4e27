// Traits: what ties an action's arguments to its effects.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { upTo } from "../diagnostics/edits.js";
import { removal, rewriting } from "../diagnostics/fixes.js";
import { oneOf, reportTwice, reportUnknown } from "../names/table.js";
import type { Context } from "./context.js";
import type { Action } from "./program.js";
import { baseOf, type Attributed } from "./relative.js";
import { showType } from "./show-type.js";
import type { RecordType, Type } from "./type.js";

export type Traits = Omit<Action, "name" | "span" | "args" | "result">;

type Trait = ast.Trait;
type TraitOf<K extends Trait["trait"]> = Extract<Trait, { readonly trait: K }>;

const EFFECTS = ["read", "write", "delete", "execute"] as const;
const REVERSIBLE = ["always", "never", "reported"] as const;

/** The types that an argument may have for a trait to speak of it. */
const FITTING = {
  reads: ["path"],
  writes: ["path"],
  runs: ["command"],
  migrates: ["sql", "string"],
  reaches: ["host", "ip", "url"],
  port: ["int"],
} as const satisfies Record<string, readonly Type["kind"][]>;

export function readTraits(context: Attributed, decl: ast.ActionDecl, args: RecordType): Traits {
  const { traits } = decl;
  reportRepeated(context, traits);
  const argsOf = (trait: "reads" | "writes" | "runs" | "migrates"): readonly string[] =>
    unique(
      traits
        .filter((each) => each.trait === trait)
        .flatMap((each) => fitting(context, "arg" in each ? each.arg : undefined, trait, { decl, args })),
    );
  const effect = effectOf(context, traits);
  const relative = traits.find((each): each is TraitOf<"relative"> => each.trait === "relative");
  const relativeTo = relative && baseOf(context, relative, args);
  return {
    ...(effect !== undefined && { effect }),
    reversible: reversibleOf(context, traits),
    reads: argsOf("reads"),
    writes: argsOf("writes"),
    runs: argsOf("runs"),
    migrates: argsOf("migrates"),
    reaches: traits
      .filter((each) => each.trait === "reaches")
      .flatMap((each) => reachOf(context, each, { decl, args })),
    ...(relativeTo !== undefined && { relativeTo }),
  };
}

function effectOf({ report }: Context, traits: readonly Trait[]): Action["effect"] {
  const trait = traits.find((each): each is TraitOf<"effect"> => each.trait === "effect");
  return trait && oneOf(EFFECTS, trait.effect, "effect", report);
}

/** Without the trait an action counts as irreversible: what is unknown is never taken as harmless. */
function reversibleOf({ report }: Context, traits: readonly Trait[]): Action["reversible"] {
  const trait = traits.find((each): each is TraitOf<"reversible"> => each.trait === "reversible");
  return (trait && oneOf(REVERSIBLE, trait.reversible, "reversibility", report)) ?? "never";
}

/** An action, and what its arguments are. */
interface Declared {
  readonly decl: ast.ActionDecl;
  readonly args: RecordType;
}

function reachOf(context: Context, trait: TraitOf<"reaches">, declared: Declared): Action["reaches"] {
  const port = trait.port && fitting(context, trait.port, "port", declared)[0];
  return fitting(context, trait.arg, "reaches", declared).map((arg) => ({
    arg,
    ...(port !== undefined && { port }),
  }));
}

/** The argument's name, where it is one and its type fits the trait; else nothing, and a message. */
function fitting(
  { report }: Context,
  arg: ast.Ident | undefined,
  trait: keyof typeof FITTING,
  { decl, args }: Declared,
): readonly string[] {
  if (arg === undefined || arg.text === "") return [];
  const field = args.fields.get(arg.text);
  if (field === undefined) {
    reportUnknown(arg, "argument of this action", args.fields.keys(), report);
    return [];
  }
  const wanted: readonly Type["kind"][] = FITTING[trait];
  if (field.type.kind !== "error" && !wanted.includes(field.type.kind)) {
    const params = { trait, arg: arg.text, found: showType(field.type), wanted };
    const type = decl.params.find(({ name }) => name.text === arg.text)?.type;
    const [first] = wanted;
    const fixes =
      type?.kind !== "named" || first === undefined
        ? []
        : rewriting(`Declare \`${arg.text}\` as \`${first}\``, type.span, first);
    report(diagnose("AP2013", arg.span, params, { fixes }));
    return [];
  }
  return [arg.text];
}

/** `effect` and `reversible` stand once; every other trait once for an argument. */
function reportRepeated({ report }: Context, traits: readonly Trait[]): void {
  const first = new Map<string, Trait>();
  for (const [index, trait] of traits.entries()) {
    const name = "arg" in trait ? `${trait.trait} ${trait.arg.text}` : trait.trait;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, trait);
    else {
      const before = traits[index - 1];
      // Said once more, and no other port, effect or base beside it.
      const isExact = "arg" in trait && !("port" in trait) && !("port" in earlier);
      const fixes = isExact && before ? removal("Remove it", upTo(before.span, trait.span)) : [];
      reportTwice({ span: trait.span, text: name }, earlier, "trait", report, fixes);
    }
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
