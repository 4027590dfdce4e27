// AP2050–AP2099: an expression that names what is not there, or whose parts do not fit together.

import { entry } from "../entry.js";

export const expressions = {
  AP2050: entry<{ readonly expected: string; readonly found: string }>({
    severity: "error",
    title: "Wrong type",
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    label: ({ found }) => `this is ${found}`,
    explain:
      "Every place in a policy asks for one type: a condition is a bool, the argument of `size` is a list or set, a key of a window is one scalar. The value here has another type. Types are never converted silently, except that an int may stand where a decimal is asked for.",
  }),
  AP2051: entry<{ readonly member: string; readonly members: string; readonly nearest?: string | undefined }>(
    {
      severity: "error",
      title: "Unknown member",
      message: ({ member, members }) => `\`${member}\` is none of ${members}`,
      help: ({ nearest }) => (nearest === undefined ? undefined : `did you mean \`${nearest}\`?`),
      explain:
        "The other side of the comparison has an enum type, and an enum has only the members that its declaration lists. Members are written without quotes and are case-sensitive.",
    },
  ),
  AP2052: entry<{ readonly left: string; readonly right: string }>({
    severity: "error",
    title: "Different types compared",
    message: ({ left, right }) => `${left} cannot be compared with ${right}`,
    label: ({ right }) => `this is ${right}`,
    explain:
      "Both sides of a comparison must have the same type. An int may be compared with a decimal; nothing else is converted. Two enums are the same type when they have the same members.",
  }),
  AP2053: entry<{ readonly left: string; readonly right: string }>({
    severity: "error",
    title: "Two currencies",
    message: ({ left, right }) => `an amount in ${left} cannot be put together with one in ${right}`,
    label: ({ right }) => `this is in ${right}`,
    help: () => "a policy knows no exchange rates: give both sides in one currency",
    explain:
      "`money(USD)` and `money(EUR)` are two types. Amounts in different currencies are neither compared nor added, because the policy has no exchange rate and must not guess one.",
  }),
  AP2054: entry<{ readonly type: string; readonly op: string; readonly help?: string | undefined }>({
    severity: "error",
    title: "No order",
    message: ({ type, op }) => `\`${op}\` asks for an order, and ${type} has none`,
    label: ({ type }) => `this is ${type}`,
    help: ({ help }) => help,
    explain:
      "Only int, decimal, percent, money, duration, bytes, time and ordered enums (`type Level = low < middle < high`) have an order. Strings, other enums, addresses and all others are compared by `==`, `!=` and `in`, strings also by `like` and `matches`.",
  }),
  AP2055: entry<Record<string, never>>({
    severity: "error",
    title: "Two literals compared",
    message: () => "both sides are literals, so this is always the same",
    help: () => "compare an attribute, or remove the condition",
    explain:
      "A comparison of two literals does not depend on the request. It is always true or always false, which is hardly what was meant: often the name of an attribute was put in quotes.",
  }),
  AP2056: entry<{
    readonly literal: string;
    readonly found: string;
    readonly expected: string;
    readonly write?: string | undefined;
  }>({
    severity: "error",
    title: "Missing unit",
    message: ({ literal, found, expected, write }) =>
      `\`${literal}\` is ${found}, and ${expected} is asked for` +
      (write === undefined ? "" : `; write \`${write}\``),
    label: () => "this number has no unit",
    help: ({ write }) =>
      write === undefined ? "a duration has a unit: `ms`, `s`, `m`, `h` or `d`" : undefined,
    explain:
      "A number without a unit is an int or a decimal. A percent is written `5%`, an amount of money `10 USD`, a duration `30m`, a size `64KiB`: without blank before the unit, and with one before the currency.",
  }),
  AP2057: entry<{ readonly type: string; readonly reason: string }>({
    severity: "error",
    title: "Malformed literal",
    message: ({ type, reason }) => `this is no ${type}: ${reason}`,
    explain:
      "A literal is checked against the type that its place asks for when the policy is compiled: a path, a host, an address, a pattern, a regular expression, a time or a time zone that cannot be read would never match anything. Numbers must lie within the range of their type: an int up to 2^53 - 1, a decimal, percent or amount with at most four decimal places.",
  }),
  AP2058: entry<{ readonly type: string; readonly instead: string }>({
    severity: "error",
    title: "No literal of this type",
    message: ({ type }) => `there are no literals of type ${type}`,
    help: ({ instead }) => instead,
    explain:
      "Commands and SQL statements have countless spellings of the same meaning, so comparing their text decides nothing. Commands are asked with `runs`, SQL statements are judged by a `drift`.",
  }),
  AP2059: entry<{ readonly path: string }>({
    severity: "error",
    title: "Read without `has`",
    message: ({ path }) => `\`${path}\` may be absent here`,
    label: () => "nothing before this proves that it is present",
    help: ({ path }) => `check it first: \`has ${path} and …\``,
    explain:
      "An attribute that is declared with `?`, and every attribute of `impact`, may be absent. It may be read only where a `has` proves that it is there: on the right of `has p and …`, on the right of `not has p or …`, or in a clause after `when has p`. What is read in a `let` must be proved in the `let` or at each of its uses.",
  }),
  AP2060: entry<{ readonly path: string }>({
    severity: "warning",
    title: "`has` is always true",
    message: ({ path }) => `\`${path}\` is always present`,
    help: () => "remove the check, or declare the attribute with `?`",
    explain:
      "The attribute is required: a request without it is invalid. A `has` check on it is always true.",
  }),
  AP2061: entry<Record<string, never>>({
    severity: "error",
    title: "`has` without an attribute",
    message: () => "`has` asks whether an attribute is present, and this is none",
    explain: "`has` takes the dotted name of an attribute, such as `has context.ticket` or `has args.memo`.",
  }),
  AP2062: entry<{ readonly arg: string; readonly action: string; readonly others: number }>({
    severity: "error",
    title: "Argument missing in an action",
    message: ({ arg, action, others }) =>
      `\`${action}\`${others === 0 ? "" : ` (and ${others} more)`} has no argument \`${arg}\``,
    label: ({ arg }) => `not every action here has \`${arg}\``,
    help: ({ action, others }) =>
      others === 0 ? `leave it out by \`except ${action}\`` : "select only actions that have it",
    explain:
      "A rule may use `args.x` only where every action that it selects has an `x` of one type. The selector picks an action that has none.",
  }),
  AP2063: entry<{
    readonly arg: string;
    readonly action: string;
    readonly type: string;
    readonly other: string;
    readonly otherType: string;
  }>({
    severity: "error",
    title: "Argument of several types",
    message: ({ arg, action, type, other, otherType }) =>
      `\`${arg}\` is ${type} in \`${action}\` and ${otherType} in \`${other}\``,
    help: () => "narrow the selector, or write a rule for each",
    explain:
      "A rule may use `args.x` only where every action that it selects has an `x` of one type. The actions that are meant here disagree about it.",
  }),
  AP2064: entry<{ readonly circle: readonly string[]; readonly cut: boolean }>({
    severity: "error",
    title: "Recursive let",
    message: ({ circle, cut }) => `a let cannot use itself: ${showSteps(circle, cut)}`,
    explain:
      "A `let` names an expression; it is no function that could end a recursion. Its body may use other lets, as long as none of them leads back to it.",
  }),
  AP2065: entry<{ readonly name: string; readonly expected: number; readonly found: number }>({
    severity: "error",
    title: "Wrong number of arguments",
    message: ({ name, expected, found }) =>
      `\`${name}\` takes ${expected === 0 ? "no arguments" : expected === 1 ? "one argument" : `${expected} arguments`}, and is given ${found === 0 ? "none" : found}`,
    help: ({ name, expected, found }) =>
      expected === 0 && found === 0 ? `write \`${name}\` without parentheses` : undefined,
    explain:
      "A function, a classifier, and a `let` with parameters, is used with one argument for each parameter. A `let` without parameters is used by its bare name.",
  }),
  AP2066: entry<{ readonly name: string; readonly type: string }>({
    severity: "error",
    title: "Field of something without fields",
    message: ({ name, type }) => `\`${name}\` is ${type} and has no fields`,
    explain:
      "Only records have fields. Members of a list are reached by `any v in xs: …` and `all v in xs: …`; of a `let` no fields can be named.",
  }),
  AP2067: entry<{
    readonly op: string;
    readonly left: string;
    readonly right: string;
    readonly help?: string | undefined;
  }>({
    severity: "error",
    title: "Impossible arithmetic",
    message: ({ op, left, right }) => `\`${op}\` cannot combine ${left} with ${right}`,
    help: ({ help }) => help,
    explain:
      "`+` and `-` take two values of one numeric type, or a time and a duration; two times may be subtracted. `*` takes an int and any numeric type, a decimal or a percent and a decimal, percent, amount of money, duration or size. A percent of a number is a part of it: 5% of 200 USD is 10 USD.",
  }),
  AP2068: entry<{
    readonly op: string;
    readonly needs: string;
    readonly found: string;
    readonly help?: string | undefined;
  }>({
    severity: "error",
    title: "Operand of the wrong type",
    message: ({ op, needs, found }) => `${op} asks for ${needs}, found ${found}`,
    label: ({ found }) => `this is ${found}`,
    help: ({ help }) => help,
    explain:
      "`like` reads strings, paths and hosts; `matches` strings; `runs` commands; the right side of `in` is a list, a set, a range `low..high` or a CIDR; `any` and `all` go over a list or set; `not` and unary `-` take a bool and a number.",
  }),
  AP2069: entry<{ readonly what: string; readonly help?: string | undefined }>({
    severity: "error",
    title: "Literal needed",
    message: ({ what }) => `${what} must be written out here`,
    help: ({ help }) => help ?? "write it as a literal in quotes",
    explain:
      "Patterns, entries of commands, regular expressions and time zones are checked and prepared when the policy is compiled, so they stand in the policy as literals.",
  }),
  AP2070: entry<Record<string, never>>({
    severity: "error",
    title: "Range outside `in`",
    message: () => "a range stands only on the right of `in`",
    help: () => "write `x in 1..5`, or `any` over a list",
    explain: "`1..5` is no value. It may be used in `x in 1..5`, which includes both ends.",
  }),
  AP2071: entry<Record<string, never>>({
    severity: "error",
    title: "Empty range",
    message: () => "this range holds nothing: its first end is greater than its second",
    help: () => "write the lower end first",
    explain:
      "A range `low..high` includes both ends. Where the first is greater than the second, it holds nothing.",
  }),
  AP2072: entry<Record<string, never>>({
    severity: "error",
    title: "Empty list of no known type",
    message: () => "nothing says what this empty list would hold",
    help: () => "compare it with a list, or use `size(xs) == 0`",
    explain:
      "The type of a list is that of its items, or that of what it is compared with. Here there is neither.",
  }),
  AP2073: entry<{ readonly name: string; readonly what: string; readonly type: string }>({
    severity: "warning",
    title: "Member hides a name",
    message: ({ name, what, type }) =>
      `\`${name}\` means the member of ${type} here, not the ${what} of that name`,
    help: ({ what }) => `give the ${what} another name`,
    explain:
      "Where the other side of a comparison has an enum type, a bare word means its member, even if a `let`, zone or data set has the same name. To leave no doubt, rename the declaration.",
  }),
  AP2074: entry<{ readonly op: string }>({
    severity: "error",
    title: "Records are not compared",
    message: ({ op }) => `\`${op}\` does not work on records`,
    help: () => "compare their fields one by one",
    explain:
      "Two records are not equal or unequal as a whole, because their optional fields may be absent. Compare the fields that matter.",
  }),
  AP2075: entry<{ readonly section: string; readonly example: string }>({
    severity: "error",
    title: "Not a value",
    message: ({ section }) => `\`${section}\` is no value; name one of its attributes`,
    help: ({ example }) => `such as \`${example}\``,
    explain:
      "`agent`, `context`, `impact`, `args` and `action` hold attributes and are no values themselves.",
  }),
  AP2076: entry<Record<string, never>>({
    severity: "error",
    title: "History within history",
    message: () => "what is said of an earlier action cannot ask for the past in turn",
    help: () => "ask both questions side by side, joined by `and`",
    explain:
      "Inside `where`, the attributes are those of the earlier action, at the time of its decision. A question about the past of that past is not kept by any runtime.",
  }),
  AP2077: entry<{ readonly name: string }>({
    severity: "error",
    title: "Name of this action in `where`",
    message: ({ name }) => `\`${name}\` belongs to this action, and \`where\` speaks of the earlier one`,
    help: () => "to ask for agreement of both, name the attribute after `by`",
    explain:
      "Variables and parameters of the expression around a history are values of the present action. `where` describes the earlier action alone, so that a runtime can keep count without keeping a log; `by` joins the two.",
  }),
  AP2080: entry<{ readonly path: string; readonly here: string; readonly earlier: string }>({
    severity: "error",
    title: "Key of two types",
    message: ({ path, here, earlier }) =>
      `\`${path}\` is ${here} in this action and ${earlier} in the earlier ones`,
    help: () => "join by an attribute that both have with one type",
    explain:
      "`by` names the attributes in which the earlier action and this one agree, `A` or `EARLIER = NOW`. Values of different types never agree.",
  }),
  AP2081: entry<{ readonly what: string; readonly where: string }>({
    severity: "error",
    title: "Not here",
    message: ({ what, where }) => `\`${what}\` can be used only in ${where}`,
    explain:
      "`result` and `outcome` are known only after an action has run, so they stand in rules and claims `on result of` actions and in a history, where they are those of the earlier action, and `outcome` in a grant's `revoke when`. `count(attempts …)` counts held actions too, so in a rule that permits, on an action or on a result, an attempt that is held could loosen what comes after it; the `verdict` of an earlier decision is read in its `where` alone. `approved(RULE)` speaks of what a claim takes for granted, so it stands only in an `assert`.",
  }),
  AP2082: entry<{ readonly limit: number }>({
    severity: "error",
    title: "Expression too deep",
    message: ({ limit }) => `this expression is more than ${limit} levels deep`,
    help: () => "split it, or shorten the chain of lets",
    explain:
      "The depth of an expression counts through the lets that it uses. A limit keeps every later step, in every runtime, within its stack.",
  }),
  AP2083: entry<{ readonly limit: number }>({
    severity: "error",
    title: "Expression too large",
    message: ({ limit }) => `written out, the lets used here come to more than ${limit} terms`,
    help: () => "use lets with parameters less often within each other",
    explain:
      "A `let` with parameters is written out at each use. Lets that use each other many times over grow beyond any bound, so there is a limit for each condition.",
  }),
  AP2084: entry<{ readonly type: string }>({
    severity: "error",
    title: "Constant needed",
    message: ({ type }) => `${type} must be known when the policy is compiled`,
    help: () => "write a literal, a calculation with literals, or a `let` of these",
    explain:
      "Bounds, counts and durations in clauses are part of the policy. They may not depend on a request.",
  }),
  AP2085: entry<{ readonly what: string }>({
    severity: "error",
    title: "Not positive",
    message: ({ what }) => `${what} must be more than zero`,
    explain: "A span of time of no length, or one that ends before it begins, holds nothing.",
  }),
  AP2086: entry<{ readonly member: string }>({
    severity: "error",
    title: "Member in quotes",
    message: ({ member }) => `members of an enum stand without quotes: \`${member}\``,
    explain:
      '`context.env == prod` compares with a member of the enum; `"prod"` is a string, which has another type.',
  }),
  AP2088: entry<{ readonly name: string }>({
    severity: "error",
    title: "Optional parameter",
    message: ({ name }) => `the parameter \`${name}\` cannot be optional`,
    help: () => "remove the `?`",
    explain:
      "A use of a `let` or a classifier gives a value for each of its parameters, so none of them is ever absent.",
  }),
  AP2089: entry<{ readonly name: string }>({
    severity: "error",
    title: "Called without parameters",
    message: ({ name }) => `\`${name}\` is no function`,
    help: ({ name }) => `write \`${name}\` without parentheses`,
    explain: "Only functions and lets with parameters are followed by arguments in parentheses.",
  }),
  AP2090: entry<{ readonly name: string; readonly found: string | undefined }>({
    severity: "error",
    title: "Relative to no path",
    message: ({ name, found }) =>
      found === undefined
        ? `\`${name}\` is no attribute that paths can be relative to`
        : `\`${name}\` is \`${found}\`, and paths are relative to a \`path\``,
    help: () => "name an attribute of type `path`, such as `context.cwd`",
    explain:
      "`relative to` says where relative paths among the action's arguments are from: an attribute of `agent` or `context`, or an argument of the action itself, of type `path`.",
  }),
  AP2091: entry<{ readonly found: string }>({
    severity: "error",
    title: "Home is no path",
    message: ({ found }) => `\`~\` begins at \`context.home\`, which is ${found}`,
    help: () => "declare `context.home` as a `path`",
    explain:
      "A leading `~` in a path pattern stands for the usual homes, and for `context.home` where the policy declares it. An attribute of another type cannot be compared with a path.",
  }),
};

/** The steps of a circle, shortened; where it is cut, the first and the two last are known. */
function showSteps(names: readonly string[], cut: boolean): string {
  const steps = names.map((name) => `\`${name}\``);
  const head = cut ? 1 : 5;
  return (cut || steps.length > 7 ? [...steps.slice(0, head), "…", ...steps.slice(-2)] : steps).join(" → ");
}
