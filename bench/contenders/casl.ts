// @casl/ability: conditions as MongoDB queries, of which the last rule that matches has the last word.

import { sourceOf } from "../families/glob.js";
import { mostRestrictiveFirst, type Condition, type Request } from "../families/rules.js";
import { installed, type Contender, type Loaded } from "./contender.js";

interface RawRule {
  readonly action: string;
  readonly subject: "call";
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly inverted: boolean;
}

interface Ability {
  can(action: string, subject: object): boolean;
}

interface Package {
  readonly createMongoAbility: (
    rules: readonly RawRule[],
    options: { detectSubjectType: () => "call" },
  ) => Ability;
}

export const casl: Contender = {
  name: "@casl/ability",
  write: ({ rules }) =>
    JSON.stringify(
      mostRestrictiveFirst(rules)
        .toReversed()
        .map(({ tool, conditions, verdict }): RawRule => ({
          action: tool,
          subject: "call",
          conditions: Object.fromEntries(conditions.map(queryOf)),
          inverted: verdict === "block",
        })),
    ),
  load: async (text): Promise<Loaded<Request>> => {
    const { createMongoAbility } = (await installed("@casl/ability")) as Package;
    const ability = createMongoAbility(JSON.parse(text) as RawRule[], { detectSubjectType: () => "call" });
    return {
      form: (request) => request,
      decide: (request) => (ability.can(request.action.name, request) ? "allow" : "block"),
    };
  },
};

function queryOf(condition: Condition): readonly [string, unknown] {
  switch (condition.kind) {
    case "role":
      return ["agent.role", { $in: condition.in }];
    case "team":
      return ["agent.team", { $in: condition.in }];
    case "region":
      return ["action.args.region", { $in: condition.in }];
    case "env":
      return ["context.env", { $ne: condition.not }];
    case "amount":
      return ["action.args.amount", { $gte: condition.from, $lte: condition.to }];
    case "risk":
      return ["action.args.risk", { $gte: condition.from }];
    case "file":
      return ["action.args.file", { $regex: sourceOf(condition.like) }];
  }
}
