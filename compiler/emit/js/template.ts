// The part of an emitted module that is the same in all.

export const IMPORTS = `import { decide as decideByTable, emitted, loadPolicy, ready } from "agentpol/runtime";

const {
  both, called, decimalIn, decisionBy, does, either, END, HOLD, isBelow, isId, isInt, isPath, isPlain, isSame, isText,
  isUntouched, LEAVE, listIn, lowest, memberAt, momentOf, NONE, OPEN, opposite, recordReader, relativeReader, Rows, Sent, timeOf,
  valueIn,
} = emitted;`;

export const DECIDE = `// ─── Deciding

/**
 * Decides one attempt, as \`decide\` of agentpol/runtime does by the policy's table. It never throws.
 */
export function decide(request, facts) {
  return decideHere(request, facts) ?? decideByTable(table, request, facts);
}

/** Undefined where something is unusual, or depends on facts. */
function decideHere(request, facts) {
  try {
    if (facts === undefined) return attempt(request, undefined);
    return Object.keys(facts).every((name) => name === "now") ? attempt(request, facts.now) : undefined;
  } catch {
    // What a getter throws: the table meets it too, and says so.
    return undefined;
  }
}

function attempt(request, stated) {
  if (!isUntouched() || typeof request !== "object" || request === null) return undefined;
  const { id, time, agent, action, context, impact } = request;
  if (!isPlain(request) || typeof action !== "object" || action === null) return undefined;
  let members = 0;
  for (const name in request) {
    switch (name) {
      case "id": members |= 1; break;
      case "time": members |= 2; break;
      case "agent": members |= 4; break;
      case "action": members |= 8; break;
      case "context": members |= 16; break;
      case "impact": members |= 32; break;
      default: return undefined;
    }
  }
  const there =
    (id === undefined ? 0 : 1) | (time === undefined ? 0 : 2) | (agent === undefined ? 0 : 4) | 8 |
    (context === undefined ? 0 : 16) | (impact === undefined ? 0 : 32);
  if (members !== there || !isId(id)) return undefined;
  const { name, args, reversible } = action;
  if (!isPlain(action)) return undefined;
  let parts = 0;
  for (const name in action) {
    switch (name) {
      case "name": parts |= 1; break;
      case "args": parts |= 2; break;
      case "reversible": parts |= 4; break;
      default: return undefined;
    }
  }
  if (parts !== (1 | (args === undefined ? 0 : 2) | (reversible === undefined ? 0 : 4))) return undefined;
  const on = ACTIONS.get(name);
  if (on === undefined || (reversible !== undefined && typeof reversible !== "boolean")) return undefined;
  const sentAt = time === undefined ? undefined : timeOf(time);
  if (Number.isNaN(sentAt)) return undefined;
  const asked = stated ?? sentAt;
  const now = asked === undefined ? Date.now() : momentOf(asked);
  const readAgent = agentIn(agent);
  const readContext = contextIn(context);
  const readImpact = impactIn(impact);
  if (now === undefined || readAgent === undefined || readContext === undefined || readImpact === undefined) return undefined;
  const readArgs = on.read(args, agentValues(readAgent), contextValues(readContext));
  if (readArgs === undefined) return undefined;
  const place = on.find(
    agentValues(readAgent), contextValues(readContext), impactValues(readImpact), on.isPlain ? readArgs : readArgs.value,
    on, on.reversible === "always" || (on.reversible === "reported" && reversible === true), now,
  );
  if (place === LEAVE) return undefined;
  const sent = {
    id,
    agent: agent === undefined ? undefined : agentSent(readAgent),
    action: { name, args: args === undefined ? undefined : on.isPlain ? readArgs : readArgs.sent, reversible },
    context: context === undefined ? undefined : contextSent(readContext),
    impact: impact === undefined ? undefined : impactSent(readImpact),
  };
  return decisionBy(place === NONE ? table.fast.byDefault : on.rows.decider(place), new Sent(table, sent, now), policy);
}`;
