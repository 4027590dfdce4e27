// The form of identity, trust and audit in a table file.

import {
  ALGORITHMS,
  type Audit,
  type Binding,
  type Identity,
  type KeySource,
  type PublicKey,
  type Trust,
} from "./evidence.js";
import type { Fallback } from "./format.js";
import { either, integer, list, object, oneOf, optional, tagged, text, type Shape } from "./shape.js";
import { origin, path } from "./value-shapes.js";

const base64url = text("[A-Za-z0-9_-]+");
const names = { kid: optional(text()), alg: optional(text()) };

const key = tagged<PublicKey, "kty">("kty", {
  OKP: { crv: oneOf(["Ed25519"]), x: base64url, ...names },
  EC: { crv: oneOf(["P-256", "P-384", "P-521"]), x: base64url, y: base64url, ...names },
  RSA: { n: base64url, e: base64url, ...names },
});

const keySource = tagged<KeySource, "from">("from", {
  url: { url: text("https://.+") },
  file: { path: text(), keys: list(key, { min: 1 }) },
});

export function identityShape(fallback: Shape<Fallback>): Shape<Identity> {
  return object<Identity>({
    name: path,
    origin,
    issuer: text("https://.+"),
    keys: keySource,
    audience: text(),
    bind: list(object<Binding>({ attribute: path, claim: list(text(), { min: 1 }) }), { min: 1 }),
    algorithms: list(oneOf(ALGORITHMS), { min: 1, unique: true }),
    maxAge: optional(integer(1)),
    else: fallback,
  });
}

export function trustShape(fallback: Shape<Fallback>): Shape<Trust> {
  return object<Trust>({
    name: path,
    origin,
    files: list(text(), { min: 1, unique: true }),
    signers: list(text(), { min: 1, unique: true }),
    else: fallback,
  });
}

export const auditShape = object<Audit>({
  origin,
  sign: optional(oneOf(["ed25519"])),
  log: optional(text()),
  omit: list(path, { unique: true }),
  checkpoint: either<number | "each">(oneOf(["each"]), integer(1)),
});
