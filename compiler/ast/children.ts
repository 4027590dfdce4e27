// The children of each kind of node, in one table: walking, and whatever else looks at all nodes, goes by it.

import type { Node } from "./ast.js";

type Kind = Node["kind"];

/** The fields of a node that hold nodes. */
type ChildKey<N> = N extends Node
  ? { readonly [F in keyof N]-?: NonNullable<N[F]> extends Node | readonly Node[] ? F : never }[keyof N]
  : never;

/** The nodes of a kind; several kinds may share one shape. */
type NodeOf<K extends Kind, N = Node> = N extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? N
    : never
  : never;

type ChildKeys = { readonly [K in Kind]: readonly ChildKey<NodeOf<K>>[] };

/** In the order in which they are written. Where two nodes share a kind, the keys of both stand. */
const childKeys: ChildKeys = {
  module: ["declarations"],
  ident: [],
  string: [],

  import: ["path"],
  type: ["name", "type"],
  attributes: ["record"],
  let: ["name", "params", "body"],
  param: ["name", "type"],
  data: ["name", "type", "from", "refresh"],
  detector: ["name", "pattern"],
  classifier: ["name", "params", "result", "clauses"],
  group: ["name", "members", "from", "group"],
  zone: ["name", "entries"],
  action: ["name", "params", "gives", "traits"],
  trait: ["effect", "arg", "port", "to", "reversible"],
  form: ["name", "selector", "clauses"],
  selector: ["include", "except"],
  pattern: [],

  when: ["expr"],
  unless: ["expr"],
  verdict: ["verdict"],
  else: ["verdict"],
  note: ["text"],
  code: ["value"],
  within: ["duration"],
  notify: ["channels"],
  mode: ["mode"],
  trip: ["killswitch", "scope", "duration"],
  limit: ["label", "limit"],
  need: ["count", "group", "acknowledging"],
  scope: ["keys"],
  reach: ["entries"],
  deny: ["entries"],
  baseline: ["path"],
  permit: ["kinds"],
  read: ["entries"],
  write: ["entries"],
  hide: ["entries"],
  run: ["entries"],
  env: ["entries"],
  limits: ["limits"],
  must: ["what"],
  extends: ["boxes"],
  inside: ["box"],
  expires: ["duration"],
  revoke: ["expr"],
  mask: ["target", "matching", "as", "to"],
  hash: ["target", "matching", "as", "to"],
  drop: ["target", "matching", "as", "to"],
  clamp: ["target", "matching", "as", "to"],
  version: ["value"],
  floor: ["value"],
  default: ["verdict"],
  on_error: ["verdict", "when"],
  language: ["edition"],
  expect: ["verdict"],
  issuer: ["value"],
  keys: ["value"],
  audience: ["value"],
  host: ["value"],
  webhook: ["value"],
  log: ["value"],
  bind: ["bindings"],
  algorithms: ["names"],
  max_age: ["duration"],
  timeout: ["duration"],
  on_timeout: ["verdict"],
  files: ["values"],
  signers: ["values"],
  sign: ["algorithm"],
  omit: ["paths"],
  checkpoint: ["every"],

  "verdict-expr": ["verdict", "group", "box", "redactions", "reason"],
  bound: ["attribute", "op", "bound", "window"],
  count: ["count", "window"],
  window: ["per", "by"],
  resource: ["name", "value"],
  binding: ["attribute", "claim"],

  named: ["name"],
  enum: ["members"],
  generic: ["name", "args"],
  money: ["currency"],
  record: ["fields"],
  field: ["name", "type"],
  "missing-type": [],

  bool: [],
  number: [],
  time: ["value"],
  list: ["items"],
  "record-lit": ["fields"],
  "field-value": ["name", "value"],
  path: ["parts"],
  index: ["object", "index", "fields"],
  call: ["callee", "args"],
  has: ["path"],
  unary: ["operand"],
  binary: ["left", "right"],
  "command-test": ["command", "entries", "touching", "withEnv", "writingOnly"],
  range: ["low", "high"],
  quantifier: ["variable", "over", "body"],
  history: ["attribute", "selector", "where", "since", "within", "by"],
  "key-part": ["attribute", "equals"],
  missing: [],

  test: ["name", "steps"],
  step: [
    ...(["record", "duration", "time", "scope", "name", "args", "reversible"] as const),
    ...(["verdict", "value", "by", "code", "times", "acknowledging", "outcome"] as const),
  ],
};

/** The children of a node, in the order in which they are written. */
export function childrenOf(node: Node): readonly Node[] {
  const fields = fieldsOf(node);
  return childKeys[node.kind].flatMap((key) => fields[key] ?? []);
}

/** The border between the table, which is typed by kind, and a node of any kind: its keys hold nodes. */
function fieldsOf(node: Node): Readonly<Record<string, Node | readonly Node[] | undefined>> {
  return node as unknown as Readonly<Record<string, Node | readonly Node[] | undefined>>;
}

/** Goes through a tree, parents before children; where `enter` gives false, the children are left out. */
export function walk(root: Node, enter: (node: Node) => unknown): void {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (enter(node) === false) continue;
    // One by one: a list may have more items than a call takes arguments.
    for (const child of childrenOf(node).toReversed()) waiting.push(child);
  }
}
