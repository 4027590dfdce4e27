// What takes longer than an answer may: given at once without it and asked for again, where the client can do that.

import type { Connection } from "vscode-languageserver";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Session } from "../session.js";
import { runsOf } from "./runs.js";

/** Resolves at once where the client can be told to ask again: `refresh` does, once the tests of the policy ran. */
export async function awaited(
  connection: Connection,
  session: Session,
  policy: Policy,
  refresh: (() => void) | undefined,
): Promise<void> {
  const runs = runsOf(session);
  if (!session.settings.tests.onType || runs.isDone(policy)) return;
  const ran = runs.ran(policy).then(
    (found) => found !== undefined,
    (error: unknown) => {
      connection.console.warn(`the tests of ${policy.entry} could not be run: ${String(error)}`);
      return false;
    },
  );
  if (refresh === undefined) await ran;
  else void ran.then((isMore) => (isMore ? refresh() : undefined));
}
