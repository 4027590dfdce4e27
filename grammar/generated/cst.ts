// Generated from the grammar by test/grammar/generated.test.ts: the shape of each rule's CST node.

import type { CstNode, IToken } from "chevrotain";

export interface PathCstNode extends CstNode {
  name: "path";
  children: PathCstChildren;
}

export type PathCstChildren = {
  Name: IToken[];
  Dot?: IToken[];
  Word?: IToken[];
};

export interface ActionPatternCstNode extends CstNode {
  name: "actionPattern";
  children: ActionPatternCstChildren;
}

export type ActionPatternCstChildren = {
  patternSegment: (PatternSegmentCstNode)[];
  Dot?: IToken[];
};

export interface PatternSegmentCstNode extends CstNode {
  name: "patternSegment";
  children: PatternSegmentCstChildren;
}

export type PatternSegmentCstChildren = {
  Word?: (IToken)[];
  Star?: (IToken)[];
};

export interface SelectorCstNode extends CstNode {
  name: "selector";
  children: SelectorCstChildren;
}

export type SelectorCstChildren = {
  patterns: PatternsCstNode[];
  Kw_except?: IToken[];
  excepted?: PatternsCstNode[];
};

export interface PatternsCstNode extends CstNode {
  name: "patterns";
  children: PatternsCstChildren;
}

export type PatternsCstChildren = {
  actionPattern: (ActionPatternCstNode)[];
  Comma?: IToken[];
};

export interface KeysCstNode extends CstNode {
  name: "keys";
  children: KeysCstChildren;
}

export type KeysCstChildren = {
  keyPart?: (KeyPartCstNode)[];
  LSquare?: IToken[];
  Comma?: IToken[];
  RSquare?: IToken[];
};

export interface KeyPartCstNode extends CstNode {
  name: "keyPart";
  children: KeyPartCstChildren;
}

export type KeyPartCstChildren = {
  path: PathCstNode[];
  Equal?: IToken[];
  equals?: PathCstNode[];
};

export interface StringsCstNode extends CstNode {
  name: "strings";
  children: StringsCstChildren;
}

export type StringsCstChildren = {
  StringWord?: (IToken)[];
  LSquare?: IToken[];
  Comma?: IToken[];
  RSquare?: IToken[];
};

export interface NamesCstNode extends CstNode {
  name: "names";
  children: NamesCstChildren;
}

export type NamesCstChildren = {
  Word?: (IToken)[];
  LSquare?: IToken[];
  Comma?: IToken[];
  RSquare?: IToken[];
};

export interface TypeCstNode extends CstNode {
  name: "type";
  children: TypeCstChildren;
}

export type TypeCstChildren = {
  recordType?: RecordTypeCstNode[];
  genericType?: GenericTypeCstNode[];
  moneyType?: MoneyTypeCstNode[];
  wordType?: WordTypeCstNode[];
};

export interface WordTypeCstNode extends CstNode {
  name: "wordType";
  children: WordTypeCstChildren;
}

export type WordTypeCstChildren = {
  first?: IToken[];
  Word: (IToken)[];
  Bar?: IToken[];
  Less?: IToken[];
};

export interface GenericTypeCstNode extends CstNode {
  name: "genericType";
  children: GenericTypeCstChildren;
}

export type GenericTypeCstChildren = {
  Kw_generic: IToken[];
  Less: IToken[];
  type: (TypeCstNode)[];
  Comma?: IToken[];
  Greater: IToken[];
};

export interface MoneyTypeCstNode extends CstNode {
  name: "moneyType";
  children: MoneyTypeCstChildren;
}

export type MoneyTypeCstChildren = {
  Kw_money: IToken[];
  LParen: IToken[];
  Word: IToken[];
  RParen: IToken[];
};

export interface RecordTypeCstNode extends CstNode {
  name: "recordType";
  children: RecordTypeCstChildren;
}

export type RecordTypeCstChildren = {
  LCurly: IToken[];
  field?: FieldCstNode[];
  Comma?: IToken[];
  Ellipsis?: IToken[];
  last?: IToken[];
  RCurly: IToken[];
};

export interface FieldCstNode extends CstNode {
  name: "field";
  children: FieldCstChildren;
}

