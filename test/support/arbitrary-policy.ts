// Random well-typed policies as source text: every primitive, clause, type and kind of state, over one fixed world.
//
// Constants come from small pools, and requests (`arbitrary-request.ts`) from the same pools and their neighbours, so
// that decisions turn on boundaries often.

import fc from "fast-check";
import { resultMasks, resultRule } from "./arbitrary-results.js";
import { WORLD } from "./arbitrary-world.js";
import { faultCondition, fragment, guardOf } from "./arbitrary-guard.js";
import { QUOTES, reason } from "./arbitrary-reasons.js";

/** The actions that a selector picks, which say what a guard may speak of. */
const TOOLS = ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] as const;
const SELECTORS = [
  { text: "pay", actions: ["pay"] },
  { text: "note", actions: ["note"] },
  { text: "files.*", actions: ["files.load", "files.save"] },
  { text: "files.save", actions: ["files.save"] },
  { text: "call", actions: ["call"] },
  { text: "exec", actions: ["exec"] },
  { text: "migrate", actions: ["migrate"] },
  { text: "configure", actions: ["configure"] },
  { text: "mcp.*", actions: ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] },
  { text: "mcp.fs.*", actions: ["mcp.fs.*", "mcp.fs.wipe"] },
  { text: "mcp.run, mcp.*.list, pay", actions: ["mcp.*", "mcp.fs.*", "pay"] },
  { text: "mcp.* except mcp.fs.read*, mcp.run", actions: ["mcp.*", "mcp.fs.*", "mcp.fs.wipe"] },
  { text: "pay, exec, files.load", actions: ["pay", "exec", "files.load"] },
  {
    text: "* except note",
    actions: [...TOOLS, "pay", "files.load", "files.save", "call", "exec", "migrate", "configure"],
  },
  {
    text: "*",
    actions: [...TOOLS, "pay", "note", "files.load", "files.save", "call", "exec", "migrate", "configure"],
  },
] as const;

type Selected = (typeof SELECTORS)[number];

const selector = fc.constantFrom(...SELECTORS);
const selecting = (...texts: readonly string[]): fc.Arbitrary<Selected> =>
  fc.constantFrom(...SELECTORS.filter(({ text }) => texts.includes(text)));

/** Groups, and an approver of one. */
const group = fc.constantFrom("g1", "g2", "desk");
const box = fc.constantFrom("hidden", "narrow", "wide");
const window = fc.constantFrom("10s", "1m", "1h");
const key = fc.constantFrom("", " by agent.id", " by [agent.session, agent.role]", " by action.name");
const escalation = fc.tuple(group, reason).map(([name, text]) => `escalate to ${name} "${text}"`);
const holding = fc.oneof(
  escalation,
  reason.map((text) => `block "${text}"`),
  fc.constantFrom('throttle "later"', "block"),
);
const ANY_ARGS = [
  "mask args matching [email, mall]",
  'mask args matching [mall, iban] as "[HIDDEN]"',
  "mask args",
  "hash args",
];
const REDACTIONS: Readonly<Record<string, readonly string[]>> = {
  pay: [
    "mask args.to matching [email, iban]",
    'mask args.to matching [email, mall] as "[TO]"',
    "drop args.memo",
    "hash args.to",
    'mask args.memo as "[MEMO]"',
    "clamp args.amount to 10 USD",
    "clamp args.amount to 9.5 USD",
    "clamp args.rate to 0.5",
  ],
  note: [
    "mask args.text matching [email, us_ssn]",
    "mask args.tags matching [email]",
    "mask args.text matching mall",
  ],
  exec: ["clamp args.timeout to 30s", "mask args.command matching [mall]", "hash args.command"],
  "files.*": ["clamp args.size to 1KiB", "mask args.path"],
  call: ["mask args.url matching mall", "clamp args.on_port to 443", "mask args.host matching [mall]"],
};
const redactions = (selected: Selected): readonly string[] => [
  ...(REDACTIONS[selected.text] ?? []),
  ...ANY_ARGS.slice(0, selected.text in REDACTIONS ? 2 : undefined),
];

