// What can be asked of values of each type: the lists of constructs are made of it.

import type { Type } from "../../../compiler/types/type.js";

/** Types as constructs tell them apart: an ordered enum is one of its own. */
export type TypeName = Exclude<Type["kind"], "error"> | "ordered enum";

interface Uses {
  /** By `==`, `!=` and `in`. */
  readonly equal?: true;
  /** By `<`, and in ranges. */
  readonly ordered?: true;
  /** By `+`, `-` and `*`. */
  readonly numeric?: true;
  /** Is there a way to write one? */
  readonly literal?: true;
  /** May an attribute of a request have it? */
  readonly attribute?: true;
}

const NUMBER = { equal: true, ordered: true, numeric: true, literal: true, attribute: true } as const;
const TEXT = { equal: true, literal: true, attribute: true } as const;

const USES = {
  bool: TEXT,
  int: NUMBER,
  decimal: NUMBER,
  percent: NUMBER,
  money: NUMBER,
  duration: NUMBER,
  bytes: NUMBER,
  time: { equal: true, ordered: true, literal: true, attribute: true },
  string: TEXT,
  path: TEXT,
  host: TEXT,
  ip: TEXT,
  cidr: TEXT,
  url: TEXT,
  command: { attribute: true },
  sql: { attribute: true },
  enum: TEXT,
  "ordered enum": { ...TEXT, ordered: true },
  list: { equal: true, attribute: true },
  set: { equal: true, attribute: true },
  map: {},
  record: { attribute: true },
} as const satisfies Record<TypeName, Uses>;

/** The types of which values can be used so. */
export function typesThatAre(use: keyof Uses): readonly TypeName[] {
  return Object.entries<Uses>(USES).flatMap(([name, uses]) => (uses[use] ? [name as TypeName] : []));
}

export function typeName(type: Type): string {
  return type.kind === "enum" && type.ordered ? "ordered enum" : type.kind;
}
