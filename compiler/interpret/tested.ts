// What is asked of one value: whether it fits a pattern, or lies in something.

import { compileRegex } from "../../runtime/facts/regex.js";
import { inCidr } from "../../runtime/values/cidr-match.js";
import { commandRuns } from "../../runtime/values/command-match.js";
import { parseDataPattern } from "../../runtime/values/data-pattern.js";
import { pathLike } from "../../runtime/values/home-glob.js";
import { hostFits } from "../../runtime/values/host-match.js";
import type { Address, Cidr } from "../../runtime/values/address.js";
import type { CommandValue } from "../../runtime/values/command.js";
import type { Truth, Value } from "../../runtime/values/value.js";
import type { DataSet } from "../types/program.js";
import type { TypedExpr } from "../types/typed-expr.js";
import type { Content } from "./situation.js";

type Tested = Extract<
  TypedExpr,
  { readonly kind: "in-cidr" | "like" | "like-data" | "like-host" | "matches" | "runs" | "under" }
>;

/** Undefined is what is not known. */
export interface Operands {
  readonly valueOf: (expr: TypedExpr) => Value | undefined;
  readonly heldOf: (data: DataSet) => Content | undefined;
}

export function tested(expr: Tested, { valueOf, heldOf }: Operands): Truth {
  const subject = valueOf(subjectOf(expr));
  if (subject === undefined) return "unknown";
  switch (expr.kind) {
    case "in-cidr": {
      const cidr = valueOf(expr.cidr) as Cidr | undefined;
      return cidr === undefined ? "unknown" : inCidr((subject as Address).bits ?? "", cidr);
    }
    case "like":
      return pathLike(expr.globs, subject as string, expr.home && (valueOf(expr.home) as string | undefined));
    case "under": {
      const directory = valueOf(expr.directory);
      return directory === undefined ? "unknown" : startsIn(subject as string, directory as string);
    }
    case "like-data": {
      const fits = heldOf(expr.data)?.values.some((entry) => {
        const pattern = parseDataPattern(entry as string, expr.as);
        return pattern.ok && pattern.value(subject);
      });
      return fits ?? "unknown";
    }
    case "like-host":
      return expr.patterns.some((pattern) => hostFits(subject as Address, undefined, pattern));
    case "matches": {
      const regex = compileRegex(expr.pattern);
      return regex.ok ? regex.value(subject as string) : "unknown";
    }
    case "runs":
      return commandRuns(subject as CommandValue, expr.entries);
  }
}

function subjectOf(expr: Tested): TypedExpr {
  if (expr.kind === "in-cidr") return expr.item;
  return expr.kind === "runs" ? expr.command : expr.subject;
}

/** Is each segment of the directory one of the path's, at the same place? */
function startsIn(path: string, directory: string): boolean {
  const inner = path.split("/").filter((segment) => segment !== "");
  const outer = directory.split("/").filter((segment) => segment !== "");
  return outer.every((segment, i) => segment === inner[i]);
}
