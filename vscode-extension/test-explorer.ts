// Test blocks and cases files in the Test Explorer: found by running them, run, explained, and with coverage.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import {
  BranchCoverage,
  type CancellationToken,
  DeclarationCoverage,
  Disposable,
  FileCoverage,
  type FileCoverageDetail,
  Location,
  Position,
  Range,
  StatementCoverage,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunRequest,
  TestRunProfileKind,
  tests,
  Uri,
  workspace,
} from "vscode";
import type { CommandLine } from "./command-line.js";
import {
  type CaseResult,
  type Place,
  readCoverage,
  readResults,
  type RuleCount,
  type SuiteResult,
} from "./results.js";

const PATTERN = "**/*.{agentpol,cases.yaml}";
const SKIPPED = "**/{node_modules,dist}/**";

/** @param explain shows how each step of a test was decided */
export function testExplorer(run: CommandLine, explain: (item: TestItem) => Promise<void>): Disposable {
  const controller = tests.createTestController("agentpol", "agentpol");
  const explorer = new Explorer(controller, run);
  controller.resolveHandler = (item) => (item === undefined ? explorer.discover() : Promise.resolve());
  controller.refreshHandler = () => explorer.discover();
  controller.createRunProfile(
    "Run",
    TestRunProfileKind.Run,
    (request, token) => explorer.run(request, token),
    true,
  );
  controller.createRunProfile("Explain", TestRunProfileKind.Debug, async (request) => {
    for (const item of request.include ?? []) await explain(item);
  });
  const coverage = controller.createRunProfile("Coverage", TestRunProfileKind.Coverage, (request, token) =>
    explorer.run(request, token, true),
  );
  coverage.loadDetailedCoverage = (_run, file) => Promise.resolve(explorer.details(file));
  const watcher = workspace.createFileSystemWatcher(PATTERN);
  const found = (uri: Uri): void => void explorer.find(uri);
  return Disposable.from(
    controller,
    watcher,
    watcher.onDidCreate(found),
    watcher.onDidChange(found),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
  );
}

class Explorer {
  #discovered: Promise<void> | undefined;
  readonly #details = new WeakMap<FileCoverage, readonly FileCoverageDetail[]>();

  constructor(
    private readonly controller: TestController,
    private readonly run_: CommandLine,
  ) {}

  /** Looks for tests in all files of the workspace. */
  discover(): Promise<void> {
    this.#discovered = this.#findAll();
    return this.#discovered;
  }

