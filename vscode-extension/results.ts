// What `agentpol test --json` reports, as far as the Test Explorer shows it: plain data, read strictly.

/** A place in a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface CaseResult {
  readonly name: string;
  readonly place: Place;
  readonly failure?: Failure;
}

export interface Failure {
  readonly message: string;
  readonly place: Place;
  readonly expected?: string;
  readonly actual?: string;
}

export interface SuiteResult {
  readonly file: string;
  readonly cases: readonly CaseResult[];
  /** Why nothing of it could be run. */
  readonly errors: readonly string[];
}

/** Throws where the text is no report. */
export function readResults(text: string): readonly SuiteResult[] {
  const { suites } = record(JSON.parse(text));
  return list(suites).map((each) => {
    const { file, cases, diagnostics } = record(each);
    const errors = list(diagnostics)
      .map(record)
      .filter(({ severity }) => severity === "error");
    return {
      file: String(file),
      cases: list(cases).map(readCase),
      errors: errors.map(({ message }) => String(message)),
    };
  });
}

function readCase(value: unknown): CaseResult {
  const { name, origin, failure } = record(value);
  return {
    name: String(name),
    place: placeAt(String(origin)),
    ...(failure !== undefined && { failure: readFailure(record(failure)) }),
  };
}

function readFailure({ origin, expected, actual, message }: Fields): Failure {
  const place = placeAt(String(origin));
  if (expected === undefined || actual === undefined) return { message: String(message), place };
  const [wanted, was] = [record(expected), record(actual)];
  const reason = typeof was.reason === "string" ? `: ${was.reason}` : "";
  const [expectedText, actualText] = [verdictText(wanted, wanted.by), verdictText(was, was.rule)];
  return {
    message: `expected ${expectedText}, was ${actualText}${reason}`,
    place,
    expected: expectedText,
    actual: actualText,
  };
}

function verdictText({ verdict, code }: Fields, rule: unknown): string {
  const by = typeof rule === "string" ? ` by ${rule}` : "";
  return `${String(verdict)}${by}${typeof code === "string" ? ` code ${code}` : ""}`;
}

/** `payments.agentpol:26:1` */
export function placeAt(origin: string): Place {
  const found = /^(.*):(\d+):(\d+)$/.exec(origin);
  const [, file = origin, line = "1", column = "1"] = found ?? [];
  return { file, line: Number(line), column: Number(column) };
}

// ─── Coverage ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface RuleCount {
  readonly name: string;
  readonly place: Place;
  readonly count: number;
  readonly conditions: readonly ConditionCount[];
}

export interface ConditionCount {
  readonly text: string;
  readonly place: Place;
  readonly yes: number;
  readonly no: number;
}

/** What `agentpol test --coverage=json` reports. Throws where the text is no report. */
export function readCoverage(text: string): readonly RuleCount[] {
  return list(record(JSON.parse(text)).policies).flatMap((policy) =>
    list(record(policy).rules).map((each) => {
      const { rule, place, spoke, conditions } = record(each);
      const name = String(rule);
      return {
        name,
        place: readPlace(place),
        count: Number(record(spoke).count),
        conditions: list(conditions).map(readCondition),
      };
    }),
  );
}

function readCondition(value: unknown): ConditionCount {
  const { text, place, yes, no } = record(value);
  const [isTrue, isFalse] = [record(yes), record(no)];
  return {
    text: String(text),
    place: readPlace(place),
    yes: Number(isTrue.count),
    no: Number(isFalse.count),
  };
}

function readPlace(value: unknown): Place {
  const { file, line, column } = record(value);
  return { file: String(file), line: Number(line), column: Number(column) };
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no report");
  return value as Fields;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError("no report");
  return value;
}
