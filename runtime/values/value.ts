// The normal form of every value that a policy can compare: what literals and requests are turned into.
//
// | type                          | normal form                                                        |
// |-------------------------------|--------------------------------------------------------------------|
// | bool, string, enum, path, sql | boolean or string (NFC; a path as `parsePath` gives it)             |
// | int, bytes, duration, time    | number: an integer, bytes, milliseconds, epoch milliseconds         |
// | decimal, percent, money       | number: the value × 10⁴, an integer (5 % is 50_000, 10 USD 100_000) |
// | host, ip                      | Address                                                            |
// | cidr, url, command            | Cidr, UrlValue, CommandValue                                       |
// | list, set                     | array                                                              |
// | record                        | object of fields; an absent field has no key                       |
//
// Structured values carry `text`, their canonical spelling, by which they are equal.

import type { Address, Cidr, UrlValue } from "./address.js";
import type { CommandValue } from "./command.js";

export type Value =
  boolean | number | string | Address | Cidr | UrlValue | CommandValue | readonly Value[] | RecordValue;

export interface RecordValue {
  readonly [field: string]: Value;
}

/** Kleene's third value: what cannot be known. */
export type Truth = true | false | "unknown";
