// Traits: what ties an action's arguments to its effects.

import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
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

export function readTraits(context: Attributed, { traits }: ast.ActionDecl, args: RecordType): Traits {
  reportRepeated(context, traits);
  const argsOf = (trait: "reads" | "writes" | "runs" | "migrates"): readonly string[] =>
    unique(
      traits
        .filter((each) => each.trait === trait)
        .flatMap((each) => fitting(context, "arg" in each ? each.arg : undefined, trait, args)),
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
      .flatMap((each) => reachOf(context, each, args)),
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

function reachOf(context: Context, trait: TraitOf<"reaches">, args: RecordType): Action["reaches"] {
  const port = trait.port && fitting(context, trait.port, "port", args)[0];
  return fitting(context, trait.arg, "reaches", args).map((arg) => ({
    arg,
    ...(port !== undefined && { port }),
  }));
}

/** The argument's name, where it is one and its type fits the trait; else nothing, and a message. */
function fitting(
  { report }: Context,
  arg: ast.Ident | undefined,
  trait: keyof typeof FITTING,
  args: RecordType,
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
    report(diagnose("AP2013", arg.span, params));
    return [];
  }
  return [arg.text];
}

/** `effect` and `reversible` stand once; every other trait once for an argument. */
function reportRepeated({ report }: Context, traits: readonly Trait[]): void {
  const first = new Map<string, Trait>();
  for (const trait of traits) {
    const name = "arg" in trait ? `${trait.trait} ${trait.arg.text}` : trait.trait;
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, trait);
    else reportTwice({ span: trait.span, text: name }, earlier, "trait", report);
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