  async #findAll(): Promise<void> {
    const files = await workspace.findFiles(PATTERN, SKIPPED);
    await Promise.all(files.map((uri) => this.find(uri)));
  }

  /** The tests of one file; a file without any is not shown. */
  async find(uri: Uri): Promise<void> {
    const { suites } = await this.#test(uri);
    this.#show(uri, suites);
  }

  details(file: FileCoverage): FileCoverageDetail[] {
    return [...(this.#details.get(file) ?? [])];
  }

  async run(request: TestRunRequest, token: CancellationToken, withCoverage = false): Promise<void> {
    // All tests are asked for, perhaps before they were found.
    if (request.include === undefined) await (this.#discovered ?? this.discover());
    const run = this.controller.createTestRun(request);
    const items = request.include ?? Array.from(this.controller.items, ([, item]) => item);
    const files = new Set(items.map((item) => item.parent ?? item));
    const wanted = (item: TestItem): boolean =>
      !(request.exclude ?? []).includes(item) &&
      (items.includes(item) || items.some((each) => each === item.parent));
    for (const file of files) {
      if (token.isCancellationRequested || file.uri === undefined) break;
      file.children.forEach((item) => wanted(item) && run.started(item));
      const { suites, rules } = await this.#test(file.uri, withCoverage, token);
      this.#show(file.uri, suites);
      this.#tell(run, file, suites, wanted);
      for (const each of this.#coverageOf(file.uri, rules)) run.addCoverage(each);
    }
    run.end();
  }

  /** Adds, renames and removes items, so that they are those of the file. */
  #show(uri: Uri, suites: readonly SuiteResult[]): void {
    const cases = suites.flatMap((suite) => suite.cases);
    const id = uri.toString();
    if (cases.length === 0 && suites.every(({ errors }) => errors.length === 0)) {
      this.controller.items.delete(id);
      return;
    }
    const file = this.controller.items.get(id) ?? this.#added(uri);
    // What does not compile keeps the tests that it had.
    if (cases.length === 0) return;
    const names = new Set(cases.map(({ name }) => name));
    file.children.forEach((item) => {
      if (!names.has(item.id)) file.children.delete(item.id);
    });
    for (const { name, place } of cases) {
      const item =
        file.children.get(name) ?? this.controller.createTestItem(name, name, uriAt(uri, place.file));
      item.range = rangeAt(place);
      // An item that is added again would lose its results.
      if (file.children.get(name) === undefined) file.children.add(item);
    }
  }

  #added(uri: Uri): TestItem {
    const file = this.controller.createTestItem(uri.toString(), workspace.asRelativePath(uri), uri);
    this.controller.items.add(file);
    return file;
  }

  #tell(
    run: TestRun,
    file: TestItem,
    suites: readonly SuiteResult[],
    wanted: (item: TestItem) => boolean,
  ): void {
    const results = new Map(suites.flatMap(({ cases }) => cases.map((each) => [each.name, each] as const)));
    const errors = suites.flatMap((suite) => suite.errors);
    file.children.forEach((item) => {
      if (!wanted(item)) return;
      const result = results.get(item.label);
      if (errors.length > 0)
        run.errored(
          item,
          errors.map((each) => new TestMessage(each)),
        );
      else if (result === undefined) run.skipped(item);
      else if (result.failure === undefined) run.passed(item);
      else run.failed(item, messageOf(file, result));
    });
  }

  #coverageOf(uri: Uri, rules: readonly RuleCount[]): readonly FileCoverage[] {
    const files = new Map<string, RuleCount[]>();
    for (const rule of rules) files.set(rule.place.file, [...(files.get(rule.place.file) ?? []), rule]);
    return Array.from(files, ([file, own]) => {
      const details = own.flatMap(detailsOf);
      const covered = FileCoverage.fromDetails(uriAt(uri, file), details);
      this.#details.set(covered, details);
      return covered;
    });
  }

  async #test(
    uri: Uri,
    withCoverage = false,
    token?: CancellationToken,
  ): Promise<{ suites: readonly SuiteResult[]; rules: readonly RuleCount[] }> {
    const cwd = dirname(uri.fsPath);
    const folder = withCoverage ? await mkdtemp(join(tmpdir(), "agentpol-")) : undefined;
    const ended = new AbortController();
    token?.onCancellationRequested(() => ended.abort());
    try {
      const report = folder === undefined ? [] : [`--coverage=json=${join(folder, "coverage.json")}`];
      const ran = await this.run_(["test", basename(uri.fsPath), "--json", ...report], {
        cwd,
        signal: ended.signal,
      });
      if (ran.output.trim() === "")
        return { suites: [{ file: "", cases: [], errors: [ran.errors.trim()] }], rules: [] };
      const rules =
        folder === undefined ? [] : readCoverage(await readFile(join(folder, "coverage.json"), "utf8"));
      return { suites: readResults(ran.output), rules };
    } finally {
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }
  }
}

function messageOf(file: TestItem, { failure, name }: CaseResult): TestMessage {
  if (failure === undefined || file.uri === undefined) return new TestMessage(name);
  const { message, expected, actual, place } = failure;
  const told =
    expected === undefined || actual === undefined
      ? new TestMessage(message)
      : TestMessage.diff(message, expected, actual);
  told.location = new Location(uriAt(file.uri, place.file), rangeAt(place));
  return told;
}

/** A rule is a declaration, a condition a branch both ways. */
function detailsOf({ name, place, count, conditions }: RuleCount): readonly FileCoverageDetail[] {
  return [
    new DeclarationCoverage(name, count, rangeAt(place)),
    ...conditions.map(({ text, place: at, yes, no }) => {
      const branches = [
        new BranchCoverage(yes, rangeAt(at), `${text}: true`),
        new BranchCoverage(no, rangeAt(at), `${text}: false`),
      ];
      return new StatementCoverage(yes + no, rangeAt(at), branches);
    }),
  ];
}

/** Reports name files from the folder in which the command ran. */
function uriAt(uri: Uri, file: string): Uri {
  return Uri.file(resolve(dirname(uri.fsPath), file));
}

function rangeAt({ line, column }: Place): Range {
  const start = new Position(line - 1, column - 1);
  return new Range(start, start);
}
