// The tests and cases of each policy as they ran: once for a policy and the cases files that there are.

import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import type { Seen } from "../../features/seen.js";
import type { View } from "../../features/view.js";
import type { Session } from "../session.js";
import { casesOf, tryAll, type Ran } from "./trials.js";

interface Running {
  /** Of the cases files that it is a run of. */
  readonly version: number;
  readonly ran: Promise<Ran | undefined>;
  /** `ran` is there, if only as undefined, once it has ended. */
  readonly ended: { ran?: Ran | undefined };
}

class Runs {
  readonly #running = new WeakMap<Policy, Running>();
  readonly #workspace: Workspace;
  /** Another with each change of cases files. */
  #version = 0;

  constructor(session: Session) {
    this.#workspace = session.workspace;
    session.onChange((paths) => {
      if (paths.length === 0 || paths.some((path) => !session.isPolicy(path))) this.#version += 1;
    });
  }

  /** What is there by now; of a run before cases files were changed, too. */
  last(policy: Policy): Ran | undefined {
    return this.#running.get(policy)?.ended.ran;
  }

  /** Has everything ended that stands in the files as they are? */
  isDone(policy: Policy): boolean {
    const known = this.#running.get(policy);
    return known !== undefined && "ran" in known.ended && known.version === this.#version;
  }

  /** Runs what has not run yet; undefined where it does not compile, or was edited meanwhile. */
  ran(policy: Policy): Promise<Ran | undefined> {
    const version = this.#version;
    const known = this.#running.get(policy);
    if (known?.version === version) return known.ran;
    const ended: Running["ended"] = {};
    const isCurrent = (): boolean =>
      this.#workspace.known(policy.path) === policy && this.#version === version;
    const ran = tryAll(policy, casesOf(this.#workspace, policy), isCurrent).then(
      (found) => (ended.ran = found),
      (error: unknown) => {
        ended.ran = undefined;
        throw error;
      },
    );
    this.#running.set(policy, { version, ran, ended });
    return ran;
  }
}

const all = new WeakMap<Session, Runs>();

export function runsOf(session: Session): Runs {
  const known = all.get(session) ?? new Runs(session);
  all.set(session, known);
  return known;
}

/** All that was found out by now of the policy that a file is part of. */
export function seenOf(session: Session, { policy, path }: View): Seen {
  const found = session.diagnosticsAt({ path, start: 0, end: Infinity });
  const diagnostics = found.filter((each) => each.policy === policy).map(({ diagnostic }) => diagnostic);
  const ran = runsOf(session).last(policy);
  return {
    diagnostics,
    ...(ran && { trials: ran.trials }),
    ...(ran?.touched && { touched: ran.touched }),
  };
}
