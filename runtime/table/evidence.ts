// What a policy demands of those who prove and record: identity, trust and audit, as a table holds them.

import type { Fallback } from "./fallback.js";

/** A dotted path: `agent.id`. */
type AttributePath = string;

/** Who acts is proven by a signed token (a JWT); what is bound is taken from it alone. */
export interface Identity {
  /** The rule that a decision names where a token is missing or refused. */
  readonly name: string;
  readonly origin: string;
  /** The `iss` of the token, sign by sign. */
  readonly issuer: string;
  readonly keys: KeySource;
  /** Must be among the token's `aud`. */
  readonly audience: string;
  readonly bind: readonly Binding[];
  readonly algorithms: readonly Algorithm[];
  /** Milliseconds since the token's `iat`; absent: until its `exp`. */
  readonly maxAge?: number;
  readonly else: Fallback;
}

export const ALGORITHMS = [
  "EdDSA",
  "ES256",
  "ES384",
  "ES512",
  "PS256",
  "PS384",
  "PS512",
  "RS256",
  "RS384",
  "RS512",
] as const;

/** Asymmetric algorithms of JOSE (RFC 7518, RFC 8037): whoever can verify cannot sign. */
export type Algorithm = (typeof ALGORITHMS)[number];

/** A JWK Set: as its file held it when the policy was compiled, or where it is found. */
export type KeySource =
  | { readonly from: "url"; readonly url: string }
  | { readonly from: "file"; readonly path: string; readonly keys: readonly PublicKey[] };

/** The public members of a JWK (RFC 7517), base64url as written. */
export type PublicKey = KeyNames &
  (
    | { readonly kty: "OKP"; readonly crv: "Ed25519"; readonly x: string }
    | {
        readonly kty: "EC";
        readonly crv: "P-256" | "P-384" | "P-521";
        readonly x: string;
        readonly y: string;
      }
    | { readonly kty: "RSA"; readonly n: string; readonly e: string }
  );

interface KeyNames {
  readonly kid?: string;
  readonly alg?: string;
}

/** The attribute is the claim at this path; one that is not optional must be there, and fit its type. */
export interface Binding {
  readonly attribute: AttributePath;
  readonly claim: readonly string[];
}

/** Files that instruct an agent, and who must have signed them. */
export interface Trust {
  readonly name: string;
  readonly origin: string;
  /** Path patterns from the root of what the agent works on. */
  readonly files: readonly string[];
  readonly signers: readonly string[];
  readonly else: Fallback;
}

/** The evidence that enforcement leaves. */
export interface Audit {
  readonly origin: string;
  /** Absent: the records are not signed. */
  readonly sign?: "ed25519";
  /** A folder, from the root of the project; absent: wherever the runtime's caller says. */
  readonly log?: string;
  /** Attributes whose values no record holds. */
  readonly omit: readonly AttributePath[];
  /** Milliseconds, or after each record. */
  readonly checkpoint: number | "each";
}
