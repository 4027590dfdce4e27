// A workspace: which policies there are, and that each is as its files are now.

import { describe, expect, it } from "vitest";
import { placeOf } from "../../../compiler/workspace/files.js";
import { FOLDER, scene } from "../../support/scene.js";

const SCENE = `//- a.agentpol
policy a { default block }
import "./shared.agentpol"
rule may on files.read { allow }
//- b.agentpol
policy b { default block }
import "./shared.agentpol"
//- shared.agentpol
action files.read() { effect read, reversible always }
//- alone.agentpol
action other() { effect read, reversible always }
`;

const at = (name: string): string => `${FOLDER}/${name}`;

describe("the policies of a workspace", () => {
  it("are the files with headers, and those that no policy imports", () => {
    const { workspace } = scene(SCENE);
    expect(workspace.policies().map(({ path }) => path)).toEqual(
      ["a.agentpol", "alone.agentpol", "b.agentpol"].map(at),
    );
  });

  it("a shared file is part of all that import it, and no policy", () => {
    const { workspace } = scene(SCENE);
    const names = (name: string): readonly string[] =>
      workspace.policiesOf(at(name)).map(({ entry }) => entry);
    expect(names("shared.agentpol")).toEqual(["a.agentpol", "b.agentpol"]);
    expect(names("a.agentpol")).toEqual(["a.agentpol"]);
    expect(names("alone.agentpol")).toEqual(["alone.agentpol"]);
  });
});

describe("after an edit", () => {
  const codes = (of: ReturnType<typeof scene>["workspace"], name: string): readonly string[] =>
    of.policyAt(at(name)).analysis.diagnostics.map(({ code }) => code);

  it("the policies that read the file are analysed again, and no others", () => {
    const { workspace } = scene(SCENE);
    const [a, alone] = [workspace.policyAt(at("a.agentpol")), workspace.policyAt(at("alone.agentpol"))];
    workspace.edit(at("shared.agentpol"), "action files.list() { effect read, reversible always }\n");
    expect(workspace.policyAt(at("a.agentpol"))).not.toBe(a);
    expect(workspace.policyAt(at("alone.agentpol"))).toBe(alone);
    expect(codes(workspace, "a.agentpol")).toContain("AP2011");
    workspace.close(at("shared.agentpol"));
    expect(codes(workspace, "a.agentpol")).not.toContain("AP2011");
  });

  it("a file that was missing is found once it is there", () => {
    const { workspace } = scene(`//- a.agentpol
policy a { default block }
import "./later.agentpol"
`);
    expect(codes(workspace, "a.agentpol")).toContain("AP2003");
    workspace.edit(at("later.agentpol"), "");
    expect(codes(workspace, "a.agentpol")).not.toContain("AP2003");
  });
});

describe("placeOf", () => {
  it.each([
    ["the folder that holds it", "/w/p/a.agentpol", ["/w", "/x"], { root: "/w", file: "p/a.agentpol" }],
    ["the innermost of two", "/w/p/a.agentpol", ["/w", "/w/p"], { root: "/w/p", file: "a.agentpol" }],
    ["its own folder where none holds it", "/y/a.agentpol", ["/w"], { root: "/y", file: "a.agentpol" }],
    [
      "no folder whose name only begins alike",
      "/work/a.agentpol",
      ["/w"],
      { root: "/work", file: "a.agentpol" },
    ],
    ["the root of the disk", "/a.agentpol", [], { root: "", file: "a.agentpol" }],
  ])("%s", (_, path, folders, place) => {
    expect(placeOf(path, folders)).toEqual(place);
  });
});