const redaction = (selected: Selected): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.subarray([...redactions(selected), "mask result matching [api_key]"], { minLength: 1 }),
      fc.option(fc.constantFrom(...resultMasks(selected.text)), { nil: "" }),
    )
    .map(([list, ofResult]) => [...list, ofResult].join("\n  "));

/** Clauses that any rule may have: a guard, a code, a channel, shadow mode, the life of approvals. */
const common = (selected: Selected, restricts: boolean): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fragment("when ", guardOf(selected.actions, restricts)) },
        { weight: 2, arbitrary: fc.constant("") },
      ),
      fc.oneof(
        { weight: 1, arbitrary: fragment("unless ", guardOf(selected.actions, restricts)) },
        { weight: 4, arbitrary: fc.constant("") },
      ),
      fc.constantFrom("", "", 'code "C-1"', 'notify ["ops", "dev"]'),
      fc.constantFrom("", "", "", "", "", "", "mode shadow"),
    )
    .map((parts) => parts.filter((part) => part !== "").join("\n  "));

interface Form {
  readonly text: string;
  readonly form: string;
}

/** `called` is the form's name in the histogram. */
const form = (
  name: string,
  selectors: fc.Arbitrary<Selected>,
  body: (selected: Selected) => fc.Arbitrary<string>,
  { restricts = true, called = name }: { readonly restricts?: boolean; readonly called?: string } = {},
): fc.Arbitrary<Form> =>
  selectors.chain((selected) =>
    fc.tuple(common(selected, restricts), body(selected)).map(([shared, own]) => ({
      form: called,
      text: `${name} NAME on ${selected.text} {\n  ${shared}\n  ${own}\n}`,
    })),
  );

/** Broad selectors come up more often here, so that the default does not decide everything. */
const permitting = fc.oneof(
  { weight: 2, arbitrary: selector },
  { weight: 1, arbitrary: selecting("*", "* except note", "note") },
);
const allow = form("rule", permitting, () => fc.constantFrom("allow", "allow", 'allow "fine"'), {
  restricts: false,
});

const allowOnce = form(
  "rule",
  permitting,
  () =>
    fc
      .tuple(group, fc.constantFrom("", ' "asked"'), fc.constantFrom("", "\n  within 1m"))
      .map(([name, reason, within]) => `allow once approved by ${name}${reason}${within}`),
  { restricts: false, called: "allow once" },
);

const note = form(
  "rule",
  fc.oneof(selector, selecting("pay", "note", "call", "exec")),
  ({ text }) => reason.map((said) => `note "${QUOTES[text] ?? said}"`),
  { called: "note" },
);

const trip = form(
  "rule",
  selector,
  () =>
    fc
      .tuple(
        fc.oneof(holding, fc.constantFrom("allow", 'note "tripped"', "allow once approved by g1")),
        fc.constantFrom("all", "agent.id", "agent.role", "action.name"),
        fc.constantFrom(" for 10s", " for 10s", " for 1m", ""),
      )
      .map(([verdict, scope, duration]) => `${verdict}\n  trip freeze ${scope}${duration}`),
  { restricts: false, called: "trip" },
);

const rule = form("rule", selector, () =>
  fc.oneof(
    holding,
    box.map((name) => `sandbox ${name}`),
    fc.tuple(escalation, fc.constantFrom("", "\n  within 1m")).map((parts) => parts.join("")),
  ),
);

/** `pay` and `note` come up more often: they have the most to rewrite. */
const redacting = fc.oneof(
  { weight: 3, arbitrary: selecting("pay", "note") },
  {
    weight: 2,
    arbitrary: selecting(
      "exec",
      "files.*",
      "call",
      "*",
      "mcp.*",
      "mcp.fs.*",
      "mcp.* except mcp.fs.read*, mcp.run",
    ),
  },
);

