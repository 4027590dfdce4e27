// The workflow and the hooks that `docs/ci.md` shows do what the page says: their steps are run, in a project of their own.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cli, ROOT } from "../support/cli.js";
import { option, pageOf } from "./markdown.js";

interface Step {
  readonly name?: string;
  readonly run?: string;
}

interface Hook {
  readonly id: string;
  readonly entry: string;
}

const WORKFLOW = (
  parse(blockOf(".github/workflows/policies.yml")) as {
    jobs: { policies: { steps: readonly Step[] } };
  }
).jobs.policies.steps;
const HOOKS = (parse(blockOf(".pre-commit-config.yaml")) as { repos: readonly { hooks: readonly Hook[] }[] })
  .repos[0]?.hooks;

function blockOf(file: string): string {
  const block = pageOf("docs/ci.md").blocks.find((each) => option(each, "file") === file);
  if (block === undefined) throw new Error(`docs/ci.md has no block ${file}`);
  return block.text;
}

let project = "";
let summary = "";

/** A project whose branch `main` has policies in it, as the workflow finds it once `npm ci` has run. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "agentpol-ci-"));
  summary = join(project, "node_modules/summary.md");
  mkdirSync(join(project, "node_modules/.bin"), { recursive: true });
  symlinkSync(ROOT, join(project, "node_modules/agentpol"));
  symlinkSync("../agentpol/dist/cli/main.js", join(project, "node_modules/.bin/agentpol"));
  writeFileSync(join(project, ".gitignore"), "node_modules\nreports\n");
  cli(["init", join(project, "policies")]);
  for (const command of [
    "git init -q -b main",
    "git add .",
    "git -c user.name=a -c user.email=a@example.com commit -q -m first",
    "git update-ref refs/remotes/origin/main main",
  ])
    shell(command);
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

function shell(command: string): { readonly code: number | null; readonly text: string } {
  const env = { ...process.env, GITHUB_STEP_SUMMARY: summary, npm_config_offline: "true" };
  const script = command.replaceAll("${{ github.base_ref }}", "main");
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], {
    cwd: project,
    env,
    encoding: "utf8",
  });
  return { code: status, text: stdout + stderr };
}

/** What agentpol does in the workflow: all but setting up. */
const steps = WORKFLOW.filter(({ name, run }) => name !== undefined && run !== undefined);

describe("the workflow", () => {
  it.each(steps)("passes where nothing is wrong: $name", { timeout: 120_000 }, ({ run = "" }) => {
    const { code, text } = shell(run);
    expect(text).not.toContain("error:");
    expect(code, text).toBe(0);
  });

  it("leaves reports behind", () => {
    expect(readFileSync(join(project, "reports/junit.xml"), "utf8")).toContain("<testsuites");
    expect(readFileSync(join(project, "reports/lcov.info"), "utf8")).toContain("SF:");
    expect(readFileSync(join(project, "reports/coverage.html"), "utf8")).toContain("<html");
  });

  it("fails where a change loosens what cases tell, and says what it does", { timeout: 120_000 }, () => {
    const path = join(project, "policies/agents.agentpol");
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace("<= 3", "<= 5"));
    const codes = new Map(steps.map(({ name, run = "" }) => [name, shell(run).code]));
    writeFileSync(path, before);
    expect(codes.get("Check")).toBe(0);
    expect(codes.get("Test")).toBe(1);
    expect(codes.get("Say what the change does")).toBe(0);
    expect(readFileSync(summary, "utf8")).toContain("loosened");
  });
});

describe("the hooks", () => {
  it.each(HOOKS ?? [])("pass where nothing is wrong: $id", ({ entry }) => {
    expect(shell(entry).code).toBe(0);
  });

  it("are three", () => {
    expect(HOOKS?.map(({ id }) => id)).toEqual(["agentpol-check", "agentpol-fmt", "agentpol-test"]);
  });
});
