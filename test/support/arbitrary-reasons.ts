// Reasons for random policies, which quote attributes of each type.

import fc from "fast-check";

/** Reasons that quote what every action has: each type, present or absent. */
export const reason = fc.constantFrom(
  "asked",
  "held",
  "{agent.id} as {agent.role} of {agent.team.name} in {context.env}: {action.name} {action.reversible}",
  "{context.share} {context.labels} {context.since} {context.source} {context.zone} {{",
  "{impact.cost} {impact.hosts} {impact.traffic} {impact.volume} {impact.delay} {impact.score}",
);
/** What a redaction may hide is quoted here. */
export const QUOTES: Readonly<Record<string, string>> = {
  pay: "{args.to} {args.memo} {args.amount} {args.rate}",
  note: "{args.text} {args.tags} {args.lines}",
  call: "{args.url} {args.host} {args.ip} {args.on_port}",
  exec: "{args.command} {args.timeout}",
};
