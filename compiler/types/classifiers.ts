// Classifiers: questions that a host function or a web service answers, before the rules are asked.

import type { ClassifierHost } from "../../runtime/table/format.js";
import { isLoopback } from "../../runtime/values/loopback.js";
import { parseUrl } from "../../runtime/values/url.js";
import type * as ast from "../ast/ast.js";
import { diagnose } from "../diagnostics/diagnose.js";
import { distinct } from "../names/table.js";
import type { Context } from "./context.js";
import { describeType } from "./describe-type.js";
import { elaborateConstant } from "./elaborate/index.js";
import type { Names } from "./environment.js";
import type { Classifier } from "./declared.js";
import { isScalar } from "./same-type.js";
import type { Type } from "./type.js";

/** How long an answer is waited for where the author does not say. */
const DEFAULT_TIMEOUT = 1_000;

/** `names` are those of constants; what has a mistake is left out, and its uses draw no message. */
export function resolveClassifiers(context: Context, names: Names): ReadonlyMap<string, Classifier> {
  const { classifiers } = context.symbols;
  return new Map(
    [...classifiers].flatMap(([name, decl]) => {
      const classifier = resolveClassifier(context, decl, names);
      return classifier === undefined ? [] : [[name, classifier]];
    }),
  );
}

function resolveClassifier(context: Context, decl: ast.ClassifierDecl, names: Names): Classifier | undefined {
  const params = paramsOf(context, decl);
  const result = resultOf(context, decl);
  const asks = hostOf(context, decl);
  const timeout = timeoutOf(decl, names);
  if (params.length < decl.params.length || !result || !asks || timeout === undefined) return undefined;
  return { name: decl.name.text, span: decl.span, params, result, asks, timeout };
}

/** Without those in which a mistake was reported. */
function paramsOf({ report, resolveType }: Context, decl: ast.ClassifierDecl): Classifier["params"] {
  distinct(
    decl.params.map(({ name }) => name),
    (name) => name,
    "parameter",
    report,
  );
  return decl.params.flatMap(({ name, type: written, optional, span }) => {
    const type = resolveType(written);
    if (optional) report(diagnose("AP2088", span, { name: name.text }));
    if (type.kind === "error" || optional) return [];
    if (isScalar(type)) return [{ name: name.text, type }];
    report(diagnose("AP2180", written.span, { name: name.text, found: describeType(type) }));
    return [];
  });
}

const RESULTS: ReadonlySet<Type["kind"]> = new Set(["bool", "int", "decimal", "percent", "enum"]);

function resultOf({ report, resolveType }: Context, { result }: ast.ClassifierDecl): Type | undefined {
  const type = resolveType(result);
  if (type.kind === "error" || RESULTS.has(type.kind)) return type.kind === "error" ? undefined : type;
  report(diagnose("AP2181", result.span, { found: describeType(type) }));
  return undefined;
}

/** That there is one, and only one, the parser sees to. */
function hostOf({ report }: Context, { clauses }: ast.ClassifierDecl): ClassifierHost | undefined {
  for (const clause of clauses) {
    if (clause.kind === "host")
      return clause.value.value === "" ? undefined : { by: "host", name: clause.value.value };
    if (clause.kind !== "webhook") continue;
    const { value, span } = clause.value;
    const url = parseUrl(value);
    if ((url.ok && url.value.scheme === "https") || isLoopback(value)) return { by: "webhook", url: value };
    const reason = url.ok ? `its scheme is ${url.value.scheme}` : url.reason;
    report(diagnose("AP3030", span, { reason }));
    return undefined;
  }
  return undefined;
}

function timeoutOf({ clauses }: ast.ClassifierDecl, names: Names): number | undefined {
  const waits = clauses.find((clause) => clause.kind === "timeout");
  if (waits?.kind !== "timeout") return DEFAULT_TIMEOUT;
  const timeout = elaborateConstant(waits.duration, { kind: "duration" }, names);
  if (typeof timeout !== "number") return undefined;
  if (timeout > 0) return timeout;
  names.report(diagnose("AP2085", waits.duration.span, { what: "a timeout" }));
  return undefined;
}
