// Files without a `policy` block are parts of policies: found in a folder, they are checked with those that import them.

/** What is known of a policy once it is compiled. */
interface Entered {
  readonly entry: string;
  readonly headless: boolean;
  readonly sources: ReadonlyMap<string, unknown>;
}

/** The policies less those that are imported parts. */
export function withoutLibraries<P extends Entered>(policies: readonly P[]): P[] {
  const imported = new Set(
    policies.flatMap(({ entry, sources }) => [...sources.keys()].filter((path) => path !== entry)),
  );
  return policies.filter(({ entry, headless }) => !(headless && imported.has(entry)));
}
