// Section 3 of the contract: commands and paths. What shells make of a text is held by the vectors (fixtures/vectors); here
// each sentence stands once, through a whole policy.

import { describe, expect, it } from "vitest";
import { codes, holds } from "../support/contract.js";

const WORLD = `policy p { default allow }
context { cwd: path, home: path }
action term.run(command: command) { runs command, relative to context.cwd }
action term.open(path: path) { reads path, relative to context.cwd }
action term.plain(path: path) { reads path }
`;
const WHO = 'context { cwd: "/srv/app", home: "/data/ann" }';
const VERDICT = { yes: "throttle by t", no: "block by f", unknown: "allow by default" };
type Truth = keyof typeof VERDICT;

/** Is the condition on a command true, false or unknown? A rule for each answer says so. */
function says(
  condition: string,
  commands: readonly (readonly [command: string, truth: Truth])[],
): Promise<void> {
  const rules = `rule t on term.run { when known(${condition}), throttle }
rule f on term.run { when known(not (${condition})), block }`;
  const steps = commands.map(([command, truth]) => {
    return `action term.run(command: ${JSON.stringify(command)}) expect ${VERDICT[truth]}\n`;
  });
  return holds(WORLD + rules, `${WHO}\n${steps.join("")}`);
}

describe("paths in a request", () => {
  const steps = (action: string, paths: readonly string[], then: string): string =>
    paths.map((path) => `action ${action}(path: ${JSON.stringify(path)}) expect ${then}\n`).join("");

  it("are absolute and free of `.`, `..`, `//` and percent-escapes, or the request is invalid", async () => {
    const bad = ["srv/x", "~/x", "/srv/./x", "/srv/../x", "/srv//x", "/srv/%41", ""];
    await holds(WORLD, WHO + steps("term.plain", bad, 'block code "request.invalid"'));
    await holds(WORLD, WHO + steps("term.plain", ["/srv/x", "/", "/srv/.x", "/srv/..x"], "allow"));
  });

  it("where the trait says `relative to`, are resolved first, and may not climb above the root", async () => {
    const rules = `rule here on term.open { when args.path == "/srv/app/x", throttle }
rule home on term.open { when args.path == "/data/ann/x", escalate to treasury }`;
    const good = ["x", "./x", "../app/x", "a/../x", "../../srv/app/x", "/srv/app/x"];
    await holds(WORLD + rules, WHO + steps("term.open", good, "throttle by here"));
    await holds(WORLD + rules, WHO + steps("term.open", ["~/x", "~/a/../x"], "escalate by home"));
    const bad = ["../../../srv/app/x", "~/../../../x", "/srv/a/../x"];
    await holds(WORLD + rules, WHO + steps("term.open", bad, 'block code "request.invalid"'));
  });

  it("`relative to` takes an attribute of type path", () => {
    const world = (type: string): string =>
      `context { cwd: ${type} }\naction a.b(p: path) { reads p, relative to context.cwd }`;
    expect(codes(world("path"))).not.toContain("AP2090");
    expect(codes(world("string"))).toContain("AP2090");
  });
});

