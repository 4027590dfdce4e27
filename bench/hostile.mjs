// How long it takes to read texts made to hurt: a megabyte where a path, a host, a URL, an address or a text stands, and
// SQL up to the limit. Run: node bench/hostile.mjs [rounds]

import { bundle, bundled, removeBundle } from "./bundle.mjs";

const rounds = Number(process.argv[2] ?? "5");
const mebibyte = 1024 * 1024;

await bundle(
  "hostile",
  `
    export { parsePath } from "./runtime/values/path.js";
    export { resolvePath } from "./runtime/values/relative-path.js";
    export { parseHost } from "./runtime/values/host.js";
    export { parseCidr, parseIp } from "./runtime/values/ip.js";
    export { parseUrl } from "./runtime/values/url.js";
    export { globMatches, parseGlob } from "./runtime/values/glob.js";
    export { parseHostPattern } from "./runtime/values/host-pattern.js";
    export { parseTime, parseDuration } from "./runtime/values/time.js";
    export { normalizeText } from "./runtime/values/text.js";
    export { detect } from "./runtime/facts/detect.js";
    export { DETECTORS } from "./runtime/values/detector.js";
    export { loadSql, parseSchema, schemaChanges } from "./runtime/facts/sql/index.js";
  `,
);
const facts = await bundled("hostile");
await facts.loadSql();
await removeBundle("hostile");

/** `unit` again and again up to `size`, between `head` and `tail`. */
const fill = (unit, size, head = "", tail = "") =>
  head + unit.repeat(Math.max(0, Math.floor((size - head.length - tail.length) / unit.length))) + tail;

const schema = facts.parseSchema("CREATE TABLE orders (id int, note text)").value;

const signs = [
  "a",
  "/",
  "/a",
  "../",
  "./",
  "a/../",
  "%2e",
  "%25",
  "\\",
  "\0",
  "\u2215",
  "\u0301",
  "a\u0301",
  "e\u0301\u0323",
  "\u202e",
  "\u200b",
  "\uac00",
  "\u1100\u1161",
  "\ufdfa",
  "\ud83d\ude00",
  "\ud800",
  "~",
  "*",
  "**/",
  "0",
  "0.",
  "1",
  "0x",
  "f:",
  ":",
  "::",
  "[",
  "]",
  "@",
  "xn--",
  "xn--a.",
  "\u00ad",
  "\uff0e",
  "\u00df",
  "-",
  ".",
  "?",
  "#",
  " ",
  "\t",
];
const readers = {
  path: facts.parsePath,
  "relative path": (text) => facts.resolvePath(text, { base: "/srv/app", home: "/home/ann" }),
  host: facts.parseHost,
  ip: facts.parseIp,
  cidr: facts.parseCidr,
  url: facts.parseUrl,
  "host pattern": facts.parseHostPattern,
  "path pattern": (text) => facts.parseGlob(text, "path"),
  time: facts.parseTime,
  duration: facts.parseDuration,
  text: facts.normalizeText,
};
const heads = {
  path: ["/"],
  url: ["http://", "http://h/", "http://[", "http://h:", "x://h?"],
  host: ["", "["],
  ip: ["", "["],
};

const detectorUnits = [
  ...signs,
  "a@",
  "@a",
  "a@a.",
  "a@a.aa ",
  "1 ",
  "4 ",
  "4-.",
  "4111111111111111 ",
  "4111111111111111",
  "41",
  "DE89 ",
  "DE89",
  "IBAN",
  "AB12",
  "GB82WEST",
  "123-45-6789 ",
  "123-45-",
  "ssn ",
  "ssn:",
  "social security",
  "AKIA",
  "AKIAA",
  "awssecretkey",
  "aws_secret_access_key=",
  "ghp_",
  "ghp_a",
  "github_pat_",
  "glpat-",
  "xoxb-",
  "sk-",
  "sk-1",
  "sk_live_",
  "eyJ-",
  "eyJaaaaaaaaa.",
  "SG.",
  "-----BEGIN PRIVATE KEY-----",
  "-----BEGIN ",
  "-----END ",
  "hooks.slack.com/services/",
  "AIza",
  "whsec_",
  "hf_",
  "npm_",
  "pypi-",
];

