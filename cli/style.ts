// Colours for people at a terminal; none for pipes, files and `NO_COLOR`.

import { createColors } from "picocolors";

export type Style = ReturnType<typeof createColors>;

/** Without colours: what goes to a file. */
export const PLAIN: Style = createColors(false);

/** Colours if `stream` is a terminal and neither `NO_COLOR` nor `TERM=dumb` is set; `FORCE_COLOR` wins. */
export function styleFor(stream: NodeJS.WriteStream): Style {
  return createColors(wantsColor(stream, process.env));
}

function wantsColor(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "" && env.FORCE_COLOR !== "0") return true;
  return stream.isTTY && env.TERM !== "dumb";
}
