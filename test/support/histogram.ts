// How often each thing was seen.

export class Histogram {
  readonly #counts = new Map<string, Map<string, number>>();

  add(kind: string, name: string, times = 1): void {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    this.#counts.set(kind, counts.set(name, (counts.get(name) ?? 0) + times));
  }

  total(kind: string): number {
    return [...(this.#counts.get(kind) ?? new Map<string, number>()).values()].reduce((a, b) => a + b, 0);
  }

  share(kind: string, name: string): number {
    return (this.#counts.get(kind)?.get(name) ?? 0) / Math.max(1, this.total(kind));
  }

  toString(): string {
    return [...this.#counts].map(([kind, counts]) => `${kind}: ${line(counts)}`).join("\n");
  }
}

function line(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted
    .map(([name, count]) => `${name} ${String(count)} (${((100 * count) / total).toFixed(1)} %)`)
    .join(", ");
}
