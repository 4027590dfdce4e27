// The grammar of names: attributes, action patterns, selectors and keys, under everything else.

import { CstParser, type IParserConfig } from "chevrotain";
import type { Expectations } from "./expectations.js";
import { operators, words } from "./keywords.js";
import {
  Comma,
  Dot,
  lexicon,
  Name,
  Plain,
  Star,
  StringWord,
  LSquare,
  RSquare,
  Equal,
  Word,
  type Token,
} from "./tokens.js";
import { Currency } from "./tokens.js";
import { Generic, History, HistoryOf, Money, Quantifier, Time } from "./keywords.js";

const vocabulary = [
  ...lexicon,
  Word,
  Name,
  Plain,
  Currency,
  ...Object.values(words),
  ...Object.values(operators),
  Quantifier,
  Generic,
  Money,
  Time,
  History,
  HistoryOf,
];

const config: IParserConfig = {
  // One token decides everywhere: the kinds of words were told apart before, and gates look at the rest.
  maxLookahead: 1,
  recoveryEnabled: true,
  nodeLocationTracking: "onlyOffset",
  skipValidations: true,
};

/** Words that begin a clause of a history expression, after its selector. */
const historyWords: ReadonlySet<unknown> = new Set([words.where, words.since, words.within, words.by]);

export class NamesGrammar extends CstParser {
  constructor(expectations: Expectations) {
    super(vocabulary, { ...config, errorMessageProvider: expectations });
  }

  /** `args.amount`: a name, or an attribute of an attribute. */
  readonly path = this.RULE("path", () => {
    this.CONSUME(Name, { ERR_MSG: "a name or an attribute" });
    this.MANY(() => {
      this.CONSUME(Dot);
      this.CONSUME(Word, { ERR_MSG: "a name after the dot" });
    });
  });

  /** `payments.send`, `db.*`, `*`. */
  readonly actionPattern = this.RULE("actionPattern", () => {
    this.SUBRULE(this.patternSegment);
    this.MANY(() => {
      this.CONSUME(Dot);
      this.SUBRULE2(this.patternSegment);
    });
  });

  readonly patternSegment = this.RULE("patternSegment", () => {
    this.OR({
      DEF: [{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(Star) }],
      ERR_MSG: "the name of an action",
    });
    this.MANY({
      GATE: () => touch(this.LA(0), this.LA(1)),
      DEF: () => {
        this.OR2([{ ALT: () => this.CONSUME2(Word) }, { ALT: () => this.CONSUME2(Star) }]);
      },
    });
  });

  /** `db.*, *.delete except db.read`. */
  readonly selector = this.RULE("selector", () => {
    this.SUBRULE(this.patterns);
    this.OPTION(() => {
      this.CONSUME(words.except);
      this.SUBRULE2(this.patterns, { LABEL: "excepted" });
    });
  });

  /** A list of patterns; in a history expression it ends before `, within …` and its like. */
  readonly patterns = this.RULE("patterns", () => {
    this.SUBRULE(this.actionPattern);
    this.MANY({
      GATE: () => !(historyWords.has(this.LA(2).tokenType) && this.LA(3).tokenType !== Dot),
      DEF: () => {
        this.CONSUME(Comma);
        this.SUBRULE2(this.actionPattern);
      },
    });
  });

  /** `agent.id`, or several in brackets; a join has `args.account = args.to`. */
  readonly keys = this.RULE("keys", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.keyPart) },
        {
          ALT: () => {
            this.CONSUME(LSquare);
            this.MANY(() => {
              this.SUBRULE2(this.keyPart);
              this.OPTION(() => this.CONSUME(Comma));
            });
            this.CONSUME(RSquare, { ERR_MSG: "an attribute or `]`" });
          },
        },
      ],
      ERR_MSG: "an attribute, or several in `[ ]`",
    });
  });

  readonly keyPart = this.RULE("keyPart", () => {
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(Equal);
      this.SUBRULE2(this.path, { LABEL: "equals" });
    });
  });

  /** `"a"`, or several in brackets. */
  readonly strings = this.RULE("strings", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(StringWord) },
        {
          ALT: () => {
            this.CONSUME(LSquare);
            this.MANY(() => {
              this.CONSUME2(StringWord);
              this.OPTION(() => this.CONSUME(Comma));
            });
            this.CONSUME(RSquare, { ERR_MSG: "a string or `]`" });
          },
        },
      ],
      ERR_MSG: "a string, or several in `[ ]`",
    });
  });

  /** `add_table`, or several in brackets. */
  readonly names = this.RULE("names", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(Word) },
        {
          ALT: () => {
            this.CONSUME(LSquare);
            this.MANY(() => {
              this.CONSUME2(Word);
              this.OPTION(() => this.CONSUME(Comma));
            });
            this.CONSUME(RSquare, { ERR_MSG: "a name or `]`" });
          },
        },
      ],
      ERR_MSG: "a name, or several in `[ ]`",
    });
  });
}

/** Whether nothing stands between two tokens. */
function touch(first: Token, second: Token): boolean {
  return first.startOffset + first.image.length === second.startOffset;
}
