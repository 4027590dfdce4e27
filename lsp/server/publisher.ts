// Tells the editor what is wrong, in rounds: a round begins with each change and ends the one before it. First it analyses every
// policy that is not known as it stands, those in the editor before others; once nobody types, it looks for what takes longer.
// All of that is done in turns, so that whatever the editor asks is answered between them.

import type { Connection } from "vscode-languageserver";
import type { Policy } from "../../compiler/workspace/policy.js";
import { Board } from "./board.js";
import { readingsOf } from "../features/names.js";
import { shownIn, shownInCases } from "./diagnostics.js";
import type { Findings } from "./findings.js";
import type { Inbox } from "./inbox.js";
import { concernsLint } from "./lint.js";
import { laterOf } from "./later.js";
import { ScanProgress } from "./progress.js";
import { tellProved } from "./proved.js";
import { runsOf } from "./running/runs.js";
import type { Session } from "./session.js";
import { Goal, turn } from "./turns.js";

/** Nobody types once so many milliseconds have passed without a change. */
const QUIET = 150;
/** What arrived goes first, but for no longer than this. */
const MOST_WAIT = 250;
/** Turns until a message that was sent has arrived. */
const FEW = 4;

/** Where what is told goes: pushed to the editor, or kept until it asks. */
export interface Outlet {
  /** Some lists may be others now; all of them are known once everything is analysed. */
  readonly changed: (isScanned: boolean) => void;
}

