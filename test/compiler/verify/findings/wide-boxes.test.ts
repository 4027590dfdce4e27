// Which sandboxes are wider than what their grants' rules permit, and what shows it.

import fc from "fast-check";
import { expect, it } from "vitest";
import { wideBoxes } from "../../../../compiler/verify/findings/wide-boxes.js";
import { decide } from "../../../../runtime/decide/decide.js";
import { loadPolicy } from "../../../../runtime/decide/load.js";
import { permits } from "../../../../runtime/table/verdict.js";
import { globMatches, parseGlob } from "../../../../runtime/values/glob.js";
import { tableOfFiles } from "../../../support/compiling.js";

const HEAD = `policy p { default block }
agent { id: string, role: clerk | lead }
context { cwd: path, home: path }
action files.read(path: path) { reads path, effect read, reversible always }
action files.write(path: path) { writes path, effect write, reversible always }
action files.copy(from: path, to?: path) { reads from, writes to, effect write, reversible always }
action web.get(url: url) { reaches url, effect read, reversible always }
action net.open(host: host, port: int) { reaches host port port, effect read, reversible always }
action shell.exec(command: command, out: path) { runs command, writes out, effect execute, reversible always }
`;

const grant = (name: string, selector: string, when: string): string =>
  `grant ${name} on ${selector} { ${when}, inside b, scope action.name, expires 1h, else block }\n`;

function compiled(rest: string) {
  return tableOfFiles({ "p.agentpol": HEAD + rest });
}

function found(rest: string): readonly string[] {
  return wideBoxes(compiled(rest), () => true).wide.map(
    ({ box, doing, example }) => `${box} ${doing} ${example}`,
  );
}

const below = 'when args.path under "/a"';

it.each([
  [
    "a folder more",
    `sandbox b { write ["/a/**", "/b"] } ${grant("g", "files.write", below)}`,
    ["b written /b"],
  ],
  [
    "all but a file",
    `sandbox b { write "/a/**" } ${grant("g", "files.write", 'when args.path like "/a/**" and args.path != "/a/k"')}`,
    ["b written /a/k"],
  ],
  [
    "what a rule blocks",
    `sandbox b { read "/a/**" } ${grant("g", "files.read", below)} rule r on files.read { when args.path == "/a/k", block }`,
    ["b read /a/k"],
  ],
  [
    "every host",
    `sandbox b { reach any } ${grant("g", "web.get", 'when host(args.url) == "a.example"')}`,
    ["b reached x"],
  ],
  [
    "a name below",
    `sandbox b { reach "*.a.example:443" } ${grant("g", "net.open", 'when args.host == "x.a.example"')}`,
    ["b reached y.a.example"],
  ],
  [
    "one of two arguments",
    `sandbox b { read "/a/**", write "/a/**" } ${grant("g", "files.copy", 'when args.from under "/a" and has args.to and args.to == "/a/x"')}`,
    ["b written /a"],
  ],
])("%s", (_, rest, expected) => {
  expect(found(rest)).toEqual(expected);
});

