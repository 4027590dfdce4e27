// The form of a conformance file; fixtures/conformance/README.md says it in words.

export interface ConformanceFile {
  /** The entry among `files`. */
  readonly policy: string;
  /** Path → text: the policy, and all that it imports or reads. */
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly ConformanceCase[];
}

export interface ConformanceCase {
  readonly name: string;
  readonly steps: readonly ConformanceStep[];
}

/** At a time (RFC 3339), one thing happens; of what an attempt or a report gives, each member of `decision` must be as it says. */
export type ConformanceStep = { readonly at: string } & (
  | { readonly attempt: unknown; readonly times?: number; readonly decision: Decided }
  | { readonly approve: { readonly by: string; readonly acknowledges: readonly "irreversible"[] } }
  | {
      readonly report: { readonly outcome: "ok" | "failed"; readonly result?: unknown };
      readonly decision: Decided;
    }
  | { readonly kill: { readonly scope: string; readonly value?: unknown } }
  | { readonly revive: { readonly scope: string; readonly value?: unknown; readonly by?: string } }
);

/** Members that are absent, empty or as in an ordinary decision are left out. */
export type Decided = Readonly<Record<string, unknown>>;
