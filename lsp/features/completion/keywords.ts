// Offers of words and signs of the grammar: operators, the words of clauses, verdicts.

import { forms } from "../../../compiler/ast/forms.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";
import { functions, historyFunctions, operators, verdicts } from "../reference/reference.js";
import { ownerOf } from "../typing/site.js";
import { wantedAt, type Wanted } from "../typing/wanted.js";
import { scopeOf, type Asked } from "./asked.js";
import { fromEntry, RANK, type Offer } from "./offer.js";
import { hasOffers } from "./operands.js";
import { adding, comparing, joining } from "./operators.js";

/** What a word stands for, by the rule in which it may stand. */
export function keyword(asked: Asked, word: string): readonly Offer[] {
  const { next, site } = asked;
  const { rule } = next.frame;
  switch (rule) {
    case "comparisonOperator":
      return word === "not" ? negated(asked) : [];
    case "expression":
      return word === "and" ? joining(asked) : [];
    case "commandModifier":
      return isAfterRuns(asked) ? plain(word) : [];
    case "comparison":
      return isValuePlace(asked) ? [] : hasOffers();
    case "negation":
      return isValuePlace(asked) ? [] : prefix("not");
    case "operand":
    case "quantifier":
    case "time":
    case "history":
    case "historyOf":
      return inOperand(asked, word);
    case "verdict":
      return verdictWord(asked, word);
    case "genericType":
    case "moneyType":
      return [];
    case "formHead":
      return inHead(asked, word);
    case "redaction":
      return Object.hasOwn(redactions, word) && site.tokens.length === 0 ? [] : redactionWord(word);
    case "recordType":
    case "field":
      return plain(word, RANK.low);
    default:
      return plain(word);
  }
}

/** `touching` and its like stand behind what a command runs. */
function isAfterRuns({ site, next }: Asked): boolean {
  return site.tokens[next.frame.parent?.start ?? -1]?.image === "runs";
}

function inHead(asked: Asked, word: string): readonly Offer[] {
  if (word === "on") return takesActions(asked) ? plain(word) : [];
  if (word !== "result") return plain(word);
  const owner = ownerOf(asked.site.keyword);
  if (owner !== undefined && !forms[owner].onResult) return [];
  return following(asked) === "of" ? plain(word) : [{ ...offered("result of"), rank: RANK.low }];
}

/** The token behind the place. */
function following({ site }: Asked): string {
  return site.all[site.at]?.image ?? "";
}

const redactions = { mask: true, hash: true, drop: true, clamp: true };

function redactionWord(word: string): readonly Offer[] {
  const offer = plain(word);
  return Object.hasOwn(redactions, word) ? offer : offer.map((each) => ({ ...each, rank: RANK.good }));
}

/** The word itself. */
export function plain(word: string, rank: number = RANK.good): readonly Offer[] {
  return [{ ...offered(word), rank }];
}

const offered = (words: string): Omit<Offer, "rank"> => ({
  label: words,
  kind: "keyword",
  insert: `${words} `,
});

/** `not` behind an operand, where `in` or `like` stands behind it already. */
function negated(asked: Asked): readonly Offer[] {
  return ["in", "like"].includes(following(asked)) ? prefix("not") : [];
}

function prefix(word: "not"): readonly Offer[] {
  const { snippet: _, ...offer } = fromEntry(word, "keyword", operators[word], RANK.fair);
  return [{ ...offer, insert: `${word} ` }];
}

/** Whether a single value is asked for, so that no condition may stand. */
function isValuePlace(asked: Asked): boolean {
  const { site, next } = asked;
  const { kind } = wantedAt(site, next.frame, scopeOf(asked));
  return kind !== "condition" && kind !== "anything";
}

function takesActions({ site }: Asked): boolean {
  return !["policy", "sandbox", "identity", "killswitch", "trust", "audit", "approver"].includes(
    site.keyword ?? "",
  );
}

/** What is asked for; of `any` and `all`, where they stand themselves. */
function wantedFor({ site, next, ...asked }: Asked, word: string): Wanted {
  const { frame } = next;
  const operand = frame.rule === "quantifier" && word === "any_all" ? (frame.parent ?? frame) : frame;
  return wantedAt(site, operand, scopeOf({ site, next, ...asked }));
}

/** Neither computed nor asked of the past. */
function isWrittenOut(wanted: Wanted): boolean {
  if (wanted.kind === "pattern") return wanted.op !== "like";
  return wanted.kind === "amount" || wanted.kind === "detectors";
}

/** In a test, only where it is of the type: nothing is computed there. */
function truth({ site }: Asked, word: string, wanted: Wanted): readonly Offer[] {
  const fits = wanted.kind === "value" && wanted.type.kind === "bool";
  if (site.keyword === "test" && wanted.kind === "value" && !fits) return [];
  return [{ label: word, kind: "value", rank: fits ? RANK.best : RANK.last }];
}

/** `true`, `any`, `time(…)`, and questions about the past. */
function inOperand(asked: Asked, word: string): readonly Offer[] {
  const wanted = wantedFor(asked, word);
  if (isWrittenOut(wanted)) return [];
  if (word === "true" || word === "false") return truth(asked, word, wanted);
  if (word === "in") return plain(word, RANK.best);
  if (word === "attempts") return plain(word);
  if (asked.site.keyword === "test") return [];
  if (word === "any_all")
    return (["any", "all"] as const).map((each) => ({
      ...fromEntry(each, "keyword", operators[each], RANK.low),
      snippet: `${each} \${1:x} in \${2}: \${3}`,
    }));
  if (word === "time") return [fromEntry("time", "function", functions.time, RANK.low)];
  const past = word === "history" ? ["formerly", "count"] : ["sum", "distinct"];
  return Object.entries(functions)
    .filter(([name]) => historyFunctions.has(name) && past.includes(name) && asked.site.keyword !== "cap")
    .map(([name, entry]) => fromEntry(name, "function", entry, RANK.low));
}

function verdictWord(asked: Asked, word: string): readonly Offer[] {
  const { site, known, next } = asked;
  const entry = Object.hasOwn(verdicts, word) ? verdicts[word] : undefined;
  if (entry === undefined)
    return word === "once" && following(asked) !== "approved"
      ? [once(known.symbols.groups.keys().next().value)]
      : plain(word, RANK.best);
  if (site.word === "else" && word === "allow") return [];
  if ((site.word === "default" || site.word === "on_error") && (word === "redact" || word === "sandbox"))
    return [];
  const group = known.symbols.groups.keys().next().value;
  const snippet = entry.snippet?.replace(":approvers}", `:${group ?? "approvers"}}`);
  const place = VERDICTS.findIndex((verdict) => verdict === word);
  const rank = next.frame.start === 0 ? RANK.fair : RANK.best;
  return [
    {
      ...fromEntry(word, "keyword", entry, rank - place / 100 + 0.1),
      ...(snippet !== undefined && { snippet }),
    },
  ];
}

function once(group = "approvers"): Offer {
  return {
    ...{ label: "once approved by", kind: "keyword", insert: "once approved by ", rank: RANK.good },
    snippet: `once approved by \${1:${group}}`,
  };
}

/** What a sign stands for: the first of a kind stands for all. */
export function sign(asked: Asked, sign: string): readonly Offer[] {
  const { rule } = asked.next.frame;
  if (rule === "comparisonOperator") return sign === "==" ? comparing(asked) : [];
  if (rule === "sum" && asked.next.label === "operator") return adding(asked);
  return [];
}