export class Publisher {
  readonly board = new Board();
  #outlet: Outlet = { changed: () => undefined };
  #round = 0;
  /** The policies of which the findings are on the board, by their paths, and whether with what takes longer. */
  readonly #shown = new Map<string, { readonly policy: Policy; readonly isDone: boolean }>();
  /** The policies by which cases files were judged. */
  readonly #judged = new Map<string, Policy | undefined>();
  /** Every policy of the workspace was analysed as it stands. */
  readonly #scanned = new Goal();
  /** Nothing more is to be told. */
  readonly #settled = new Goal();
  /** Somebody waits for all there is to tell. */
  #isHurried = false;
  #wake = (): void => undefined;

  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
    private readonly findings: Findings,
    private readonly inbox: Inbox,
  ) {
    session.onChange((paths) => {
      for (const path of paths) this.#forget(path);
      this.#begin();
    });
  }

  set outlet(outlet: Outlet) {
    this.#outlet = outlet;
  }

  scanned(): Promise<void> {
    return this.#scanned.reached();
  }

  /** All that is to be told was told. */
  settled(): Promise<void> {
    this.#isHurried = true;
    this.#wake();
    return this.#settled.reached();
  }

  /** Everything that is said at once of a document is on the board. */
  bring(path: string): void {
    const { workspace } = this.session;
    if (path.endsWith(".cases.yaml")) {
      this.#putCases(path);
      return;
    }
    for (const policy of this.#scanned.isReached ? workspace.policiesOf(path) : [workspace.policyAt(path)])
      this.#put(policy);
  }

  #forget(path: string): void {
    this.board.forget(path);
    const { workspace } = this.session;
    for (const entry of this.board.policies()) {
      const policy = workspace.known(entry);
      if (policy !== undefined && concernsLint(path, policy)) this.findings.drop(policy);
    }
  }

  #begin(): void {
    this.#round += 1;
    const own = this.#round;
    this.#scanned.leave();
    this.#settled.leave();
    this.#work(() => this.#round === own).catch((error: unknown) => {
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }

  async #work(isCurrent: () => boolean): Promise<void> {
    await this.session.prepare();
    await this.#drained(isCurrent);
    if (!isCurrent() || !(await this.#analyse(isCurrent))) return;
    this.#scanned.reach();
    this.#outlet.changed(true);
    await this.#quiet();
    if (!isCurrent() || !(await this.#deepen(isCurrent))) return;
    this.#isHurried = false;
    this.#settled.reach();
    tellProved(this.connection, this.session, this.findings);
  }

  /** Until what was sent by now is answered: what is on its way takes a few turns to arrive. */
  async #drained(isCurrent: () => boolean): Promise<void> {
    const until = performance.now() + MOST_WAIT;
    for (let left = FEW; (left > 0 || !this.inbox.isEmpty) && isCurrent(); left -= 1) {
      await turn();
      if (performance.now() > until) return;
    }
  }

  /** Until nobody types, or somebody waits. */
  async #quiet(): Promise<void> {
    if (this.#isHurried) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, QUIET);
    });
  }

  /** Every file is taken for a policy of its own, until it is known which are parts of others. */
  async #analyse(isCurrent: () => boolean): Promise<boolean> {
    const { workspace } = this.session;
    const canShow = this.session.client.window?.workDoneProgress === true;
    const progress = new ScanProgress(canShow ? this.connection : undefined);
    const paths = this.#inOrder();
    try {
      for (const [index, path] of paths.entries()) {
        if (workspace.known(path) === undefined) {
          progress.at(index, paths.length);
          await turn();
          if (!isCurrent()) return false;
        }
        const isKnown = workspace.known(path) !== undefined;
        const policy = workspace.policyAt(path);
        if (policy.analysis.headless) continue;
        // Rules are not checked yet: what an editor asks right after a keystroke needs no more than that.
        if (!isKnown && this.session.isOpen(path)) await this.#drained(isCurrent);
        if (!isCurrent()) return false;
        this.#put(policy);
      }
    } finally {
      progress.end();
    }
    const live = new Map(workspace.policies().map((policy) => [policy.path, policy]));
    for (const policy of live.values()) this.#put(policy);
    const cases = workspace.files(".cases.yaml");
    for (const path of cases) {
      await turn();
      if (!isCurrent()) return false;
      this.#putCases(path);
    }
    const told = new Set([...live.keys(), ...cases]);
    for (const path of this.board.policies()) if (!told.has(path)) this.#drop(path);
    return true;
  }

  /** What is wrong with golden cases, unless that is known of them and of their policy as they stand. */
  #putCases(path: string): void {
    const [policy] = readingsOf(this.session.workspace, path);
    if (this.board.knows(path) && this.#judged.get(path) === policy) return;
    this.#judged.set(path, policy);
    this.board.put(path, new Map([[path, shownInCases(this.session, path)]]));
    this.#outlet.changed(this.#scanned.isReached);
  }

  /** Open documents first, then policies of which something was said, then the others. */
  #inOrder(): readonly string[] {
    const all = this.session.workspace.files(".agentpol");
    const said = new Set(this.board.policies());
    const rank = (path: string): number => (this.session.isOpen(path) ? 0 : said.has(path) ? 1 : 2);
    return all.toSorted((a, b) => rank(a) - rank(b));
  }

  /** Those of which a file is open come first. */
  async #deepen(isCurrent: () => boolean): Promise<boolean> {
    const isOpen = (policy: Policy): boolean =>
      [...policy.analysis.sources.keys()].some((file) => this.session.isOpen(policy.absolute(file)));
    const policies = this.session.workspace.policies().filter((policy) => !this.findings.isDone(policy));
    for (const policy of policies.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))) {
      const later = await laterOf(policy, this.session, isCurrent);
      if (later === undefined) return false;
      this.findings.add(policy, later);
      this.#put(policy);
    }
    return this.session.settings.tests.onType ? this.#run(isCurrent) : true;
  }

  /** The tests and cases of every policy, for what is shown beside the text; what cannot be run is told, once. */
  async #run(isCurrent: () => boolean): Promise<boolean> {
    for (const policy of this.session.workspace.policies()) {
      if (!isCurrent()) return false;
      await runsOf(this.session)
        .ran(policy)
        .catch((error: unknown) => this.connection.console.warn(`${policy.entry}: ${String(error)}`));
    }
    return true;
  }

  #put(policy: Policy): void {
    const isDone = this.findings.isDone(policy);
    const shown = this.#shown.get(policy.path);
    if (shown?.policy === policy && shown.isDone === isDone) return;
    this.#shown.set(policy.path, { policy, isDone });
    this.board.put(policy.path, shownIn(this.session, policy, this.findings));
    this.#outlet.changed(this.#scanned.isReached);
  }

  #drop(path: string): void {
    this.#shown.delete(path);
    this.board.drop(path);
  }
}
