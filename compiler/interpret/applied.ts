// What the language's functions give.

import type { UrlValue } from "../../runtime/values/address.js";
import { hourIn, weekdayIn } from "../../runtime/values/time.js";
import type { Value } from "../../runtime/values/value.js";
import type { TypedExpr } from "../types/typed-expr.js";

/** Of arguments that were checked to be of its types. */
export function applied(
  fn: Extract<TypedExpr, { readonly kind: "call" }>["fn"],
  first: Value,
  second: Value | undefined,
): Value | undefined {
  switch (fn) {
    case "size":
      return (first as readonly Value[]).length;
    case "length":
      return Array.from(first as string).length;
    case "lower":
      return (first as string).toLowerCase();
    case "host":
      return (first as UrlValue).host;
    case "port":
      return (first as UrlValue).port;
    case "scheme":
      return (first as UrlValue).scheme;
    case "hour":
      return hourIn(first as number, second as string);
    case "weekday":
      return weekdayIn(first as number, second as string);
  }
}
