// Completion in cases files: their keys, and what the policy knows of their values.

import { placeInCases, type CasesPlace } from "../../../compiler/cases/place.js";
import type { Known } from "../../../compiler/types/known.js";
import { showType } from "../../../compiler/types/show-type.js";
import type { RecordType, Type } from "../../../compiler/types/type.js";
import type { Policy } from "../../../compiler/workspace/policy.js";
import type { Workspace } from "../../../compiler/workspace/workspace.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import type { Completion } from "../completion/completion.js";
import { scopesOf } from "../completion/declared.js";
import { RANK, type Offer, type OfferKind } from "../completion/offer.js";
import { relativePath } from "../completion/relative-path.js";
import { actionOffers } from "../completion/selectors.js";
import { codes, people } from "../completion/strings.js";
import { actionNamed } from "../typing/calls.js";
import { membersAlong } from "../typing/infer.js";
import { verdicts } from "../reference/reference.js";
import { caseKeys, stepKeys, topKeys, type CaseKeys } from "./keys.js";
import { ownPrefix, policyNamed, rulesOf } from "./policy.js";

/** What may stand at an offset of a cases file. */
export function caseCompletionsAt(workspace: Workspace, path: string, offset: number): readonly Completion[] {
  const text = workspace.text(path);
  const place = text === undefined ? undefined : placeInCases(text, offset);
  if (place === undefined) return [];
  const policy = place.policy === undefined ? undefined : policyNamed(workspace, path, place.policy);
  const asked: Asked = { workspace, path, place, policy, known: policy?.analysis.known };
  const keys = place.at === "value" ? [] : keysAt(asked);
  const values = place.at === "key" ? [] : valuesAt(asked);
  return [...keys, ...values].map((offer) => placed(offer, place));
}

interface Asked {
  readonly workspace: Workspace;
  readonly path: string;
  readonly place: CasesPlace;
  readonly policy: Policy | undefined;
  readonly known: Known | undefined;
}

function placed(offer: Offer, { start, end }: CasesPlace): Completion {
  const { label, kind, rank, insert = label, detail, doc } = offer;
  return {
    ...{ label, kind, insert, isSnippet: false, start, end, filter: label, commit: [] },
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && doc !== "" && { doc }),
    sort: `${String(Math.round(rank * 100)).padStart(5, "0")} ${label}`,
  };
}

// ─── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────

function keysAt(asked: Asked): readonly Offer[] {
  const { place, known } = asked;
  const [top, ...below] = place.path;
  if (top === undefined) return written(topKeys, place);
  if (top !== "cases") return [];
  const inStep = below[0] === "steps";
  const keys = inStep ? below.slice(1) : below;
  const [key, ...more] = keys;
  if (key === undefined) return written(inStep ? stepKeys(place.keys) : caseKeys, place);
  if (key === "expect" && more.length === 0) return written(expectKeys, place);
  if (key === "matrix" && more.length === 0) return axes(asked);
  if (key === "action" && more.length === 0) return written(actionKeys, place);
  const record = recordAt(known, place, key, more);
  return record === undefined ? [] : fields(record, place);
}

const expectKeys: CaseKeys = {
  verdict: "The verdict that is expected.",
  by: "The rule that decides.",
  code: "The reason code.",
  times: "How often it is attempted.",
};

const actionKeys: CaseKeys = {
  name: "The name of the action.",
  args: "Its arguments.",
  reversible: "What the request says, where the action's trait is `reported`.",
};

function written(keys: CaseKeys, { keys: given, hasColon }: CasesPlace): readonly Offer[] {
  return Object.entries(keys)
    .filter(([label]) => !given.includes(label))
    .map(([label, doc], place) => ({
      ...{ label, kind: "keyword", doc, rank: RANK.best + place / 100 },
      insert: hasColon ? label : `${label}: `,
    }));
}

/** The record whose members stand below a key: a section, arguments, a result, or a record within them. */
function recordAt(
  known: Known | undefined,
  { action }: CasesPlace,
  key: string,
  more: readonly string[],
): RecordType | undefined {
  const type = typeAt(known, action, [key, ...more]);
  return type?.kind === "record" ? type : undefined;
}

/** The type of what stands below these keys of a case. */
function typeAt(
  known: Known | undefined,
  action: string | undefined,
  keys: readonly string[],
): Type | undefined {
  if (known === undefined) return undefined;
  const [key, ...more] = keys;
  const declared = action === undefined ? undefined : actionNamed(known, action);
  if (key === "agent" || key === "context" || key === "impact") return along(known[key], more);
  if (key === "action" && more[0] === "args") return declared && along(declared.args, more.slice(1));
  if (key === "args") return declared && along(declared.args, more);
  return key === "result" ? declared?.result && along(declared.result, more) : undefined;
}

/** Of lists, their items. */
function along(type: Type, names: readonly string[]): Type | undefined {
  return names.reduce<Type | undefined>((at, name) => {
    const of = at === undefined ? undefined : itemOf(at);
    return of === undefined ? undefined : membersAlong(of, [name]);
  }, type);
}

function itemOf(type: Type): Type {
  return type.kind === "list" || type.kind === "set" ? type.element : type;
}

function fields({ fields: all }: RecordType, { keys, hasColon }: CasesPlace): readonly Offer[] {
  return Array.from(all, ([label, { type, optional }]) => ({
    ...{ label, kind: "attribute" as const, detail: `${optional ? "?: " : ""}${showType(type)}` },
    ...{ insert: hasColon ? label : `${label}: `, rank: optional ? RANK.good : RANK.best },
  })).filter(({ label }) => !keys.includes(label));
}

