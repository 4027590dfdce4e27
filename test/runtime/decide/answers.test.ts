// What a store answers is used only where it is an answer to the question.

import { describe, expect, it } from "vitest";
import { checkedKills, checkedSettled, checkedState } from "../../../runtime/decide/answers.js";

const QUERY = {
  now: 0,
  digest: "d",
  series: [{ id: "s", fn: "count", key: "k" }],
  grants: [{ id: "g", key: "k", expires: 1 }],
} as const;
const APPROVAL = { digest: "d", by: "ana", acknowledges: ["irreversible"], at: 0 };
const ANSWER = { now: 0, series: [{ low: 0, high: Infinity }], grants: ["live"], approvals: [APPROVAL] };
const CLAIM = { window: "w", key: "k", per: 1, amount: 1, op: "<=", bound: 1 } as const;

const state = (changes: object) => () => checkedState({ ...ANSWER, ...changes } as never, QUERY);
const settled = (answer: object, waived: boolean) => () =>
  checkedSettled(answer as never, [{ ...CLAIM, waived }]);

describe("an answer to read", () => {
  it("is taken as it is", () => {
    expect(state({})()).toEqual(ANSWER);
  });

  it.each<[string, object]>([
    ["no time", { now: NaN }],
    ["no series", { series: [] }],
    ["a series that is none", { series: [{}] }],
    ["no number", { series: [{ low: NaN, high: NaN }] }],
    ["texts", { series: [{ low: "0", high: "0" }] }],
    ["bounds the wrong way round", { series: [{ low: 1, high: 0 }] }],
    ["a grant in a word of its own", { grants: ["perhaps"] }],
    ["no grants", { grants: [] }],
    ["no approvals", { approvals: undefined }],
    ["an approval of another action", { approvals: [{ ...APPROVAL, digest: "e" }] }],
    ["an approval by nobody", { approvals: [{ ...APPROVAL, by: undefined }] }],
    ["an approval that acknowledges nonsense", { approvals: [{ ...APPROVAL, acknowledges: ["all"] }] }],
    ["an approval at no time", { approvals: [{ ...APPROVAL, at: "0" }] }],
  ])("is refused with %s", (_, changes) => {
    expect(state(changes)).toThrow("no answer");
  });
});

describe("an answer to settle", () => {
  it.each<[object, boolean]>([
    [{ outcome: "settled", limits: [{ room: true }] }, false],
    [{ outcome: "settled", limits: [{ room: false }] }, true],
    [{ outcome: "over", limits: [{ room: false, retryAt: 5 }] }, false],
    [{ outcome: "conflict" }, false],
    [{ outcome: "full" }, false],
  ])("%j is taken, waived: %s", (answer, waived) => {
    expect(settled(answer, waived)()).toEqual(answer);
  });

  it.each<[object, boolean]>([
    [{ outcome: "settled", limits: [{ room: false }] }, false],
    [{ outcome: "over", limits: [{ room: false }] }, true],
    [{ outcome: "over", limits: [{ room: true }] }, false],
    [{ outcome: "settled", limits: [{ room: "no" }] }, false],
    [{ outcome: "over", limits: [{ room: false, retryAt: NaN }] }, false],
    [{ outcome: "banana", limits: [{ room: true }] }, false],
  ])("%j is refused, waived: %s", (answer, waived) => {
    expect(settled(answer, waived)).toThrow("no answer");
  });
});

describe("an answer to kills", () => {
  it.each([[""], [undefined], [[null]], [[{ killswitch: "k" }]]])("%j is refused", (kills) => {
    expect(() => checkedKills(kills as never)).toThrow("no answer");
  });
});