export type FieldCstChildren = {
  Kw_volatile?: (IToken)[];
  Word: IToken[];
  Question?: IToken[];
  Colon: IToken[];
  type: TypeCstNode[];
};

export interface ParamsCstNode extends CstNode {
  name: "params";
  children: ParamsCstChildren;
}

export type ParamsCstChildren = {
  LParen: IToken[];
  param?: ParamCstNode[];
  Comma?: IToken[];
  Ellipsis?: IToken[];
  last?: IToken[];
  RParen: IToken[];
};

export interface ParamCstNode extends CstNode {
  name: "param";
  children: ParamCstChildren;
}

export type ParamCstChildren = {
  Word: IToken[];
  Question?: IToken[];
  Colon: IToken[];
  type: TypeCstNode[];
};

export interface ExpressionCstNode extends CstNode {
  name: "expression";
  children: ExpressionCstChildren;
}

export type ExpressionCstChildren = {
  negation: (NegationCstNode)[];
  operator?: (IToken)[];
};

export interface NegationCstNode extends CstNode {
  name: "negation";
  children: NegationCstChildren;
}

export type NegationCstChildren = {
  Op_not?: IToken[];
  comparison: ComparisonCstNode[];
};

export interface ComparisonCstNode extends CstNode {
  name: "comparison";
  children: ComparisonCstChildren;
}

export type ComparisonCstChildren = {
  Op_has?: IToken[];
  reference?: ReferenceCstNode[];
  sum?: SumCstNode[];
  comparisonTail?: ComparisonTailCstNode[];
};

export interface ComparisonTailCstNode extends CstNode {
  name: "comparisonTail";
  children: ComparisonTailCstChildren;
}

export type ComparisonTailCstChildren = {
  comparisonOperator: ComparisonOperatorCstNode[];
  sum: SumCstNode[];
  commandModifier?: CommandModifierCstNode[];
};

export interface ComparisonOperatorCstNode extends CstNode {
  name: "comparisonOperator";
  children: ComparisonOperatorCstChildren;
}

export type ComparisonOperatorCstChildren = {
  EqualEqual?: IToken[];
  NotEqual?: IToken[];
  LessEqual?: IToken[];
  GreaterEqual?: IToken[];
  Less?: IToken[];
  Greater?: IToken[];
  Op_in?: (IToken)[];
  Op_like?: (IToken)[];
  Op_not?: IToken[];
  Op_matches?: IToken[];
  Op_holds?: IToken[];
  Op_under?: IToken[];
  Op_touches?: IToken[];
  Op_redirects?: IToken[];
  Op_runs?: IToken[];
  Kw_only?: IToken[];
};

export interface CommandModifierCstNode extends CstNode {
  name: "commandModifier";
  children: CommandModifierCstChildren;
}

export type CommandModifierCstChildren = {
  Kw_touching?: IToken[];
  Kw_with?: IToken[];
  Kw_env?: IToken[];
  Kw_writing?: IToken[];
  Kw_only?: IToken[];
  sum: SumCstNode[];
};

export interface SumCstNode extends CstNode {
  name: "sum";
  children: SumCstChildren;
}

export type SumCstChildren = {
  operand: (OperandCstNode)[];
  operator?: (IToken)[];
};

export interface OperandCstNode extends CstNode {
  name: "operand";
  children: OperandCstChildren;
}

export type OperandCstChildren = {
  Minus?: IToken[];
  number?: NumberCstNode[];
  StringWord?: IToken[];
  Op_true?: IToken[];
  Op_false?: IToken[];
  list?: ListCstNode[];
  parenthesised?: ParenthesisedCstNode[];
  quantifier?: QuantifierCstNode[];
  time?: TimeCstNode[];
  history?: HistoryCstNode[];
  historyOf?: HistoryOfCstNode[];
  recordLiteral?: RecordLiteralCstNode[];
  reference?: ReferenceCstNode[];
};

export interface NumberCstNode extends CstNode {
  name: "number";
  children: NumberCstChildren;
}

export type NumberCstChildren = {
  NumberWord: IToken[];
  Currency?: IToken[];
};

export interface ListCstNode extends CstNode {
  name: "list";
  children: ListCstChildren;
}

export type ListCstChildren = {
  LSquare: IToken[];
  items: ItemsCstNode[];
  RSquare: IToken[];
};

