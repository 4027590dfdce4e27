// The grammar of types, records and parameters.

import { Generic, Money, words } from "./keywords.js";
import { NamesGrammar } from "./names-grammar.js";
import {
  Bar,
  Colon,
  Comma,
  Ellipsis,
  Greater,
  LCurly,
  Less,
  LParen,
  Question,
  RCurly,
  RParen,
  Word,
} from "./tokens.js";

export class TypesGrammar extends NamesGrammar {
  readonly type = this.RULE("type", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.recordType) },
        { ALT: () => this.SUBRULE(this.genericType) },
        { ALT: () => this.SUBRULE(this.moneyType) },
        { ALT: () => this.SUBRULE(this.wordType) },
      ],
      ERR_MSG: "a type",
    });
  });

  /** A named type, or an enum: `a | b`, `| a | b`, ordered `a < b`; a mixture is refused when the tree is built. */
  readonly wordType = this.RULE("wordType", () => {
    this.OPTION(() => this.CONSUME(Bar, { LABEL: "first" }));
    this.CONSUME(Word);
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME2(Bar) }, { ALT: () => this.CONSUME(Less) }]);
      this.CONSUME2(Word, { ERR_MSG: "a member of the enum" });
    });
  });

  readonly genericType = this.RULE("genericType", () => {
    this.CONSUME(Generic);
    this.CONSUME(Less);
    this.SUBRULE(this.type);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE2(this.type);
    });
    this.CONSUME(Greater);
  });

  readonly moneyType = this.RULE("moneyType", () => {
    this.CONSUME(Money);
    this.CONSUME(LParen);
    this.CONSUME(Word, { ERR_MSG: "a currency, such as `USD`" });
    this.CONSUME(RParen);
  });

  readonly recordType = this.RULE("recordType", () => {
    this.CONSUME(LCurly);
    this.MANY(() => {
      this.SUBRULE(this.field);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.OPTION2(() => {
      this.CONSUME(Ellipsis);
      this.OPTION3(() => this.CONSUME2(Comma, { LABEL: "last" }));
    });
    this.CONSUME(RCurly, { ERR_MSG: "a field or `}`" });
  });

  /** `name?: type`; `volatile` stands before the name or after the type. */
  readonly field = this.RULE("field", () => {
    this.OPTION({ GATE: () => isWord(this.LA(2).image), DEF: () => this.CONSUME(words.volatile) });
    this.CONSUME(Word, { ERR_MSG: "the name of a field" });
    this.OPTION2(() => this.CONSUME(Question));
    this.CONSUME(Colon, { ERR_MSG: "`:` and the type of the field" });
    this.SUBRULE(this.type);
    this.OPTION3(() => this.CONSUME2(words.volatile));
  });

  readonly params = this.RULE("params", () => {
    this.CONSUME(LParen, { ERR_MSG: "`(` and the parameters" });
    this.MANY(() => {
      this.SUBRULE(this.param);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.OPTION2(() => {
      this.CONSUME(Ellipsis);
      this.OPTION3(() => this.CONSUME2(Comma, { LABEL: "last" }));
    });
    this.CONSUME(RParen, { ERR_MSG: "a parameter or `)`" });
  });

  readonly param = this.RULE("param", () => {
    this.CONSUME(Word, { ERR_MSG: "the name of a parameter" });
    this.OPTION(() => this.CONSUME(Question));
    this.CONSUME(Colon, { ERR_MSG: "`:` and the type of the parameter" });
    this.SUBRULE(this.type);
  });
}

function isWord(image: string): boolean {
  return /^[A-Za-z_]/.test(image);
}
