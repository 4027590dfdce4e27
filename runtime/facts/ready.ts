// Loads what is WebAssembly among the facts.

import { loadSql } from "./sql/index.js";

let loading: Promise<void> | undefined;

/** Must be awaited once before anything is decided; further calls cost nothing. A failure to load may be tried again. */
export async function ready(): Promise<void> {
  loading ??= loadSql().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  await loading;
}