export interface ItemsCstNode extends CstNode {
  name: "items";
  children: ItemsCstChildren;
}

export type ItemsCstChildren = {
  Plain?: IToken[];
  expression?: ExpressionCstNode[];
  Comma?: IToken[];
};

export interface ParenthesisedCstNode extends CstNode {
  name: "parenthesised";
  children: ParenthesisedCstChildren;
}

export type ParenthesisedCstChildren = {
  LParen: IToken[];
  expression: ExpressionCstNode[];
  RParen: IToken[];
};

export interface QuantifierCstNode extends CstNode {
  name: "quantifier";
  children: QuantifierCstChildren;
}

export type QuantifierCstChildren = {
  Kw_any_all: IToken[];
  Name: IToken[];
  Op_in: IToken[];
  sum: SumCstNode[];
  Colon: IToken[];
  expression: ExpressionCstNode[];
};

export interface TimeCstNode extends CstNode {
  name: "time";
  children: TimeCstChildren;
}

export type TimeCstChildren = {
  Kw_time: IToken[];
  LParen: IToken[];
  StringWord: IToken[];
  RParen: IToken[];
};

export interface ReferenceCstNode extends CstNode {
  name: "reference";
  children: ReferenceCstChildren;
}

export type ReferenceCstChildren = {
  Name: IToken[];
  callArguments?: CallArgumentsCstNode[];
  Dot?: IToken[];
  Word?: IToken[];
  element?: ElementCstNode[];
};

export interface CallArgumentsCstNode extends CstNode {
  name: "callArguments";
  children: CallArgumentsCstChildren;
}

export type CallArgumentsCstChildren = {
  LParen: IToken[];
  items: ItemsCstNode[];
  RParen: IToken[];
};

export interface ElementCstNode extends CstNode {
  name: "element";
  children: ElementCstChildren;
}

export type ElementCstChildren = {
  LSquare: IToken[];
  expression: ExpressionCstNode[];
  RSquare: IToken[];
  Dot?: IToken[];
  Word?: IToken[];
};

export interface RecordLiteralCstNode extends CstNode {
  name: "recordLiteral";
  children: RecordLiteralCstChildren;
}

export type RecordLiteralCstChildren = {
  LCurly: IToken[];
  fieldValue?: FieldValueCstNode[];
  Comma?: IToken[];
  RCurly: IToken[];
};

export interface FieldValueCstNode extends CstNode {
  name: "fieldValue";
  children: FieldValueCstChildren;
}

export type FieldValueCstChildren = {
  Word: IToken[];
  Colon: IToken[];
  expression: ExpressionCstNode[];
};

export interface HistoryCstNode extends CstNode {
  name: "history";
  children: HistoryCstChildren;
}

export type HistoryCstChildren = {
  Kw_history: IToken[];
  LParen: IToken[];
  Kw_attempts?: IToken[];
  historyTail: HistoryTailCstNode[];
};

export interface HistoryOfCstNode extends CstNode {
  name: "historyOf";
  children: HistoryOfCstChildren;
}

export type HistoryOfCstChildren = {
  Kw_history_of: IToken[];
  LParen: IToken[];
  path: PathCstNode[];
  Comma?: IToken[];
  historyTail?: HistoryTailCstNode[];
  RParen?: IToken[];
};

export interface HistoryTailCstNode extends CstNode {
  name: "historyTail";
  children: HistoryTailCstChildren;
}

export type HistoryTailCstChildren = {
  selector: SelectorCstNode[];
  Comma?: (IToken)[];
  historyClause?: HistoryClauseCstNode[];
  RParen: IToken[];
};

export interface HistoryClauseCstNode extends CstNode {
  name: "historyClause";
  children: HistoryClauseCstChildren;
}

export type HistoryClauseCstChildren = {
  Kw_where?: IToken[];
  expression?: ExpressionCstNode[];
  Kw_since?: IToken[];
  selector?: SelectorCstNode[];
  Kw_within?: IToken[];
  sum?: SumCstNode[];
  Kw_by?: IToken[];
  keys?: KeysCstNode[];
};

export interface ExpressionClauseCstNode extends CstNode {
  name: "expressionClause";
  children: ExpressionClauseCstChildren;
}