const sqlUnits = [
  ["SELECT 1;"],
  ["SELECT "],
  [";"],
  ["a,", "SELECT ", "a"],
  ["1+", "SELECT ", "1"],
  ["CREATE TABLE t(x int);"],
  ["CREATE TABLE t%(x int);"],
  ["DROP TABLE t%;"],
  ["ALTER TABLE orders ADD c% int;"],
  [",ADD c% int", "ALTER TABLE orders ADD c int"],
  [", c% int", "CREATE TABLE w(c int", ")"],
  ["/**/"],
  ["/**/", "", "SELECT 1"],
  ["/*"],
  ["--\n"],
  ["-"],
  ["'"],
  ["'a'"],
  ["'", "SELECT E"],
  ["$$"],
  ["$a$"],
  ["$a"],
  ['"'],
  ['"'],
  ["("],
  [")"],
  ["(", "SELECT ", "1"],
  ["[", "SELECT "],
  [".a", "SELECT a"],
  ["::int", "SELECT 1"],
  [" OR a", "SELECT a"],
  [" NOT", "SELECT ", " a"],
  [",(1)", "INSERT INTO orders VALUES(1)"],
  [",(1,'a')", "INSERT INTO orders VALUES(1,'a')"],
  ["(1),", "INSERT INTO orders VALUES", "(1)"],
  [" UNION SELECT 1", "SELECT 1"],
  [" JOIN a ON b", "SELECT 1 FROM a"],
  ["a ", "DO $$", "$$"],
  ["a", "SELECT '", "'"],
  ["x", "SELECT "],
  ["\ud83d\ude00", "SELECT '", "'"],
  ["\u00e9", "SELECT "],
  ["\n"],
  ["\r"],
  ["\u0001"],
  ['U&"a"'],
  ["B'1'"],
  ["a = b AND ", "SELECT * FROM orders WHERE ", "a"],
  [" a", "SELECT"],
  [",t%", "DROP TABLE orders"],
  ["(a),", "SELECT f", "(a)"],
  ["f(", "SELECT "],
  ["case when 1 then 1 end,", "select ", "1"],
  ["GRANT ALL ON orders TO a;"],
  ["BEGIN;"],
  ["SET a=1;"],
  ["with a as(select 1)", "", "select 1"],
  [",a as(select 1)", "with b as(select 1)", "select 1"],
  ["$1,", "select ", "1"],
  ["?"],
  ["1e", "select "],
  ["{"],
  ["\\"],
];
const sqlSizes = [1, 2, 4, 8, 16, 32, 64];

/** The processor time of the quickest of some rounds, in milliseconds: other programs do not count. */
function time(run) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const began = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(began);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

const worst = (name, rows) => {
  const sorted = rows.sort((a, b) => b[1] - a[1]).slice(0, 4);
  console.log(
    name.padEnd(16) +
      sorted.map(([unit, ms, note = ""]) => `${ms.toFixed(1)} ms ${JSON.stringify(unit)}${note}`).join("   "),
  );
};

console.log("1 MiB of one piece, the slowest pieces first");
for (const [name, read] of Object.entries(readers)) {
  worst(
    name,
    (heads[name] ?? [""]).flatMap((head) =>
      signs.map((sign) => {
        const text = fill(sign, mebibyte, head);
        return [head + sign, time(() => read(text))];
      }),
    ),
  );
}
worst(
  "detectors",
  detectorUnits.map((unit) => {
    const text = fill(unit, mebibyte);
    return [unit, time(() => facts.detect(text, facts.DETECTORS))];
  }),
);
for (const size of [...sqlSizes, 1024]) {
  worst(
    `sql ${size} KiB`,
    sqlUnits.map(([unit, head, tail]) => {
      const count = Math.floor((size * 1024 - 40) / unit.length);
      let text = fill(unit, size * 1024 - 1, head, tail);
      if (unit.includes("%")) {
        text = head ?? "";
        for (let index = 0; index < count && text.length + unit.length + 5 < size * 1024; index += 1)
          text += unit.replace("%", String(index));
        text += tail ?? "";
      }
      let changes;
      const ms = time(() => {
        changes = facts.schemaChanges(schema, text);
      });
      return [[head ?? "", unit, tail ?? ""].join("…"), ms, ` ${changes.join()}`];
    }),
  );
}
