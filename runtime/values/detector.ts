// The names of the built-in detectors of sensitive text. What they find is in `runtime/facts/detect`.

export const DETECTORS = ["email", "credit_card", "iban", "us_ssn", "api_key"] as const;

export type Detector = (typeof DETECTORS)[number];