export type ExpressionClauseCstChildren = {
  Word: IToken[];
  expression: ExpressionCstNode[];
};

export interface RevokeClauseCstNode extends CstNode {
  name: "revokeClause";
  children: RevokeClauseCstChildren;
}

export type RevokeClauseCstChildren = {
  Word: IToken[];
  Kw_when: IToken[];
  expression: ExpressionCstNode[];
};

export interface VerdictCstNode extends CstNode {
  name: "verdict";
  children: VerdictCstChildren;
}

export type VerdictCstChildren = {
  word?: (IToken)[];
  Kw_once?: IToken[];
  Kw_approved?: IToken[];
  Kw_by?: IToken[];
  Word?: (IToken)[];
  redactions?: RedactionsCstNode[];
  Kw_to?: IToken[];
  StringWord?: IToken[];
};

export interface RedactionsCstNode extends CstNode {
  name: "redactions";
  children: RedactionsCstChildren;
}

export type RedactionsCstChildren = {
  LCurly: IToken[];
  redaction?: RedactionCstNode[];
  Comma?: IToken[];
  RCurly: IToken[];
};

export interface RedactionCstNode extends CstNode {
  name: "redaction";
  children: RedactionCstChildren;
}

export type RedactionCstChildren = {
  word?: (IToken)[];
  path: PathCstNode[];
  Kw_matching?: IToken[];
  names?: NamesCstNode[];
  Kw_as?: IToken[];
  StringWord?: IToken[];
  Kw_to?: IToken[];
  sum?: SumCstNode[];
};

export interface VerdictClauseCstNode extends CstNode {
  name: "verdictClause";
  children: VerdictClauseCstChildren;
}

export type VerdictClauseCstChildren = {
  Word: IToken[];
  verdict: VerdictCstNode[];
};

export interface OnErrorClauseCstNode extends CstNode {
  name: "onErrorClause";
  children: OnErrorClauseCstChildren;
}

