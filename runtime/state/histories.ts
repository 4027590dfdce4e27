// Histories by pattern and key.

import { newSeries, NEVER, type Series } from "./series.js";
import { Shelf } from "./shelf.js";
import type { Bounds, SeriesEvent, SeriesQuery } from "./store.js";

export class Histories {
  readonly #series: Shelf<Series>;

  constructor(maxKeys: number) {
    this.#series = new Shelf(maxKeys);
  }

  answer({ id, fn, key, attempts }: SeriesQuery, now: number): Bounds {
    const series = this.#series.get(id, key, now);
    if (series !== undefined) return series.answer(now);
    if (attempts !== true || this.#series.hasRoom(1, now)) return NEVER;
    return { low: 0, high: fn === "formerly" ? 1 : Infinity };
  }

  hasRoom(events: readonly SeriesEvent[], now: number): boolean {
    const growth = events.map((event) => {
      const series = this.#series.get(event.id, event.key, now);
      return series === undefined ? 1 + newSeries(event).growth(event) : series.growth(event);
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
    const series = this.#series.get(event.id, event.key, now) ?? newSeries(event);
    series.record(event, now);
    const expires = now + lifetime(event);
    this.#series.set(event.id, event.key, { value: series, weight: series.weight(), expires }, now);
  }
}

/** Rounded times leave up to a sixtieth of the window late. */
function lifetime({ within = Infinity }: SeriesEvent): number {
  return within + Math.ceil(within / 60) + 1;
}
