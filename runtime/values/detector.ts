// Detectors of sensitive text: the built-in ones by their names, declared ones with their pattern. What they find is in
// `runtime/facts/detect`.

export const DETECTORS = ["email", "credit_card", "iban", "us_ssn", "api_key"] as const;

export type BuiltInDetector = (typeof DETECTORS)[number];

/** A detector of the policy's own. Its pattern goes along, so that an obligation says by itself what to look for. */
export interface DeclaredDetector {
  /** No built-in detector has it. */
  readonly name: string;
  /** RE2 syntax; each match that is not empty is a finding. */
  readonly pattern: string;
}

export type Detector = BuiltInDetector | DeclaredDetector;

export function detectorName(detector: Detector): string {
  return typeof detector === "string" ? detector : detector.name;
}
