// What people may set, read from whatever the editor sends: what is not as it should be is as if it were not there.

import { ALL_HINTS, type HintSettings } from "../features/inlay-hints.js";
import { memberOf } from "./untyped.js";

export interface Settings {
  readonly tests: {
    /** Run `test` blocks while one types, and show those that fail. */
    readonly onType: boolean;
  };
  readonly docs: {
    /** Where the documentation lies, in place of what came with the server: a URI of a folder. */
    readonly url?: string;
  };
  readonly inlayHints: HintSettings;
}

export const defaults: Settings = { tests: { onType: true }, docs: {}, inlayHints: ALL_HINTS };

/** The section `agentpol` of an editor's settings. */
export function settingsOf(sent: unknown): Settings {
  const onType = memberOf(memberOf(sent, "tests"), "onType");
  const url = memberOf(memberOf(sent, "docs"), "url");
  return {
    tests: { onType: typeof onType === "boolean" ? onType : defaults.tests.onType },
    docs: typeof url === "string" && URL.canParse(url) ? { url: url.replace(/\/?$/, "/") } : {},
    inlayHints: hintsOf(memberOf(sent, "inlayHints")),
  };
}

function hintsOf(sent: unknown): HintSettings {
  const isWanted = (name: keyof HintSettings): boolean => memberOf(sent, name) !== false;
  return { verdicts: isWanted("verdicts"), defaults: isWanted("defaults"), units: isWanted("units") };
}