const redactingRule = form("rule", redacting, (selected) =>
  redaction(selected).map((list) => `redact { ${list} }`),
);

const immediate = fc.constantFrom(
  "impact.hosts <= 3",
  "impact.cost < 10 USD",
  "impact.traffic <= 5%",
  "impact.volume <= 1KiB",
  "impact.delay < 30s",
  "impact.score <= 0.5",
  "agent.level <= 3",
);

const windowed = (selected: Selected): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(
        "sum(impact.hosts) <= 5",
        "sum(impact.cost) < 20 USD",
        ...(selected.text === "pay" ? ["sum(args.amount) <= 20 USD"] : []),
      ),
      window,
      key,
    )
    .map(([sum, per, by]) => `${sum} per ${per}${by}`);

const cap = form("cap", selector, (selected) =>
  fc.oneof(
    fc
      .tuple(
        immediate,
        fc.oneof(
          holding,
          box.map((name) => `sandbox ${name}`),
        ),
      )
      .map(([limit, verdict]) => `limit ${limit}\n  else ${verdict}`),
    fc
      .tuple(fc.array(fc.oneof(immediate, windowed(selected)), { minLength: 1, maxLength: 2 }), holding)
      .map(
        ([limits, verdict]) =>
          `${limits.map((limit, i) => `limit ${i === 1 ? "second: " : ""}${limit}`).join("\n  ")}\n  else ${verdict}`,
      ),
  ),
);

const throttle = form("throttle", selector, () =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      window,
      key,
      fc.oneof(
        fc.constant(""),
        holding.map((verdict) => `\n  else ${verdict}`),
      ),
    )
    .map(([count, per, by, otherwise]) => `limit ${String(count)} per ${per}${by}${otherwise}`),
);

const quorum = form("quorum", selector, () =>
  fc
    .tuple(
      fc.constantFrom("need 1 of g1", "need 2 of g1", "need 1 of g1\n  need 1 of g2", "need 2 of g2"),
      holding,
      fc.constantFrom("", "within 1m"),
    )
    .map((parts) => `${parts[0]}\n  else ${parts[1]}\n  ${parts[2]}`),
);

const reversibility = form("reversibility", selector, () =>
  fc
    .tuple(fc.constantFrom("need 1 of g1 acknowledging irreversible", "need 1 of g2"), holding)
    .map(([need, verdict]) => `${need}\n  else ${verdict}`),
);

const boundary = form("boundary", selecting("call"), () =>
  fc
    .tuple(
      fc.subarray(["inner", "outer", '"site.example"', '"*.out.example:8443"'], { minLength: 1 }),
      fc.constantFrom("", "deny [private, metadata]", "deny metadata"),
      holding,
    )
    .map(([reach, deny, verdict]) => `reach [${reach.join(", ")}]\n  ${deny}\n  else ${verdict}`),
);

const configDrift = form("drift", selecting("configure"), () =>
  fc
    .tuple(fc.subarray(["add_property", "remove_property", "widen", "narrow", "other"]), holding)
    .map(([kinds, verdict]) => `baseline "config.json"\n  permit [${kinds.join(", ")}]\n  else ${verdict}`),
);

const drift = form("drift", selecting("migrate"), () =>
  fc
    .tuple(
      fc.subarray(["add_table", "add_nullable_column", "add_index", "drop_column", "widen_type"], {
        minLength: 1,
      }),
      holding,
    )
    .map(([kinds, verdict]) => `baseline "orders.sql"\n  permit [${kinds.join(", ")}]\n  else ${verdict}`),
);

const grant = form(
  "grant",
  selector,
  () =>
    fc
      .tuple(
        fc.constantFrom("narrow", "wide"),
        fc.constantFrom("agent.id", "agent.session", "[agent.id, action.name]"),
        fc.constantFrom("1m", "1h"),
        fc.constantFrom("", "revoke when outcome == failed"),
        holding,
      )
      .map(
        ([inside, scope, expires, revoke, verdict]) =>
          `inside ${inside}\n  scope ${scope}\n  expires ${expires}\n  ${revoke}\n  else ${verdict}`,
      ),
  { restricts: false },
);