export type OnErrorClauseCstChildren = {
  Word: IToken[];
  verdict: VerdictCstNode[];
  Kw_when?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface StringClauseCstNode extends CstNode {
  name: "stringClause";
  children: StringClauseCstChildren;
}

export type StringClauseCstChildren = {
  Word: IToken[];
  StringWord: IToken[];
};

export interface StringsClauseCstNode extends CstNode {
  name: "stringsClause";
  children: StringsClauseCstChildren;
}

export type StringsClauseCstChildren = {
  Word: IToken[];
  strings: StringsCstNode[];
};

export interface NameClauseCstNode extends CstNode {
  name: "nameClause";
  children: NameClauseCstChildren;
}

export type NameClauseCstChildren = {
  Word: IToken[];
  name: IToken[];
};

export interface NamesClauseCstNode extends CstNode {
  name: "namesClause";
  children: NamesClauseCstChildren;
}

export type NamesClauseCstChildren = {
  Word: IToken[];
  names: NamesCstNode[];
};

export interface ValueClauseCstNode extends CstNode {
  name: "valueClause";
  children: ValueClauseCstChildren;
}

export type ValueClauseCstChildren = {
  Word: IToken[];
  sum: SumCstNode[];
};

export interface KeysClauseCstNode extends CstNode {
  name: "keysClause";
  children: KeysClauseCstChildren;
}

export type KeysClauseCstChildren = {
  Word: IToken[];
  keys: KeysCstNode[];
};

export interface EntriesClauseCstNode extends CstNode {
  name: "entriesClause";
  children: EntriesClauseCstChildren;
}

export type EntriesClauseCstChildren = {
  Word: IToken[];
  StringWord?: (IToken)[];
  path?: (PathCstNode)[];
  LSquare?: IToken[];
  Comma?: IToken[];
  RSquare?: IToken[];
};

export interface LimitClauseCstNode extends CstNode {
  name: "limitClause";
  children: LimitClauseCstChildren;
}

export type LimitClauseCstChildren = {
  Word: IToken[];
  label?: IToken[];
  Colon?: IToken[];
  sum: SumCstNode[];
  bound?: BoundCstNode[];
  window?: WindowCstNode[];
};

export interface BoundCstNode extends CstNode {
  name: "bound";
  children: BoundCstChildren;
}

export type BoundCstChildren = {
  LessEqual?: IToken[];
  Less?: IToken[];
  other?: (IToken)[];
  sum: SumCstNode[];
};

export interface WindowCstNode extends CstNode {
  name: "window";
  children: WindowCstChildren;
}

export type WindowCstChildren = {
  Kw_per: IToken[];
  sum: SumCstNode[];
  Kw_by?: IToken[];
  keys?: KeysCstNode[];
};

export interface ResourcesClauseCstNode extends CstNode {
  name: "resourcesClause";
  children: ResourcesClauseCstChildren;
}

export type ResourcesClauseCstChildren = {
  Word: IToken[];
  LSquare: IToken[];
  resource?: ResourceCstNode[];
  Comma?: IToken[];
  RSquare: IToken[];
};

export interface ResourceCstNode extends CstNode {
  name: "resource";
  children: ResourceCstChildren;
}

export type ResourceCstChildren = {
  Word: IToken[];
  sum: SumCstNode[];
};

export interface NeedClauseCstNode extends CstNode {
  name: "needClause";
  children: NeedClauseCstChildren;
}

export type NeedClauseCstChildren = {
  Word: IToken[];
  sum: SumCstNode[];
  Kw_of: IToken[];
  group: IToken[];
  Kw_acknowledging?: IToken[];
  acknowledged?: IToken[];
};

export interface TripClauseCstNode extends CstNode {
  name: "tripClause";
  children: TripClauseCstChildren;
}

export type TripClauseCstChildren = {
  Word: IToken[];
  killswitch: PathCstNode[];
  scope: PathCstNode[];
  Kw_for?: IToken[];
  sum?: SumCstNode[];
};

export interface BindClauseCstNode extends CstNode {
  name: "bindClause";
  children: BindClauseCstChildren;
}

export type BindClauseCstChildren = {
  Word: IToken[];
  binding?: (BindingCstNode)[];
  LSquare?: IToken[];
  Comma?: IToken[];
  RSquare?: IToken[];
};

export interface BindingCstNode extends CstNode {
  name: "binding";
  children: BindingCstChildren;
}

export type BindingCstChildren = {
  path: PathCstNode[];
  Equal: IToken[];
  claim: PathCstNode[];
};

export interface ExpectClauseCstNode extends CstNode {
  name: "expectClause";
  children: ExpectClauseCstChildren;
}

export type ExpectClauseCstChildren = {
  Word: IToken[];
  Kw_at?: IToken[];
  Kw_least?: IToken[];
  Kw_most?: IToken[];
  verdict: IToken[];
};

export interface ImportDeclarationCstNode extends CstNode {
  name: "importDeclaration";
  children: ImportDeclarationCstChildren;
}

export type ImportDeclarationCstChildren = {
  Word: IToken[];
  StringWord: IToken[];
};

export interface TypeDeclarationCstNode extends CstNode {
  name: "typeDeclaration";
  children: TypeDeclarationCstChildren;
}

export type TypeDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  Equal: IToken[];
  type: TypeCstNode[];
};

export interface AttributesDeclarationCstNode extends CstNode {
  name: "attributesDeclaration";
  children: AttributesDeclarationCstChildren;
}

export type AttributesDeclarationCstChildren = {
  Word: IToken[];
  recordType: RecordTypeCstNode[];
};

export interface LetDeclarationCstNode extends CstNode {
  name: "letDeclaration";
  children: LetDeclarationCstChildren;
}

export type LetDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  params?: ParamsCstNode[];
  Equal: IToken[];
  expression: ExpressionCstNode[];
};

export interface DataDeclarationCstNode extends CstNode {
  name: "dataDeclaration";
  children: DataDeclarationCstChildren;
}

export type DataDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  Colon: IToken[];
  type: TypeCstNode[];
  Kw_from: IToken[];
  StringWord: IToken[];
  Kw_refresh?: IToken[];
  sum?: SumCstNode[];
};

export interface DetectorDeclarationCstNode extends CstNode {
  name: "detectorDeclaration";
  children: DetectorDeclarationCstChildren;
}

export type DetectorDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  Equal: IToken[];
  StringWord: IToken[];
};

export interface GroupDeclarationCstNode extends CstNode {
  name: "groupDeclaration";
  children: GroupDeclarationCstChildren;
}