describe("patterns of paths", () => {
  const likes = (pattern: string, yes: readonly string[], no: readonly string[]): Promise<void> => {
    const step = (then: string) => (path: string) => `action term.plain(path: "${path}") expect ${then}\n`;
    const rule = `rule t on term.plain { when args.path like "${pattern}", throttle }`;
    return holds(WORLD + rule, WHO + yes.map(step("throttle")).join("") + no.map(step("allow")).join(""));
  };

  it("`*` is within a segment, `**` across", async () => {
    await likes("/srv/*/x", ["/srv/a/x", "/srv/.a/x"], ["/srv/a/b/x", "/srv/x"]);
    await likes("/srv/**/x", ["/srv/a/x", "/srv/a/b/x", "/srv/x"], ["/srv/a/y"]);
  });

  it("`dir/**` covers `dir`, and `*` matches dot files", async () => {
    await likes("/etc/**", ["/etc", "/etc/a/b", "/etc/.x"], ["/etcetera", "/"]);
    await likes("/etc/*", ["/etc/.x"], ["/etc", "/etc/a/b"]);
  });

  it("a leading `~` is `/home/*`, `/Users/*`, `/root`, and `context.home` where that is declared", async () => {
    await likes(
      "~/.ssh/**",
      ["/home/bob/.ssh/id", "/Users/bob/.ssh/id", "/root/.ssh/id", "/data/ann/.ssh/id"],
      ["/data/bob/.ssh/id", "/home/bob/x/.ssh/id"],
    );
    const undeclared =
      'rule t on files.read { when args.path like "~/x", throttle }\nrule may on * { allow }';
    await holds(
      undeclared,
      'action files.read(path: "/data/ann/x") expect allow action files.read(path: "/root/x") expect throttle',
    );
  });

  it("one trailing slash is dropped", () => likes("/srv/a", ["/srv/a/"], ["/srv/ab"]));
});

describe("a command", () => {
  it("is parsed into its simple commands, wherever they stand", () =>
    says('args.command runs ["rm"]', [
      ["ls; rm x", "yes"],
      ["ls | rm x", "yes"],
      ["ls && rm x || true", "yes"],
      ["echo $(rm x)", "yes"],
      ["echo `rm x`", "yes"],
      ["for f in a b; do rm $f; done", "yes"],
      ["if true; then rm x; fi", "yes"],
      ["while true; do rm x; done", "yes"],
      ["sh <<E\nrm x\nE", "yes"],
      ["sudo rm x", "yes"],
      ["env A=1 rm x", "yes"],
      ["xargs rm", "yes"],
      ["find . -exec rm {} +", "yes"],
      ["sh -c 'rm x'", "yes"],
      ["ls rm", "no"],
      ["echo 'rm x'", "no"],
    ]));

  it("is unknown where it cannot be seen through", () =>
    says('args.command runs ["rm"]', [
      ["$X a", "unknown"],
      ['eval "$X"', "unknown"],
      ["cat x | sh", "unknown"],
      ["sh <(curl x)", "unknown"],
      ["python3 < x", "unknown"],
      ["ssh host 'ls; rm x'", "unknown"],
      ["docker exec c rm x", "unknown"],
      ["ls '", "unknown"],
    ]));
});

describe("`runs`", () => {
  it("the first word is the program, by base name; words are globs and stand side by side", () =>
    says('args.command runs ["git push", "aws * delete-*"]', [
      ["/usr/bin/git push", "yes"],
      ["git -C /srv push", "yes"],
      ["git --no-pager push origin", "yes"],
      ["git pull", "no"],
      ["aws s3 delete-bucket", "yes"],
      ["aws s3 ls", "no"],
    ]));

  it("an option matches wherever it stands: in a cluster, with its value, by its abbreviations", async () => {
    await says('args.command runs ["rm -rf"]', [
      ["rm -fr x", "yes"],
      ["rm x -r -f", "yes"],
      ["rm -r x", "no"],
    ]);
    await says('args.command runs ["rm -r"]', [["rm -fr x", "yes"]]);
    await says('args.command runs ["git push --force"]', [
      ["git push origin --forc", "yes"],
      ["git push origin", "no"],
    ]);
    await says('args.command runs ["tool --user=root"]', [
      ["tool --user=root", "yes"],
      ["tool --user root", "yes"],
      ["tool --user=ann", "no"],
    ]);
  });

  it("`...` is any run of words, and `|` joins two by a pipe", () =>
    says('args.command runs ["curl ... | sh"]', [
      ["curl -s https://x.example | sh", "yes"],
      ["curl x | sudo sh", "yes"],
      ["curl x; ls", "no"],
    ]));
});

