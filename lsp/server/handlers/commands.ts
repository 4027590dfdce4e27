// Commands: runs and explains tests, as plain data for whoever shows it.

import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import type { Trial } from "../../features/seen.js";
import { readingsOf } from "../../features/names.js";
import { type View, viewOf } from "../../features/view.js";
import { COMMANDS, refreshing } from "../lenses.js";
import type { Handler } from "../handler.js";
import { explained, run } from "../running/on-demand.js";
import { runsOf } from "../running/runs.js";
import type { Session } from "../session.js";

export const commands: Handler = {
  capabilities: { executeCommandProvider: { commands: Object.values(COMMANDS) } },
  listen: (connection, session) => {
    connection.onExecuteCommand(async ({ command, arguments: given = [] }) => {
      await session.prepare();
      const [uri, test] = given.map((each: unknown) => (typeof each === "string" ? each : undefined));
      const view = compiledAt(session, uri);
      switch (command) {
        case COMMANDS.runTest:
          return ranAnew(connection, session, view, test);
        case COMMANDS.explainTest:
          return explained(session, view, test);
        default:
          throw new ResponseError(ErrorCodes.InvalidParams, `there is no command ${command}`);
      }
    });
  },
};

/** Lenses and hints say how the tests went, too. */
async function ranAnew(
  connection: Connection,
  session: Session,
  view: View,
  test: string | undefined,
): Promise<readonly Trial[]> {
  const trials = await run(session, view, test);
  await runsOf(session).ran(view.policy);
  refreshing(connection, session)?.();
  return trials;
}

/**
 * The policy at a URI, or the one that a cases file speaks of.
 * @throws {ResponseError} where there is none that compiles.
 */
function compiledAt(session: Session, uri: string | undefined): View {
  const { workspace } = session;
  const path = uri === undefined ? undefined : session.pathOf(uri);
  const [policy] = path === undefined ? [] : readingsOf(workspace, path);
  const view = policy && viewOf(workspace, policy.path);
  if (view?.policy.compilation.table === undefined)
    throw new ResponseError(ErrorCodes.InvalidParams, "this is no policy that compiles");
  return view;
}
