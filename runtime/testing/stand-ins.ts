// Stand-ins for what a policy demands of its host: they enforce nothing and ask nobody.

import type { Fetch } from "../ask/webhook.js";
import type { RuntimeOptions } from "../runtime.js";
import { withFloors } from "../table/floor.js";
import type { TableFile } from "../table/format.js";

/** For what a policy demands beyond deciding, tests take a stand-in that enforces nothing. */
const STAND_IN = { name: "a stand-in for tests" };

/** Refreshed data holds what was compiled. Classifiers answer what `answerOf` says; by default nothing, so that each question is unknown. */
export function standIns(
  table: TableFile,
  answerOf: (classifier: string) => unknown = () => undefined,
): RuntimeOptions {
  const tables = withFloors(table);
  const hosts = tables
    .flatMap(({ classifiers }) => classifiers)
    .flatMap(({ asks }) => (asks.by === "host" ? [asks.name] : []));
  const answer = (_args: unknown, { classifier }: { readonly classifier: string }): unknown =>
    answerOf(classifier);
  const fetch: Fetch = (_url, { body }) => {
    const { classifier } = JSON.parse(body) as { readonly classifier: string };
    return Promise.resolve(Response.json({ answer: answerOf(classifier) }));
  };
  return {
    ...Object.fromEntries(table.requires.map((part) => [part, STAND_IN])),
    classifiers: Object.fromEntries(hosts.map((host) => [host, answer])),
    fetch,
    data: Object.fromEntries(
      tables.flatMap(({ data }) => data.map(({ name }) => [name, "as compiled"] as const)),
    ),
  };
}
