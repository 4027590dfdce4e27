// What goes along with a verdict: where two versions agree in the verdict, they may still differ in this.

import { canonicalJson, type Json } from "../../../runtime/table/canonical.js";
import type { Redaction, Rule } from "../../../runtime/table/format.js";
import { permits, type Verdict } from "../../../runtime/table/verdict.js";
import { detectorName } from "../../../runtime/values/detector.js";
import { type Box, parted } from "../../atoms/region.js";
import type { Layer, Stance } from "../model.js";
import type { Search } from "../reach.js";
import { listText, stringText } from "../../emit/words.js";
import { needsText } from "./agreed.js";

interface Obligation {
  /** Equal texts for what obliges to the same. */
  readonly key: string;
  readonly text: string;
  /** Under which verdicts it applies. */
  readonly under: "any" | "permitting" | "escalate";
}

/** Where, under one verdict, something goes along in one version alone. */
export interface Obliged {
  readonly boxes: readonly Box[];
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** The rules that differ, in both versions: of what nobody changed nothing is asked. */
export interface Suspects {
  readonly before: Stance;
  readonly after: Stance;
  readonly changed: ReadonlySet<Rule>;
}

/**
 * The parts of a region, in which both versions give `verdict`, where something else goes along. Disjoint.
 * @throws {TooManyPieces} where the effort does not suffice.
 */
export function obligedOtherwise(
  region: readonly Box[],
  verdict: Verdict,
  { before, after, changed }: Suspects,
  search: Search,
): readonly Obliged[] {
  const then = sourcesIn(before, verdict);
  const now = sourcesIn(after, verdict);
  const open = new Map([...then, ...now].filter(([, { rules }]) => rules.some((rule) => changed.has(rule))));
  let parts: readonly Obliged[] = [{ boxes: region, lost: [], gained: [] }];
  for (const [key, { text }] of open) {
    const own = then.get(key)?.boxes ?? [];
    const other = now.get(key)?.boxes ?? [];
    parts = parts.flatMap((part) => apart(part, text, { own, other }, search));
  }
  return merged(parts.filter(({ lost, gained }) => lost.length + gained.length > 0));
}

/** Splits by whether the obligation is there before, and after. */
function apart(
  { boxes, lost, gained }: Obliged,
  text: string,
  { own, other }: { readonly own: readonly Box[]; readonly other: readonly Box[] },
  { whole, effort }: Search,
): readonly Obliged[] {
  const same: Box[] = [];
  const less: Box[] = [];
  const more: Box[] = [];
  for (const box of boxes) {
    const then = parted(box, own, whole, effort);
    for (const each of then.inside) {
      const now = parted(each, other, whole, effort);
      same.push(...now.inside);
      less.push(...now.outside);
    }
    for (const each of then.outside) {
      const now = parted(each, other, whole, effort);
      more.push(...now.inside);
      same.push(...now.outside);
    }
  }
  return [
    { boxes: same, lost, gained },
    { boxes: less, lost: [...lost, text], gained },
    { boxes: more, lost, gained: [...gained, text] },
  ].filter((part) => part.boxes.length > 0);
}

function merged(parts: readonly Obliged[]): readonly Obliged[] {
  const groups = new Map<string, Obliged>();
  for (const { boxes, lost, gained } of parts) {
    const key = JSON.stringify([lost, gained]);
    groups.set(key, { lost, gained, boxes: [...(groups.get(key)?.boxes ?? []), ...boxes] });
  }
  return Array.from(groups.values());
}

interface Source {
  readonly text: string;
  readonly rules: Rule[];
  readonly boxes: Box[];
}

function sourcesIn(stance: Stance, verdict: Verdict): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const layer of stance)
    for (const { rule, region } of [...layer.says, ...layer.obliging])
      for (const { key, text, under } of obligationsOf(rule, layer)) {
        if (under === "permitting" && !permits(verdict)) continue;
        if (under === "escalate" && verdict !== "escalate") continue;
        const source = sources.get(key) ?? { text, rules: [], boxes: [] };
        source.rules.push(rule);
        source.boxes.push(...region);
        sources.set(key, source);
      }
  return sources;
}

function obligationsOf(rule: Rule, { table }: Layer): readonly Obligation[] {
  const { redactions, box, connect, needs, notify, trips = [], grant } = rule;
  const asked = needs === undefined ? undefined : table.needs[needs];
  const started = grant === undefined ? undefined : table.grants[grant];
  return [
    ...redactions.map((each) => obligation("permitting", redactionText(each), each)),
    ...(box === undefined ? [] : [obligation("permitting", `sandbox ${box}`, table.boxes[box])]),
    ...(connect === undefined
      ? []
      : [obligation("permitting", `deny ${listText(connect.deny.map(({ text }) => text))}`, connect)]),
    // What becomes of the grant is told by itself.
    ...(started === undefined ? [] : [obligation("permitting", `grant ${started.id}`, started.id)]),
    ...(asked === undefined
      ? []
      : [
          obligation("escalate", askedText(asked), {
            ...asked,
            // Whoever is in the groups: where that makes a difference, the verdict differs.
            asked: asked.approver === undefined ? undefined : table.approvers[asked.approver],
          }),
        ]),
    ...notify.map((channel) => obligation("any", `notify ${stringText(channel)}`, channel)),
    ...trips.map((trip) => obligation("any", `trip ${trip.killswitch} ${trip.scope}`, trip)),
  ];
}

/** `need 1 of g within 15m asking g`. */
export function askedText(needs: Parameters<typeof needsText>[0]): string {
  const { ask, approver } = needs;
  return `need ${needsText(needs)} asking ${ask}${approver === undefined ? "" : ` by ${approver}`}`;
}

function obligation(under: Obligation["under"], text: string, what: unknown): Obligation {
  return { under, text, key: canonicalJson([text, what ?? null] as Json) };
}

function redactionText(redaction: Redaction): string {
  switch (redaction.op) {
    case "mask":
      return `mask ${redaction.target} matching ${listText(redaction.detectors.map(detectorName))}`;
    case "mask-all":
      return `mask ${redaction.target}`;
    case "clamp":
      return `clamp ${redaction.target}`;
    default:
      return `${redaction.op} ${redaction.target}`;
  }
}
