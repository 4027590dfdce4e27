// A JWK Set (RFC 7517): the public keys that verify tokens. A private key in it is a mistake, and a secret in the open.

import type { Algorithm, PublicKey } from "../../../runtime/table/evidence.js";
import { accept, reject, type Normalized } from "../../../runtime/values/normalized.js";
import { parseJson } from "../data-items.js";

type Json = Readonly<Record<string, unknown>>;

/** The public keys of the set, in order, where each is one and some fits an algorithm; else the reason. */
export function keysOfText(text: string, algorithms: readonly Algorithm[]): Normalized<readonly PublicKey[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const set = parsed.value;
  if (!isObject(set) || !Array.isArray(set.keys)) return reject("it holds no JWK Set: an object with `keys`");
  const keys: PublicKey[] = [];
  for (const [i, each] of (set.keys as readonly unknown[]).entries()) {
    const key = keyOf(each);
    if (!key.ok) return reject(`key ${i + 1} ${key.reason}`);
    keys.push(key.value);
  }
  return keys.some((key) => algorithms.some((algorithm) => fits(key, algorithm)))
    ? accept(keys)
    : reject(`no key in it is for ${algorithms.join(", ")}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

function keyOf(value: unknown): Normalized<PublicKey> {
  if (!isObject(value)) return reject("is no object");
  if (value.kty === "oct") return reject("is symmetric: whoever verifies with it could sign");
  if (PRIVATE.some((member) => member in value))
    return reject("is private: leave the public part alone here");
  const { kid, alg } = value;
  if (kid !== undefined && typeof kid !== "string") return reject("has a `kid` that is no text");
  if (alg !== undefined && typeof alg !== "string") return reject("has an `alg` that is no text");
  const names = { ...(kid !== undefined && { kid }), ...(alg !== undefined && { alg }) };
  const key = publicOf(value);
  return key === undefined
    ? reject("is no Ed25519, P-256, P-384, P-521 or RSA key")
    : accept({ ...key, ...names });
}

function publicOf({ kty, crv, x, y, n, e }: Json): PublicKey | undefined {
  if (kty === "OKP" && crv === "Ed25519" && isBase64url(x)) return { kty, crv, x };
  const isCurve = crv === "P-256" || crv === "P-384" || crv === "P-521";
  if (kty === "EC" && isCurve && isBase64url(x) && isBase64url(y)) return { kty, crv, x, y };
  return kty === "RSA" && isBase64url(n) && isBase64url(e) ? { kty, n, e } : undefined;
}

function isBase64url(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]+$/u.test(value);
}

const CURVES: Readonly<Partial<Record<Algorithm, string>>> = {
  ES256: "P-256",
  ES384: "P-384",
  ES512: "P-521",
};

function fits(key: PublicKey, algorithm: Algorithm): boolean {
  if (key.alg !== undefined && key.alg !== algorithm) return false;
  if (key.kty === "OKP") return algorithm === "EdDSA";
  return key.kty === "EC" ? CURVES[algorithm] === key.crv : /^[PR]S/u.test(algorithm);
}
