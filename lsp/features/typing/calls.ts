// Calls that are being written: which argument is at the place, and which action a step of a test speaks of.

import { declarationOf } from "../../../runtime/values/action-name.js";
import type { Token } from "../../../grammar/lexer.js";
import { isCloser, isOpener } from "../../../compiler/ast/outline/brackets.js";
import type { Known } from "../../../compiler/types/known.js";
import type { Action } from "../../../compiler/types/program.js";
import type { Site } from "./site.js";

/** How many arguments stand before the end of `tokens`, which begin behind the opening bracket. */
export function argumentIndex(tokens: readonly Token[]): number {
  let [depth, index] = [0, 0];
  for (const { image } of tokens) {
    if (isOpener(image)) depth += 1;
    else if (isCloser(image)) depth -= 1;
    else if (image === "," && depth === 0) index += 1;
  }
  return index;
}

/** The action of a name: itself, or the wildcard that takes it. */
export function actionNamed({ actions }: Known, name: string): Action | undefined {
  const own = actions.find((action) => action.name === name);
  if (own !== undefined) return own;
  const declared = Object.fromEntries(actions.map((action) => [action.name, true]));
  const taker = declarationOf(declared, name);
  return actions.find((action) => action.name === taker);
}

/** The action that was said last in the test before the place. */
export function stepsActionAt({ input, head }: Site, known: Known): Action | undefined {
  const { tokens } = input;
  const from = head[0] === undefined ? 0 : tokens.indexOf(head[0]);
  const at = tokens.findLastIndex(
    ({ image }, index) => index > from && image === "action" && isStep(tokens, index),
  );
  if (at < 0) return undefined;
  let end = at + 1;
  while (tokens[end]?.image === "." || tokens[end - 1]?.image === "." || end === at + 1) end += 1;
  return actionNamed(
    known,
    tokens
      .slice(at + 1, end)
      .map(({ image }) => image)
      .join(""),
  );
}

function isStep(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 1]?.image !== "." && tokens[at + 1]?.image !== ".";
}
