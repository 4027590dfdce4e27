// The grammar of expressions: chains of operands, whose operators are bound by precedence when the tree is built.

import { History, HistoryOf, operators, Quantifier, Time, words } from "./keywords.js";
import {
  Colon,
  Comma,
  Currency,
  Dot,
  DotDot,
  EqualEqual,
  Greater,
  GreaterEqual,
  LCurly,
  Less,
  LessEqual,
  LParen,
  LSquare,
  Minus,
  Name,
  NotEqual,
  NumberWord,
  Plain,
  Plus,
  RCurly,
  RParen,
  RSquare,
  Star,
  StringWord,
  Word,
  type Token,
} from "./tokens.js";
import { TypesGrammar } from "./types-grammar.js";

export class ExpressionsGrammar extends TypesGrammar {
  /** Record literals are values of tests; elsewhere `{` is no operand. */
  protected records = false;

  /** `a and not b or c`: flat; `and` binds before `or` when the tree is built. */
  readonly expression = this.RULE("expression", () => {
    this.SUBRULE(this.negation);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(operators.or, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(operators.and, { LABEL: "operator" }) },
      ]);
      this.SUBRULE2(this.negation);
    });
  });

  readonly negation = this.RULE("negation", () => {
    this.MANY(() => this.CONSUME(operators.not));
    this.SUBRULE(this.comparison);
  });

  /** One comparison; a chain of them is read, and refused when the tree is built. */
  readonly comparison = this.RULE("comparison", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(operators.has);
            this.SUBRULE(this.reference);
          },
        },
        { ALT: () => this.SUBRULE(this.sum) },
      ],
      ERR_MSG: "a value",
    });
    this.MANY(() => this.SUBRULE(this.comparisonTail));
  });

  readonly comparisonTail = this.RULE("comparisonTail", () => {
    this.SUBRULE(this.comparisonOperator);
    this.SUBRULE(this.sum);
    this.MANY(() => this.SUBRULE(this.commandModifier));
  });

  readonly comparisonOperator = this.RULE("comparisonOperator", () => {
    this.OR([
      { ALT: () => this.CONSUME(EqualEqual) },
      { ALT: () => this.CONSUME(NotEqual) },
      { ALT: () => this.CONSUME(LessEqual) },
      { ALT: () => this.CONSUME(GreaterEqual) },
      { ALT: () => this.CONSUME(Less) },
      { ALT: () => this.CONSUME(Greater) },
      { ALT: () => this.CONSUME(operators.in) },
      { ALT: () => this.CONSUME(operators.like) },
      {
        ALT: () => {
          this.CONSUME(operators.not);
          this.OR2({
            DEF: [{ ALT: () => this.CONSUME2(operators.in) }, { ALT: () => this.CONSUME2(operators.like) }],
            ERR_MSG: "`in` or `like` after `not`",
          });
        },
      },
      { ALT: () => this.CONSUME(operators.matches) },
      { ALT: () => this.CONSUME(operators.holds) },
      { ALT: () => this.CONSUME(operators.under) },
      { ALT: () => this.CONSUME(operators.touches) },
      { ALT: () => this.CONSUME(operators.redirects) },
      {
        ALT: () => {
          this.CONSUME(operators.runs);
          this.OPTION(() => this.CONSUME(words.only));
        },
      },
    ]);
  });

  /** What may follow the entries of `runs` and `runs only`. */
  readonly commandModifier = this.RULE("commandModifier", () => {
    this.OR([
      { ALT: () => this.CONSUME(words.touching) },
      {
        ALT: () => {
          this.CONSUME(words.with);
          this.CONSUME(words.env);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.writing);
          this.CONSUME(words.only);
        },
      },
    ]);
    this.SUBRULE(this.sum);
  });

  /** `a + b * c`, `1..5`: flat. */
  readonly sum = this.RULE("sum", () => {
    this.SUBRULE(this.operand);
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(DotDot, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(Plus, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(Minus, { LABEL: "operator" }) },
        { ALT: () => this.CONSUME(Star, { LABEL: "operator" }) },
      ]);
      this.SUBRULE2(this.operand);
    });
  });

  readonly operand = this.RULE("operand", () => {
    this.MANY(() => this.CONSUME(Minus));
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.CONSUME(StringWord) },
        { ALT: () => this.CONSUME(operators.true) },
        { ALT: () => this.CONSUME(operators.false) },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.SUBRULE(this.parenthesised) },
        { ALT: () => this.SUBRULE(this.quantifier) },
        { ALT: () => this.SUBRULE(this.time) },
        { ALT: () => this.SUBRULE(this.history) },
        { ALT: () => this.SUBRULE(this.historyOf) },
        { GATE: () => this.records, ALT: () => this.SUBRULE(this.recordLiteral) },
        { ALT: () => this.SUBRULE(this.reference) },
      ],
      ERR_MSG: "a value",
    });
  });

  readonly number = this.RULE("number", () => {
    this.CONSUME(NumberWord);
    this.OPTION(() => this.CONSUME(Currency));
  });

  readonly list = this.RULE("list", () => {
    this.CONSUME(LSquare);
    this.SUBRULE(this.items);
    this.CONSUME(RSquare, { ERR_MSG: "a value or `]`" });
  });

  /** The values of a list or a call. A value of one word is taken as it is, so that long lists are light. */
  readonly items = this.RULE("items", () => {
    this.MANY(() => {
      this.OR([
        { GATE: () => endsItem(this.LA(2)), ALT: () => this.CONSUME(Plain) },
        { ALT: () => this.SUBRULE(this.expression) },
      ]);
      this.OPTION(() => this.CONSUME(Comma));
    });
  });

  readonly parenthesised = this.RULE("parenthesised", () => {
    this.CONSUME(LParen);
    this.SUBRULE(this.expression);
    this.CONSUME(RParen);
  });

  /** `any v in xs: e`. */
  readonly quantifier = this.RULE("quantifier", () => {
    this.CONSUME(Quantifier);
    this.CONSUME(Name);
    this.CONSUME(operators.in);
    this.SUBRULE(this.sum);
    this.CONSUME(Colon, { ERR_MSG: "`:` and a condition" });
    this.SUBRULE(this.expression);
  });

  readonly time = this.RULE("time", () => {
    this.CONSUME(Time);
    this.CONSUME(LParen);
    this.CONSUME(StringWord, { ERR_MSG: 'a time in quotes, such as `"2026-12-24T00:00:00Z"`' });
    this.CONSUME(RParen);
  });

  /** A name, an attribute, a call, or an element: `prod`, `args.amount`, `size(xs)`, `limits[args.tool].daily`. */
  readonly reference = this.RULE("reference", () => {
    let called = false;
    this.CONSUME(Name, { ERR_MSG: "a value" });
    this.OPTION(() => {
      called = true;
      this.SUBRULE(this.callArguments);
    });
    this.MANY({
      GATE: () => !called,
      DEF: () => {
        this.CONSUME(Dot);
        this.CONSUME(Word, { ERR_MSG: "a name after the dot" });
      },
    });
    this.OPTION2({ GATE: () => !called, DEF: () => this.SUBRULE(this.element) });
  });

  readonly callArguments = this.RULE("callArguments", () => {
    this.CONSUME(LParen);
    this.SUBRULE(this.items);
    this.CONSUME(RParen, { ERR_MSG: "a value or `)`" });
  });

  readonly element = this.RULE("element", () => {
    this.CONSUME(LSquare);
    this.SUBRULE(this.expression);
    this.CONSUME(RSquare);
    this.MANY(() => {
      this.CONSUME(Dot);
      this.CONSUME(Word, { ERR_MSG: "a name after the dot" });
    });
  });

  readonly recordLiteral = this.RULE("recordLiteral", () => {
    this.CONSUME(LCurly);
    this.MANY(() => {
      this.SUBRULE(this.fieldValue);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RCurly, { ERR_MSG: "a field or `}`" });
  });

  readonly fieldValue = this.RULE("fieldValue", () => {
    this.CONSUME(Word, { ERR_MSG: "the name of a field" });
    this.CONSUME(Colon, { ERR_MSG: "`:` and a value" });
    this.SUBRULE(this.expression);
  });

  /** `formerly(…)`, `count(attempts …)`. */
  readonly history = this.RULE("history", () => {
    this.CONSUME(History);
    this.CONSUME(LParen);
    this.OPTION({
      GATE: () => this.marksAttempts(),
      DEF: () => this.CONSUME(words.attempts),
    });
    this.SUBRULE(this.historyTail);
  });

  /** `sum(args.amount, …)`, `distinct(args.to, …)`; in a limit `sum(args.amount)` alone. */
  readonly historyOf = this.RULE("historyOf", () => {
    this.CONSUME(HistoryOf);
    this.CONSUME(LParen);
    this.SUBRULE(this.path);
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(Comma);
            this.SUBRULE(this.historyTail);
          },
        },
        { ALT: () => this.CONSUME(RParen) },
      ],
      ERR_MSG: "`,` and the actions to look back at",
    });
  });

  readonly historyTail = this.RULE("historyTail", () => {
    this.SUBRULE(this.selector);
    this.MANY({
      GATE: () => this.LA(2).tokenType !== RParen,
      DEF: () => {
        this.OPTION(() => this.CONSUME(Comma));
        this.SUBRULE(this.historyClause);
      },
    });
    this.OPTION2(() => this.CONSUME2(Comma));
    this.CONSUME(RParen, { ERR_MSG: "`where`, `since`, `within`, `by` or `)`" });
  });

  readonly historyClause = this.RULE("historyClause", () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(words.where);
          this.SUBRULE(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.since);
          this.SUBRULE(this.selector);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.within);
          this.SUBRULE(this.sum);
        },
      },
      {
        ALT: () => {
          this.CONSUME(words.by);
          this.SUBRULE(this.keys);
        },
      },
    ]);
  });

  /** `attempts` is a mark only where a selector follows; else it is an action of that name. */
  private marksAttempts(): boolean {
    const next = this.LA(2);
    const follows = next.tokenType === Star || /^[A-Za-z_]/.test(next.image);
    return follows && !["where", "since", "within", "by", "except"].includes(next.image);
  }
}

function endsItem(token: Token): boolean {
  return token.tokenType === Comma || token.tokenType === RSquare || token.tokenType === RParen;
}
