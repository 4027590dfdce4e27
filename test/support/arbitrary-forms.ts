// Random rules of every form that decides what is attempted, each called `NAME`.

import fc from "fast-check";
import { fragment, guardOf, plainGuardOf } from "./arbitrary-guard.js";
import { QUOTES, reason } from "./arbitrary-reasons.js";
import { resultMasks } from "./arbitrary-results.js";
import {
  byFocus,
  either,
  selecting,
  selector,
  type Focus,
  type Selected,
  type Selecting,
} from "./arbitrary-selectors.js";

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
/** How long an approval lives. */
const life = fc.constantFrom("", "\n  within 1m");
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
  book: [
    "clamp args.seats to 2",
    "clamp args.share to 4.5%",
    "clamp args.load to 1KiB",
    "clamp args.stay to 30s",
    "mask args.tags",
    "drop args.spare",
    "hash args.who.name",
    "drop args.who.size",
  ],
  call: ["mask args.url matching mall", "clamp args.on_port to 443", "mask args.host matching [mall]"],
};
const redactions = (selected: Selected): readonly string[] => [
  ...(REDACTIONS[selected.text] ?? []),
  ...ANY_ARGS.slice(0, selected.text in REDACTIONS ? 2 : undefined),
];

/** What the `else` of a primitive may say that does not count: any verdict but `allow`. */
const otherwise = (selected: Selected): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(holding, life).map((parts) => parts.join("")) },
    { weight: 1, arbitrary: box.map((name) => `sandbox ${name}`) },
    { weight: 2, arbitrary: redaction(selected).map((list) => `redact { ${list} }`) },
  );

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

export interface Form {
  readonly text: string;
  readonly form: string;
}

/** Rules of one form, by the focus of the policy. */
type Forms = (focus: Focus) => fc.Arbitrary<Form>;

/** `called` is the form's name in the histogram. */
const form = (
  name: string,
  selectors: Selecting,
  body: (selected: Selected) => fc.Arbitrary<string>,
  { restricts = true, called = name }: { readonly restricts?: boolean; readonly called?: string } = {},
): Forms =>
  byFocus((focus) =>
    selectors(focus).chain((selected) =>
      fc.tuple(common(selected, restricts), body(selected)).map(([shared, own]) => ({
        form: called,
        text: `${name} NAME on ${selected.text} {\n  ${shared}\n  ${own}\n}`,
      })),
    ),
  );

interface Choice {
  readonly weight: number;
  readonly of: Forms;
  /** Where a policy is about one of these, it comes up more often. */
  readonly near?: readonly Focus[];
}

const mixed = (...choices: readonly Choice[]): Forms =>
  byFocus((focus) =>
    fc.oneof(
      ...choices.map(({ weight, of, near = [] }) => ({
        weight: near.includes(focus) ? 8 * weight : weight,
        arbitrary: of(focus),
      })),
    ),
  );

/** Broad selectors come up more often here, so that the default does not decide everything. */
const permitting = either(
  { weight: 1, of: selector },
  { weight: 1, of: selecting("*", "* except note", "note", "pay", "book") },
);
/** Permits. */
export const allow = form("rule", permitting, () => fc.constantFrom("allow", "allow", 'allow "fine"'), {
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
  either({ weight: 1, of: selector }, { weight: 1, of: selecting("pay", "note", "call", "exec") }),
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
const redacting = either(
  { weight: 4, of: selecting("pay", "note", "book") },
  {
    weight: 2,
    of: selecting("exec", "files.*", "call", "*", "mcp.*", "mcp.fs.*", "mcp.* except mcp.fs.read*, mcp.run"),
  },
);

const boxing = form("rule", selector, () => box.map((name) => `sandbox ${name}`));

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
    fc.tuple(immediate, otherwise(selected)).map(([limit, verdict]) => `limit ${limit}\n  else ${verdict}`),
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
      fc.constantFrom(0, 1, 1, 2, 3, 4),
      window,
      key,
      fc.oneof(
        fc.constant(""),
        fc.tuple(holding, life).map((parts) => `\n  else ${parts.join("")}`),
      ),
    )
    .map(([count, per, by, otherwise]) => `limit ${String(count)} per ${per}${by}${otherwise}`),
);

