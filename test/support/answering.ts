// Classifiers of the random policies: what they answer depends on what they are asked, and some answers are none.

import type { ClassifierFunction, Fetch } from "../../runtime/index.js";
import type { Answer } from "../../compiler/interpret/scene.js";
import type { Answered } from "./constructs/state-watch.js";

/** What random policies declare. */
export const CLASSIFIERS = `
classifier rated(text: string): decimal { host "scores" }
classifier dear(amount: money(USD), to: string): bool { host "prices", timeout 3s }
classifier mood(level: int): calm | angry { webhook "https://mood.example/ask" }
classifier years(who: string): int { host "years", timeout 1ms }
classifier portion(level: int, of: percent): percent { host "portions" }
let toxic(text: string) = rated(text) >= 0.7 and not known(text holds [mall])
`;

/** What stands for an answer that never comes. */
const LATE = Symbol("late");

/** What a classifier may say: answers at and beside the bounds that rules ask about, and failures. */
const SCORES: readonly unknown[] = [
  0.9,
  0.7,
  0.699_96,
  0.699_94,
  0.2,
  "0.5",
  0,
  NaN,
  "high",
  null,
  undefined,
];
const TRUTHS: readonly unknown[] = [true, false, true, "true", undefined];
const MOODS: readonly unknown[] = ["calm", "angry", "bored", 3, undefined];
const YEARS: readonly unknown[] = [1, 2, 3, 2.5, LATE, LATE];
const PORTIONS: readonly unknown[] = [5, 4.9999, 5.0001, 0, "5", undefined];

/** The same answer to the same question, of a policy that is known by its text. */
function pick(from: readonly unknown[], question: string): unknown {
  let hash = 7;
  for (const character of question) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return from[hash % from.length];
}

interface Answering {
  readonly classifiers: Readonly<Record<string, ClassifierFunction>>;
  readonly fetch: Fetch;
  /** The same for the interpreter. */
  readonly answer: Answer;
}

type Told = (classifier: string, how: Answered, answer?: unknown) => void;

/** `seed` makes the answers others; `told` hears each answer that the runtime is given. */
export function answering(seed: string, told: Told): Answering {
  const say = (classifier: string, from: readonly unknown[], about: string): unknown => {
    const answer = pick(from, `${seed}${classifier}${about}`);
    const how = answer === LATE ? "late" : answer === undefined ? "fails" : "says";
    told(classifier, how, answer);
    if (how === "late") return new Promise(() => undefined);
    if (how === "fails") throw new Error("it fails");
    return answer;
  };
  const aboutPrice = (amount: number, to: string): string => `${String(amount)} to ${to}`;
  const aboutPart = (level: unknown, of: unknown): string => `${asText(level)} of ${asText(of)}`;
  return {
    classifiers: {
      scores: ({ text }) => say("rated", SCORES, asText(text)),
      prices: ({ amount, to }) => {
        const { amount: units } = amount as { readonly amount: number };
        return Promise.resolve().then(() => say("dear", TRUTHS, aboutPrice(units, asText(to))));
      },
      years: ({ who }) => say("years", YEARS, asText(who)),
      portions: ({ level, of }) => say("portion", PORTIONS, aboutPart(level, of)),
    },
    fetch: (_url, { body }) => {
      const { args } = JSON.parse(body) as { readonly args: { readonly level: number } };
      return Promise.resolve().then(() => Response.json({ answer: say("mood", MOODS, String(args.level)) }));
    },
    answer: (classifier, [first, second]) => {
      const of = (from: readonly unknown[], about: string): unknown =>
        pick(from, `${seed}${classifier}${about}`);
      switch (classifier) {
        case "rated":
          return scaled(of(SCORES, asText(first)));
        case "mood":
          return oneOf(["calm", "angry"], of(MOODS, asText(first)));
        case "years":
          return oneOf([1, 2, 3], of(YEARS, asText(first)));
        case "portion":
          return scaled(of(PORTIONS, aboutPart(first, Number(second) / 10_000)));
        default:
          return oneOf([true, false], of(TRUTHS, aboutPrice(Number(first) / 10_000, asText(second))));
      }
    },
  };
}

/** Ten-thousandths, as the normal form of a decimal or a percent is; a percent is never a text. */
function scaled(answer: unknown): number | undefined {
  if (answer === "0.5") return 5_000;
  if (typeof answer !== "number" || Number.isNaN(answer)) return undefined;
  return Math.round(answer * 10_000);
}

function oneOf<T>(known: readonly T[], answer: unknown): T | undefined {
  return known.find((each) => each === answer);
}

/** The texts of strings and numbers. */
function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