/** What a matrix may set. */
function axes({ known, place }: Asked): readonly Offer[] {
  if (known === undefined) return [];
  const action = place.action === undefined ? undefined : actionNamed(known, place.action);
  const sections = Object.entries({
    agent: known.agent,
    context: known.context,
    impact: known.impact,
    args: action?.args,
  });
  const paths = sections.flatMap(([section, record]) =>
    [...(record?.fields ?? [])].map(([name, { type }]) => [`${section}.${name}`, showType(type)] as const),
  );
  return [...paths, ["action.name", "text"] as const, ["action.reversible", "bool"] as const]
    .filter(([label]) => !place.keys.includes(label))
    .map(([label, detail]) => ({
      ...{ label, kind: "attribute", detail, rank: RANK.best },
      insert: place.hasColon ? label : `${label}: `,
    }));
}

// ─── Values ─────────────────────────────────────────────────────────────────────────────────────────────────────

function valuesAt(asked: Asked): readonly Offer[] {
  const { place, known } = asked;
  const [top, ...below] = place.path;
  if (top === "policy") return policies(asked);
  if (top !== "cases" || known === undefined) return [];
  return valuesBelow(asked, known, below[0] === "steps" ? below.slice(1) : below);
}

/** `keys` are those of a case or a step. */
function valuesBelow(asked: Asked, known: Known, keys: readonly string[]): readonly Offer[] {
  const [key, ...more] = keys;
  if (key === "matrix") return matrixValues(known, asked.place, more);
  if (key === "expect") return expected(asked, more[0] ?? "verdict");
  const own = key === "action" ? ofAction(known, more[0]) : undefined;
  const simple = own ?? (more.length === 0 ? simpleValues(asked, known, key) : undefined);
  if (simple !== undefined) return simple;
  const type = typeAt(known, asked.place.action, keys);
  return type === undefined ? [] : typed(itemOf(type));
}

function ofAction(known: Known, part: string | undefined): readonly Offer[] | undefined {
  if (part === "name") return actionOffers(known, true);
  return part === "reversible" ? plain(["true", "false"], "value") : undefined;
}

function simpleValues(asked: Asked, known: Known, key: string | undefined): readonly Offer[] | undefined {
  switch (key) {
    case "by":
    case "code":
      return expected(asked, key);
    case "approve":
      return people(known);
    case "acknowledging":
      return plain(["irreversible"], "member");
    case "outcome":
      return plain(["ok", "failed"], "member");
    case "after":
      return plain(["30s", "15m", "1h", "1d"], "unit");
    case "kill":
    case "revive":
      return plain(scopesOf(known, ""), "attribute");
    case "value":
      return typed(typeOfScope(known, asked.place.scope));
    default:
      return undefined;
  }
}

function typeOfScope(known: Known, scope: string | undefined): Type {
  const [section, ...names] = scope?.split(".") ?? [];
  return typeAt(known, undefined, [section ?? "", ...names]) ?? { kind: "error" };
}

/** The parts of an expectation; of a revival, too, `by` names a person. */
function expected({ policy, known, place }: Asked, part: string): readonly Offer[] {
  if (part === "verdict")
    return VERDICTS.map((label, at) => ({
      ...{ label, kind: "member", doc: verdicts[label]?.text ?? "", rank: RANK.best + at / 100 },
    }));
  if (known === undefined || policy === undefined) return [];
  if (part === "code") return codes(known);
  if (part !== "by") return [];
  return place.scope === undefined ? ruleOffers(policy) : people(known);
}

/** The policy's own rules bare, others by their whole names. */
function ruleOffers(policy: Policy): readonly Offer[] {
  const own = `${ownPrefix(policy)}.`;
  const rules = rulesOf(policy).map(({ qualified, decl }): Offer => ({
    ...{
      label: qualified.startsWith(own) ? qualified.slice(own.length) : qualified,
      kind: "rule",
      detail: decl.form,
    },
    ...{ rank: RANK.best, ...(decl.doc !== undefined && { doc: decl.doc }) },
  }));
  return [
    ...rules,
    ...plain(["default", "on_error"], "rule").map((offer) => ({ ...offer, rank: RANK.good })),
  ];
}

function matrixValues(known: Known, place: CasesPlace, keys: readonly string[]): readonly Offer[] {
  const path = (keys[0] ?? "").replace(/^action\.args\./, "args.");
  const part = path.startsWith("action.") ? ofAction(known, path.slice("action.".length)) : undefined;
  if (part !== undefined) return part;
  const type = typeAt(known, place.action, path.split("."));
  return type === undefined ? [] : typed(type);
}

/** Values as YAML has them; of most types they are the author's to choose. */
function typed(type: Type): readonly Offer[] {
  if (type.kind === "enum") return plain(type.members, "member");
  return type.kind === "bool" ? plain(["true", "false"], "value") : [];
}

function plain(labels: readonly string[], kind: OfferKind): readonly Offer[] {
  return labels.map((label) => ({ label, kind, rank: RANK.best }));
}

function policies({ workspace, path }: Asked): readonly Offer[] {
  return workspace.files(".agentpol").map((file) => ({
    ...{
      label: relativePath(path, file).replace(/^\.\//, ""),
      kind: "file",
      detail: "policy",
      rank: RANK.best,
    },
  }));
}
