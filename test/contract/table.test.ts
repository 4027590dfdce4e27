// The table of sentences in README.md names files that are there, and every file of this folder.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const HERE = new URL(".", import.meta.url);
const ROOT = new URL("../../", HERE);
const FILES = ["test", "fixtures"].flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" }).map(
    (path) => `${folder}/${path.replaceAll("\\", "/")}`,
  ),
);

/** How the files begin that the last cells of the rows name, each `{a,b}` written out; `*` is any rest. */
function named(): readonly string[] {
  const rows = readFileSync(new URL("README.md", HERE), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const names = rows.flatMap((row) =>
    [...(row.split("|").at(-2) ?? "").matchAll(/`([^` ]+)`/gu)].map(([, name = ""]) => name),
  );
  return names.flatMap((name) => {
    if (name.startsWith("…")) return alternatives(`test/${name.slice(1)}`);
    if (name.startsWith("fixtures/")) return [name];
    return /^\d-/u.test(name) ? [`test/contract/${name}.test.ts`] : [];
  });
}

function alternatives(path: string): readonly string[] {
  const [, before = "", among = "", after = ""] = /^(.*)\{(.*)\}(.*)$/u.exec(path) ?? [];
  return among === "" ? [path] : among.split(",").map((each) => before + each + after);
}

describe("the table of sentences", () => {
  it.each([...new Set(named())])("names what is there: %s", (name) => {
    const [start = "", end = ""] = name.split("*");
    expect(FILES.some((path) => path.startsWith(start) && path.slice(start.length).includes(end))).toBe(true);
  });

  it("names every file of this folder", () => {
    const files = readdirSync(HERE).filter((name) => /^\d-.*\.test\.ts$/u.test(name));
    expect(files.filter((name) => !named().includes(`test/contract/${name}`))).toEqual([]);
  });
});
