// What takes longer than an answer may: given at once without it and asked for again, where the client can do that.

import type { Connection } from "vscode-languageserver";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Session } from "../session.js";
import { runsOf } from "./runs.js";

/**
 * Resolves once the tests of the policy ran; at once where the client can be told to ask again. It is, by `refresh`, once nobody
 * typed for a while and they ran.
 */
export async function awaited(
  connection: Connection,
  session: Session,
  policy: Policy,
  refresh: (() => void) | undefined,
): Promise<void> {
  const runs = runsOf(session);
  if (!session.settings.tests.onType || runs.isDone(policy)) return;
  const fail = (error: unknown): void => {
    connection.console.warn(`the tests of ${policy.entry} could not be run: ${String(error)}`);
  };
  if (refresh === undefined) await runs.ran(policy).catch(fail);
  else void whenQuiet(session, policy, refresh).catch(fail);
}

/** Nobody types once so many milliseconds have passed without a change. */
const QUIET = 200;

async function whenQuiet(session: Session, policy: Policy, refresh: () => void): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, QUIET));
  if (session.workspace.known(policy.path) !== policy) return;
  if ((await runsOf(session).ran(policy)) !== undefined) refresh();
}