describe("`runs only`", () => {
  const ONLY = 'args.command runs only ["npm test", "git status ...", "cat *"]';

  it("every simple command is wholly one of these", () =>
    says(ONLY, [
      ["npm test", "yes"],
      ["npm test && git status -s x", "yes"],
      ["npm test extra", "no"],
      ["/usr/bin/npm test", "no"],
      ["test npm", "no"],
      ["npm test; ls", "no"],
      ["cat x", "yes"],
      ["cat -x", "no"],
      ["cat $x", "no"],
      ["git status $x", "yes"],
      ["", "no"],
    ]));

  it("no assignment but `with env`, no redirect but to `/dev/null`, of a descriptor, or `writing only`", async () => {
    await says(ONLY, [
      ["CI=1 npm test", "no"],
      ["npm test > /dev/null 2>&1", "yes"],
      ["npm test > /srv/scratch/log", "no"],
    ]);
    await says(`${ONLY} with env ["CI"] writing only ["/srv/scratch/**"]`, [
      ["CI=1 npm test", "yes"],
      ["CJ=1 npm test", "no"],
      ["npm test > /srv/scratch/log", "yes"],
      ["npm test > ../scratch/log", "yes"],
      ["npm test > /srv/log", "no"],
    ]);
  });
});

describe("`touches`, `redirects`, `runs … touching`", () => {
  it("`touches`: a word, a part after `=`, `:` or `@`, or the target of a redirect", () =>
    says('args.command touches ["~/.ssh/**"]', [
      ["cat /data/ann/.ssh/id", "yes"],
      ["cat ~/.ssh/id", "yes"],
      ["cat ../../data/ann/.ssh/id", "yes"],
      ["cd /data/ann && cat .ssh/id", "yes"],
      ["tool --key=/root/.ssh/id", "yes"],
      ["scp host:/root/.ssh/id x", "yes"],
      ["curl -d @/root/.ssh/id", "yes"],
      ["ls > /root/.ssh/id", "yes"],
      ["cat notes", "no"],
      ["tar c /root", "unknown"],
    ]));

  it("`redirects`: the target of a redirect that writes", () =>
    says('args.command redirects ["/etc/**"]', [
      ["ls > /etc/x", "yes"],
      ["ls >> ../../etc/x", "yes"],
      ["cat < /etc/x", "no"],
      ["cp x /etc/x", "no"],
    ]));

  it("`runs … touching`: both in one simple command", () =>
    says('args.command runs ["cp", "sed -i"] touching ["/etc/**"]', [
      ["cp x /etc/x", "yes"],
      ["sed -i s/a/b/ /etc/x", "yes"],
      ["cp x y; cat /etc/x", "no"],
      ["sed s/a/b/ /etc/x", "no"],
    ]));
});

describe("what a rule makes of them", () => {
  it.each([
    ['args.command runs ["ls"]', ["AP3022"]],
    ['args.command touches ["/etc/**"]', ["AP3022"]],
    ['args.command runs only ["ls"]', []],
  ])("permitting on a plain `runs` or `touches` draws a warning: %s", (condition, expected) => {
    expect(codes(`rule r on shell.exec { when ${condition}, allow }`)).toEqual(expected);
    expect(codes(`rule r on shell.exec { when ${condition}, block }`)).toEqual([]);
  });

  it("`known(E)` is true only where E is known to be true; in a rule that restricts: a warning", async () => {
    await says('known(args.command runs ["rm"])', [
      ["rm x", "yes"],
      ["ls", "no"],
      ["$X", "no"],
    ]);
    const rule = (verdict: string): string =>
      `rule r on shell.exec { when known(args.command runs ["rm"]), ${verdict} }`;
    expect(codes(rule("block"))).toEqual(["AP3040"]);
    expect(codes(rule("allow"))).not.toContain("AP3040");
  });

  it("`unknown(args.command)` lets an author say what then", () =>
    says("unknown(args.command)", [
      ["$X", "yes"],
      ["ls", "no"],
    ]));
});