const redact = form("redact", redacting, redaction);

const fallback = fc.constantFrom(
  'block "no rule permits {action.name} to {agent.id}"',
  'block "no rule permits this"',
  "block",
  'escalate to g1 "ask"',
  "throttle",
  "allow",
  "allow once approved by g2",
);

const onError = fc
  .tuple(
    fc.constantFrom("", 'on_error block "a fault"', 'on_error escalate to g1 "a fault"', "on_error throttle"),
    fc.array(
      fc.tuple(
        fc.constantFrom("allow", 'throttle "so"', "block", 'escalate to g1 "ask"'),
        fragment("when ", faultCondition),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([always, conditional]) =>
    [always, ...conditional.map(([verdict, when]) => `on_error ${verdict} ${when}`)].join("\n  "),
  );

const restriction = fc.oneof(
  { weight: 2, arbitrary: rule },
  { weight: 2, arbitrary: note },
  { weight: 1, arbitrary: trip },
  { weight: 2, arbitrary: allowOnce },
  { weight: 11, arbitrary: redactingRule },
  { weight: 2, arbitrary: cap },
  { weight: 2, arbitrary: throttle },
  { weight: 1, arbitrary: quorum },
  { weight: 1, arbitrary: reversibility },
  { weight: 1, arbitrary: boundary },
  { weight: 1, arbitrary: drift },
  { weight: 1, arbitrary: configDrift },
  { weight: 19, arbitrary: grant },
  { weight: 26, arbitrary: redact },
);

export interface RandomPolicy {
  readonly text: string;
  /** The text of its floor, `floor.agentpol`. */
  readonly floor?: string;
  readonly forms: readonly string[];
}

interface Single {
  readonly text: string;
  readonly forms: readonly string[];
}

/** A policy of this name, which says so much; with `floor` in its header where it has one. */
function single(name: string, least: number, most: number): fc.Arbitrary<(floor: string) => Single> {
  return fc
    .tuple(
      fc.tuple(fallback, fc.constantFrom("", "", "", "", "", "\n  mode enforce", "\n  mode shadow")),
      onError,
      fc.array(allow, { minLength: 2, maxLength: 5, size: "max" }),
      fc.array(restriction, { minLength: least, maxLength: most, size: "max" }),
      fc.array(resultRule, { maxLength: most - 1, size: "max" }),
      fc.array(fc.nat(), { minLength: 14, maxLength: 14 }),
    )
    .map(([[verdict, mode], faults, allows, others, ofResults, order]) => (floor) => {
      const forms = shuffled([...allows, ...others, ...ofResults], order);
      const rules = forms.map(({ text }, i) =>
        text.replace("NAME", `r${String(i)}`).replace(/\n\s*(?=\n)/g, ""),
      );
      const header = `policy ${name} {\n  version "1.0.0"${mode}${floor}\n  default ${verdict}\n  ${faults}\n}`;
      return { text: `${header}\n${WORLD}\n${rules.join("\n\n")}\n`, forms: forms.map((each) => each.form) };
    });
}

/** A policy that compiles without an error, one in five with a floor: a property that `npm test` checks. */
export const policy: fc.Arbitrary<RandomPolicy> = fc.oneof(
  { weight: 4, arbitrary: single("p", 1, 5).map((alone) => alone("")) },
  {
    weight: 1,
    arbitrary: fc.tuple(single("p", 1, 4), single("q", 0, 2)).map(([own, below]) => {
      const [upper, lower] = [own('\n  floor "floor.agentpol"'), below("")];
      const text = lower.text.replace(/default [^\n]*/, "default allow");
      return { text: upper.text, floor: text, forms: [...upper.forms, ...lower.forms, "floor"] };
    }),
  },
);

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  const keyed = items.map((item, i) => ({ item, place: order[i] ?? 0 }));
  return keyed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}