export type GroupDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  Equal?: IToken[];
  strings?: StringsCstNode[];
  Kw_from?: IToken[];
  StringWord?: IToken[];
};

export interface ZoneDeclarationCstNode extends CstNode {
  name: "zoneDeclaration";
  children: ZoneDeclarationCstChildren;
}

export type ZoneDeclarationCstChildren = {
  Word: IToken[];
  name: IToken[];
  Equal: IToken[];
  strings: StringsCstNode[];
};

export interface ClassifierHeadCstNode extends CstNode {
  name: "classifierHead";
  children: ClassifierHeadCstChildren;
}

export type ClassifierHeadCstChildren = {
  Word: IToken[];
  name: IToken[];
  params: ParamsCstNode[];
  Colon: IToken[];
  type: TypeCstNode[];
};

export interface ActionHeadCstNode extends CstNode {
  name: "actionHead";
  children: ActionHeadCstChildren;
}

export type ActionHeadCstChildren = {
  Word: IToken[];
  actionPattern: ActionPatternCstNode[];
  params: ParamsCstNode[];
  Kw_gives?: IToken[];
  type?: TypeCstNode[];
};

export interface FormHeadCstNode extends CstNode {
  name: "formHead";
  children: FormHeadCstChildren;
}

export type FormHeadCstChildren = {
  Word: IToken[];
  name?: IToken[];
  Kw_on?: IToken[];
  Kw_result?: IToken[];
  Kw_of?: IToken[];
  selector?: SelectorCstNode[];
};

export interface TestHeadCstNode extends CstNode {
  name: "testHead";
  children: TestHeadCstChildren;
}

export type TestHeadCstChildren = {
  Word: IToken[];
  StringWord: IToken[];
};

export interface TraitCstNode extends CstNode {
  name: "trait";
  children: TraitCstChildren;
}

export type TraitCstChildren = {
  Word: IToken[];
  name: IToken[];
};

export interface ReachesTraitCstNode extends CstNode {
  name: "reachesTrait";
  children: ReachesTraitCstChildren;
}

export type ReachesTraitCstChildren = {
  Word: IToken[];
  name: IToken[];
  Kw_port?: IToken[];
  port?: IToken[];
};

export interface RelativeTraitCstNode extends CstNode {
  name: "relativeTrait";
  children: RelativeTraitCstChildren;
}

export type RelativeTraitCstChildren = {
  Word: IToken[];
  Kw_to: IToken[];
  path: PathCstNode[];
};

export interface RecordStepCstNode extends CstNode {
  name: "recordStep";
  children: RecordStepCstChildren;
}

export type RecordStepCstChildren = {
  Word: IToken[];
  recordLiteral: RecordLiteralCstNode[];
};

export interface ActionStepCstNode extends CstNode {
  name: "actionStep";
  children: ActionStepCstChildren;
}

export type ActionStepCstChildren = {
  Word: IToken[];
  actionPattern: ActionPatternCstNode[];
  LParen?: IToken[];
  fieldValue?: FieldValueCstNode[];
  Comma?: IToken[];
  RParen?: IToken[];
  Kw_reversible?: IToken[];
  Kw_irreversible?: IToken[];
};

export interface ExpectStepCstNode extends CstNode {
  name: "expectStep";
  children: ExpectStepCstChildren;
}

export type ExpectStepCstChildren = {
  Word: IToken[];
  verdict: IToken[];
  Kw_by?: IToken[];
  path?: PathCstNode[];
  Kw_code?: IToken[];
  StringWord?: IToken[];
  Kw_times?: IToken[];
  sum?: SumCstNode[];
};

export interface ApproveStepCstNode extends CstNode {
  name: "approveStep";
  children: ApproveStepCstChildren;
}

export type ApproveStepCstChildren = {
  Word: IToken[];
  Kw_by: IToken[];
  StringWord: IToken[];
  Kw_acknowledging?: IToken[];
  acknowledged?: IToken[];
};

export interface KillStepCstNode extends CstNode {
  name: "killStep";
  children: KillStepCstChildren;
}

export type KillStepCstChildren = {
  Word: IToken[];
  path: PathCstNode[];
  sum?: SumCstNode[];
  Kw_by?: IToken[];
  StringWord?: IToken[];
};

