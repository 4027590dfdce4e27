// Classifiers of the random policies: what they answer depends on what they are asked, and some answers are none.

import type { ClassifierFunction, Fetch } from "../../runtime/index.js";
import type { Answer } from "../../compiler/interpret/scene.js";

/** What random policies declare. */
export const CLASSIFIERS = `
classifier rated(text: string): decimal { host "scores" }
classifier dear(amount: money(USD), to: string): bool { host "prices", timeout 3s }
classifier mood(level: int): calm | angry { webhook "https://mood.example/ask" }
let toxic(text: string) = rated(text) >= 0.7 and not known(text holds [mall])
`;

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

/** `seed` makes the answers others; `told` hears each answer that the runtime is given. */
export function answering(seed: string, told: (classifier: string, answer: unknown) => void): Answering {
  const say = (classifier: string, from: readonly unknown[], about: string): unknown => {
    const answer = pick(from, `${seed}${classifier}${about}`);
    told(classifier, answer);
    if (answer === undefined) throw new Error("it fails");
    return answer;
  };
  const aboutPrice = (amount: number, to: string): string => `${String(amount)} to ${to}`;
  return {
    classifiers: {
      scores: ({ text }) => say("rated", SCORES, asText(text)),
      prices: ({ amount, to }) => {
        const { amount: units } = amount as { readonly amount: number };
        return Promise.resolve().then(() => say("dear", TRUTHS, aboutPrice(units, asText(to))));
      },
    },
    fetch: (_url, { body }) => {
      const { args } = JSON.parse(body) as { readonly args: { readonly level: number } };
      return Promise.resolve().then(() => Response.json({ answer: say("mood", MOODS, String(args.level)) }));
    },
    answer: (classifier, [first, second]) => {
      if (classifier === "rated") return scoreOf(pick(SCORES, `${seed}rated${asText(first)}`));
      if (classifier === "mood") return oneOf(["calm", "angry"], pick(MOODS, `${seed}mood${asText(first)}`));
      const price = aboutPrice(Number(first) / 10_000, asText(second));
      return oneOf([true, false], pick(TRUTHS, `${seed}dear${price}`));
    },
  };
}

/** Ten-thousandths, as a decimal's normal form is. */
function scoreOf(answer: unknown): number | undefined {
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
