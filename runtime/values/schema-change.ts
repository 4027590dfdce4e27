// The kinds of change to a SQL schema and to a JSON Schema. How they are judged is in `runtime/facts/sql` and `json-schema`.

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

export type ChangeKind = (typeof CHANGE_KINDS)[number] | SchemaChange;

/** The kinds of change to a JSON Schema: by what it names, and by which values it accepts. */
export const SCHEMA_CHANGES = ["add_property", "remove_property", "widen", "narrow", "other"] as const;

export type SchemaChange = (typeof SCHEMA_CHANGES)[number];
