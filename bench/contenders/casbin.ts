// casbin: a row for each rule, whose columns a matcher compares by functions of its own. Rows that deny come first, so that one of them ends the
// search.

import { patternOf } from "../families/glob.js";
import { mostRestrictiveFirst, type Condition, type Request, type Rule } from "../families/rules.js";
import { installed, type Contender, type Loaded } from "./contender.js";

const MODEL = `
[request_definition]
r = sub, env, act, args
[policy_definition]
p = act, roles, teams, env, amount, risk, regions, file, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.act == p.act && isAmong(r.sub.role, p.roles) && isAmong(r.sub.team, p.teams) && r.env != p.env && \
isWithin(r.args.amount, p.amount) && isWithin(r.args.risk, p.risk) && isAmong(r.args.region, p.regions) && isLike(r.args.file, p.file)
`;

/** In a column about which a rule says nothing. */
const ANY = "*";

interface Enforcer {
  addFunction(name: string, ask: (value: never, wanted: string) => boolean): Promise<void>;
  addPolicies(rows: readonly (readonly string[])[]): Promise<boolean>;
  enforceSync(...request: readonly unknown[]): boolean;
}

interface Package {
  readonly newModelFromString: (text: string) => object;
  readonly newEnforcer: (model: object) => Promise<Enforcer>;
}

export const casbin: Contender = {
  name: "casbin",
  write: ({ rules }) => JSON.stringify(mostRestrictiveFirst(rules).map(rowOf)),
  load: async (text): Promise<Loaded<readonly unknown[]>> => {
    const { newEnforcer, newModelFromString } = (await installed("casbin")) as Package;
    const enforcer = await newEnforcer(newModelFromString(MODEL));
    await enforcer.addFunction(
      "isAmong",
      (value: string, wanted) => wanted === ANY || setIn(wanted).has(value),
    );
    await enforcer.addFunction(
      "isWithin",
      (value: number, wanted) => wanted === ANY || isWithin(value, wanted),
    );
    await enforcer.addFunction(
      "isLike",
      (value: string, wanted) => wanted === ANY || patternOf(wanted).test(value),
    );
    await enforcer.addPolicies(JSON.parse(text) as string[][]);
    return {
      form: ({ agent, context, action }: Request) => [agent, context.env, action.name, action.args],
      decide: (form) => (enforcer.enforceSync(...form) ? "allow" : "block"),
    };
  },
};

function rowOf({ tool, conditions, verdict }: Rule): readonly string[] {
  const said = (kind: Condition["kind"]): string => {
    const condition = conditions.find((each) => each.kind === kind);
    return condition === undefined ? ANY : columnOf(condition);
  };
  const asked = (["role", "team", "env", "amount", "risk", "region", "file"] as const).map(said);
  return [tool, ...asked, verdict === "allow" ? "allow" : "deny"];
}

function columnOf(condition: Condition): string {
  switch (condition.kind) {
    case "env":
      return condition.not;
    case "amount":
      return `${condition.from}..${condition.to}`;
    case "risk":
      return `${condition.from}..`;
    case "file":
      return condition.like;
    default:
      return condition.in.join("|");
  }
}

const sets = new Map<string, ReadonlySet<string>>();

/** A column's text is read once. */
function setIn(text: string): ReadonlySet<string> {
  const known = sets.get(text);
  if (known !== undefined) return known;
  const set = new Set(text.split("|"));
  sets.set(text, set);
  return set;
}

const ranges = new Map<string, readonly [number, number]>();

function isWithin(value: number, text: string): boolean {
  let range = ranges.get(text);
  if (range === undefined) {
    const [from = "", to = ""] = text.split("..");
    range = [Number(from), to === "" ? Infinity : Number(to)];
    ranges.set(text, range);
  }
  return range[0] <= value && value <= range[1];
}
