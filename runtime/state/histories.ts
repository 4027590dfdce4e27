// Histories by pattern and key.

import { newSeries, NEVER, type Series } from "./series.js";
import { Shelf } from "./shelf.js";
import type { AwaitedEvent, Bounds, OpenEvent, Revision, SeriesEvent, SeriesQuery } from "./store.js";

export class Histories {
  readonly #series: Shelf<Numbered>;
  /** How many histories began. */
  #generations = 0;

  constructor(maxKeys: number) {
    this.#series = new Shelf(maxKeys);
  }

  answer({ id, fn, key, attempts }: SeriesQuery, now: number): Bounds {
    const series = this.#series.get(id, key, now);
    if (series !== undefined) return series.series.answer(now);
    if (attempts !== true || this.#series.hasRoom(1, now)) return NEVER;
    return { low: 0, high: fn === "formerly" ? 1 : Infinity };
  }

  hasRoom(events: readonly SeriesEvent[], now: number): boolean {
    const growth = events.map((event) => {
      const series = this.#series.get(event.id, event.key, now);
      return series === undefined ? 1 + newSeries(event).growth(event) : series.series.growth(event);
    });
    return this.#series.hasRoom(
      growth.reduce((total, each) => total + each, 0),
      now,
    );
  }

  /** Forgets what has happened. */
  reset({ id, key }: Pick<SeriesQuery, "id" | "key">): void {
    this.#series.delete(id, key);
  }

  record(event: SeriesEvent, now: number): void {
    const numbered = this.#series.get(event.id, event.key, now) ?? this.#begin(event);
    numbered.series.record(event, now);
    this.#keep(event, numbered, now);
  }

  /** Records an event that a report may revise. */
  await(event: OpenEvent, now: number): AwaitedEvent {
    const numbered = this.#series.get(event.id, event.key, now) ?? this.#begin(event);
    numbered.series.await(event, now);
    this.#keep(event, numbered, now);
    return { ...event, at: now, generation: numbered.generation };
  }

  /** Nothing, where the event has left, or its history has begun anew. */
  revise(event: AwaitedEvent, revision: Revision, now: number): void {
    const numbered = this.#series.get(event.id, event.key, now);
    if (revision === "same" || numbered?.generation !== event.generation) return;
    if (event.at <= now - (event.within ?? Infinity)) return;
    numbered.series.revise(event, revision === "none" ? undefined : revision, now);
    this.#keep(event, numbered, now);
  }

  #begin(event: SeriesEvent): Numbered {
    this.#generations += 1;
    return { series: newSeries(event), generation: this.#generations };
  }

  #keep(event: SeriesEvent, numbered: Numbered, now: number): void {
    const expires = now + lifetime(event);
    const slot = { value: numbered, weight: numbered.series.weight(), expires };
    this.#series.set(event.id, event.key, slot, now);
  }
}

interface Numbered {
  readonly series: Series;
  readonly generation: number;
}

/** Rounded times leave up to a sixtieth of the window late. */
function lifetime({ within = Infinity }: SeriesEvent): number {
  return within + Math.ceil(within / 60) + 1;
}