it.each([
  ["as wide", `sandbox b { write "/a/**" } ${grant("g", "files.write", below)}`],
  ["narrower", `sandbox b { write "/a/b/**" } ${grant("g", "files.write", below)}`],
  [
    "two grants together",
    `sandbox b { write "/a/**" } ${grant("g", "files.write", 'when args.path == "/a"')} ${grant("h", "files.copy", 'when has args.to and args.to like "/a/?*"')} ${grant("i", "files.copy", 'when has args.to and args.to like "/a/**/*"')}`,
  ],
  [
    "another rule puts more into the box",
    `sandbox b { write ["/a/**", "/b"] } ${grant("g", "files.write", below)} rule s on files.write { when args.path == "/b", sandbox b } rule t on files.write { allow }`,
  ],
  [
    "no grant",
    'sandbox b { write ["/a/**", "/b"] } rule s on files.write { when args.path == "/a", sandbox b } rule t on files.write { allow }',
  ],
  ["hidden", `sandbox b { write ["/a/**", "/b/c"], hide "/b/**" } ${grant("g", "files.write", below)}`],
  ["maybe hidden", `sandbox b { write ["/a/**", "/b/c"], hide "~/c" } ${grant("g", "files.write", below)}`],
  ["where a request says", `sandbox b { write ["/a/**", context.cwd] } ${grant("g", "files.write", below)}`],
  [
    "nothing asked",
    `sandbox b { read "/**", write "/b" } ${grant("g", "files.read, files.write", "when agent.role == lead")}`,
  ],
  [
    "what no class tells",
    `sandbox b { write "/b" } ${grant("g", "files.write", "when args.path under context.cwd")}`,
  ],
  ["a program", `sandbox b { write "/tmp/**" } ${grant("g", "shell.exec", 'when args.out under "/a"')}`],
  [
    "every port",
    `sandbox b { reach "a.example:443" } ${grant("g", "net.open", 'when args.host == "a.example"')}`,
  ],
  [
    "a grant that never matches",
    `sandbox b { write "/b" } ${grant("g", "files.write", 'when args.path == "/a" and args.path == "/c"')}`,
  ],
])("not %s", (_, rest) => {
  expect(found(rest)).toEqual([]);
});

// LAW: a box is told of if, and only if, it lets a path through that no request is permitted to name.

const segment = fc.constantFrom("a", "b", "*", "**", "a?");
const glob = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join("/")}`);
const atom = fc.oneof(
  glob.map((each) => `args.path like "${each}"`),
  fc.constantFrom("/a", "/a/b", "/b").map((path) => `args.path == "${path}"`),
  fc.constantFrom("/a", "/a/b", "/").map((path) => `args.path under "${path}"`),
);
const condition = fc
  .tuple(atom, fc.constantFrom("and", "or", "and not", "or not"), atom)
  .map(([a, by, b]) => `(${a} ${by} ${b})`);

/** Enough to tell every two globs of above apart. */
const PATHS = ["", "/a", "/b", "/ab", "/c"].flatMap((first) =>
  ["", "/a", "/b", "/ab", "/c"].flatMap((second) =>
    ["", "/a", "/b", "/ab", "/c"].map((third) => first + second + third),
  ),
);

it("where every path is tried, what is told is what there is", () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.array(glob, { minLength: 1, maxLength: 2 }),
      fc.option(glob),
      condition,
      condition,
      (write, hide, when, blocked) => {
        const hidden = hide === null ? "" : `, hide "${hide}"`;
        const table = compiled(
          `sandbox b { write [${write.map((each) => `"${each}"`).join()}]${hidden} }
        grant g on files.write { when ${when}, inside b, scope action.name, expires 1h, else block }
        rule r on files.write { when ${blocked}, block }`,
        );
        const loaded = loadPolicy(table);
        if (!loaded.ok) throw new Error(loaded.reason);
        const isPermitted = (path: string): boolean => {
          const action = { name: "files.write", args: { path } };
          const request = { agent: { id: "x", role: "lead" }, context: { cwd: "/", home: "/" }, action };
          return permits(decide(loaded.policy, request).verdict);
        };
        const covers = (pattern: string, path: string): boolean => {
          const parsed = parseGlob(pattern, "path");
          return parsed.ok && globMatches(parsed.value, path);
        };
        const paths = Array.from(new Set(PATHS.map((path) => (path === "" ? "/" : path))));
        const through = paths.filter(
          (path) => write.some((each) => covers(each, path)) && !(hide !== null && covers(hide, path)),
        );
        const beyond = through.filter((path) => !isPermitted(path));
        const [wide] = wideBoxes(table, () => true).wide;
        if (wide !== undefined) {
          told += 1;
          expect([wide.example, isPermitted(wide.example)]).toEqual([wide.example, false]);
          expect(write.some((each) => covers(each, wide.example))).toBe(true);
        } else if (paths.some(isPermitted)) expect(beyond).toEqual([]);
      },
    ),
  );
  expect(told).toBeGreaterThan(0);
});
