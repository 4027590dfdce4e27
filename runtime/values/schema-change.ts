// The kinds of change that a statement can make to a SQL schema. How statements are judged is in `runtime/facts/sql`.

export const CHANGE_KINDS = [
  "add_table",
  "drop_table",
  "rename_table",
  "add_column",
  "add_nullable_column",
  "drop_column",
  "rename_column",
  "widen_type",
  "narrow_type",
  "change_type",
  "set_not_null",
  "drop_not_null",
  "set_default",
  "drop_default",
  "add_constraint",
  "drop_constraint",
  "add_index",
  "drop_index",
  "other",
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];
