// Random texts that a careless program would produce: any code units, lone surrogates included, and much ASCII.

import fc from "fast-check";

const codeUnit = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }));

export function arbitraryUtf16(maxLength = 12): fc.Arbitrary<string> {
  return fc.array(codeUnit, { maxLength }).map((units) => String.fromCharCode(...units));
}

/** Texts of the given characters alone. */
export function arbitraryOf(characters: string, maxLength = 12): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), maxLength });
}
