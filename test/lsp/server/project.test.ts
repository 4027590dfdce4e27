// Which project a document belongs to, and what its compiler reads.

import { describe, expect, it } from "vitest";
import { type Host, projectOf, reader } from "../../../lsp/server/project.js";

describe("projectOf", () => {
  it.each([
    ["the folder that holds it", "/w/p/a.agentpol", ["/w", "/x"], { root: "/w", entry: "p/a.agentpol" }],
    ["the innermost of two", "/w/p/a.agentpol", ["/w", "/w/p"], { root: "/w/p", entry: "a.agentpol" }],
    ["its own folder where none holds it", "/y/a.agentpol", ["/w"], { root: "/y", entry: "a.agentpol" }],
    [
      "no folder whose name only begins alike",
      "/work/a.agentpol",
      ["/w"],
      { root: "/work", entry: "a.agentpol" },
    ],
    ["the root of the disk", "/a.agentpol", [], { root: "", entry: "a.agentpol" }],
  ])("%s", (_, path, folders, project) => {
    expect(projectOf(path, folders)).toEqual(project);
  });
});

describe("reader", () => {
  const host: Host = {
    pathOf: (uri) => uri,
    uriOf: (path) => path,
    read: (root, path) => ({ ok: true, text: `disk ${root} ${path}` }),
  };
  const read = reader(host, { root: "/w", entry: "a.agentpol" }, new Map([["/w/a.agentpol", "open"]]));

  it("prefers what is open", () => {
    expect(read("a.agentpol")).toEqual({ ok: true, text: "open" });
  });

  it("reads the rest below the root", () => {
    expect(read("data/b.json")).toEqual({ ok: true, text: "disk /w /w/data/b.json" });
  });
});
