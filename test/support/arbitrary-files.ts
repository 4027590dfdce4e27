// The files of the one world of random policies: data, people, schemas.

const CONFIG = JSON.stringify({
  properties: { port: { type: "integer", maximum: 9 }, old: {} },
  required: ["port"],
});

/** The files that every random policy may read. */
export const FILES: Readonly<Record<string, string>> = {
  "partners.json": '["Acme", "Globex"]',
  "ports.csv": "port\n443\n8443\n",
  "levels.csv": "level\n1\n3\n",
  "words.txt": "alpha\nbeta\n",
  "tiers.json":
    '{ "a-1": { "most": 10, "hosts": 3, "names": ["Acme"] }, "b-9": { "most": 20, "names": ["x", "b-9"] }, "alpha": { "most": 5, "hosts": 3, "names": [] }, "Acme": { "most": 5, "names": ["alpha"] } }',
  "quotas.csv": "id,quota\na-1,2\nAcme,1\nalpha,3\nx,0\n",
  "deny.txt": "*@*\nMall*\na-?\n",
  "below.txt": "/srv/**\n**/.env\n",
  "hosts.txt": "*.in.example\n10.2.0.0/16\nsite.example:443\n",
  "config.json": CONFIG,
  "orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric(12, 2) NOT NULL, note text);",
};
