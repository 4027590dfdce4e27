// Facts of state and of the world, as the scene has them.

import type { Expr } from "../table/format.js";
import type { Known } from "./kleene.js";
import { arePermitted, fitsOne } from "./predicate.js";
import { isUnreported } from "./reported.js";
import type { Scene } from "./scene.js";

type Established = Extract<Expr, { readonly op: "grant" | "approved" | "reaches" | "drift" | "detects" }>;

export function established(expr: Established, scene: Scene): Known {
  switch (expr.op) {
    case "grant":
      return scene.grant(expr.grant) === expr.is;
    case "approved":
      return scene.approved(expr.needs);
    case "reaches": {
      const { patterns } = expr;
      return patterns === "any" || scene.targets().every((target) => fitsOne(target, patterns));
    }
    case "drift":
      return arePermitted(scene.changes(expr.baseline), expr.permit);
    case "detects":
      return isUnreported(expr.path, scene) ? undefined : scene.finds(expr.path, expr.detectors);
  }
}