const quorum = form("quorum", selector, () =>
  fc
    .tuple(
      fc.constantFrom(
        "need 1 of g1",
        "need 2 of g1",
        "need 1 of g1\n  need 1 of g2",
        "need 2 of g2",
        "need 1 of g1 acknowledging irreversible",
      ),
      holding,
      fc.constantFrom("", "within 1m"),
    )
    .map((parts) => `${parts[0]}\n  else ${parts[1]}\n  ${parts[2]}`),
);

const reversibility = form("reversibility", selector, () =>
  fc
    .tuple(fc.constantFrom("need 1 of g1 acknowledging irreversible", "need 1 of g2"), holding, life)
    .map(([need, verdict, within]) => `${need}\n  else ${verdict}${within}`),
);

const boundary = form("boundary", selecting("call", "book"), (selected) =>
  fc
    .tuple(
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc
            .subarray(["inner", "outer", '"site.example"', '"*.out.example:8443"'], { minLength: 1 })
            .map((entries) => `[${entries.join(", ")}]`),
        },
        { weight: 1, arbitrary: fc.constant("any") },
      ),
      fc.constantFrom("", "deny [private, metadata]", "deny metadata", 'deny "192.0.2.0/24"'),
      otherwise(selected),
    )
    .map(([reach, deny, verdict]) => `reach ${reach}\n  ${deny}\n  else ${verdict}`),
);

const configDrift = form("drift", selecting("configure"), (selected) =>
  fc
    .tuple(fc.subarray(["add_property", "remove_property", "widen", "narrow", "other"]), otherwise(selected))
    .map(([kinds, verdict]) => `baseline "config.json"\n  permit [${kinds.join(", ")}]\n  else ${verdict}`),
);

const drift = form("drift", selecting("migrate"), (selected) =>
  fc
    .tuple(
      fc.subarray(["add_table", "add_nullable_column", "add_index", "drop_column", "widen_type"], {
        minLength: 1,
      }),
      otherwise(selected),
    )
    .map(([kinds, verdict]) => `baseline "orders.sql"\n  permit [${kinds.join(", ")}]\n  else ${verdict}`),
);

const grant = form(
  "grant",
  selector,
  (selected) =>
    fc
      .tuple(
        fc.constantFrom("narrow", "wide"),
        fc.constantFrom("agent.id", "agent.session", "[agent.id, action.name]"),
        fc.constantFrom("1m", "1h"),
        fc.constantFrom(
          ...["", "revoke when outcome == failed", "revoke when outcome != ok or agent.level > 3"],
          "revoke when outcome == failed and agent.id in feed",
        ),
        otherwise(selected),
      )
      .map(
        ([inside, scope, expires, revoke, verdict]) =>
          `inside ${inside}\n  scope ${scope}\n  expires ${expires}\n  ${revoke}\n  else ${verdict}`,
      ),
  { restricts: false },
);

const redact = form("redact", redacting, redaction);

/** What most policies are made of: a verdict, and conditions on the request. */
export const plainRule: Forms = byFocus((focus) =>
  permitting(focus).chain((selected) =>
    fc
      .tuple(
        fragment("when ", plainGuardOf(selected.actions)),
        fc.oneof({ weight: 2, arbitrary: fc.constant("allow") }, { weight: 1, arbitrary: holding }),
      )
      .map(([when, verdict]) => ({
        form: "rule",
        text: `rule NAME on ${selected.text} {\n  ${when}\n  ${verdict}\n}`,
      })),
  ),
);

/** Rules that say how an action runs, and leave alone whether it does. */
export const constraining: Forms = mixed(
  { weight: 8, of: redactingRule },
  { weight: 24, of: redact },
  { weight: 9, of: grant },
  { weight: 1, of: boxing },
  { weight: 1, of: note },
);

/** Rules of every form. */
export const restriction: Forms = mixed(
  { weight: 3, of: rule },
  { weight: 1, of: note },
  { weight: 2, of: trip },
  { weight: 3, of: allowOnce },
  { weight: 1, of: redactingRule },
  { weight: 1, of: redact },
  { weight: 3, of: cap },
  { weight: 6, of: throttle },
  { weight: 4, of: quorum },
  { weight: 3, of: reversibility },
  { weight: 3, of: boundary, near: ["call"] },
  { weight: 1, of: drift, near: ["migrate"] },
  { weight: 1, of: configDrift, near: ["configure"] },
  { weight: 3, of: grant },
);
