// The grammar of declarations, of the heads of those with a body, of traits, and of the steps of a test.

import { ClausesGrammar } from "./clauses-grammar.js";
import { words } from "./keywords.js";
import { Colon, Comma, Equal, LParen, RParen, StringWord, Word } from "./tokens.js";

export class DeclarationsGrammar extends ClausesGrammar {
  readonly importDeclaration = this.RULE("importDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME(StringWord, { ERR_MSG: "the path of a file in quotes" });
  });

  readonly typeDeclaration = this.RULE("typeDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.CONSUME(Equal);
    this.SUBRULE(this.type);
  });

  /** `agent { … }`. */
  readonly attributesDeclaration = this.RULE("attributesDeclaration", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.recordType);
  });

  readonly letDeclaration = this.RULE("letDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.OPTION(() => this.SUBRULE(this.params));
    this.CONSUME(Equal);
    this.SUBRULE(this.expression);
  });

  readonly dataDeclaration = this.RULE("dataDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.CONSUME(Colon, { ERR_MSG: "`:` and a type" });
    this.SUBRULE(this.type);
    this.CONSUME(words.from, { ERR_MSG: "`from` and the path of a file" });
    this.CONSUME(StringWord, { ERR_MSG: "the path of a file in quotes" });
    this.OPTION(() => {
      this.CONSUME(words.refresh);
      this.SUBRULE(this.sum);
    });
  });

  readonly detectorDeclaration = this.RULE("detectorDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.CONSUME(Equal);
    this.CONSUME(StringWord, { ERR_MSG: "a pattern in quotes" });
  });

  readonly groupDeclaration = this.RULE("groupDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(Equal);
            this.SUBRULE(this.strings);
          },
        },
        {
          ALT: () => {
            this.CONSUME(words.from);
            this.CONSUME(StringWord, { ERR_MSG: "the path of a file in quotes" });
          },
        },
      ],
      ERR_MSG: "`=` and its members, or `from` and a file",
    });
  });

  readonly zoneDeclaration = this.RULE("zoneDeclaration", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.CONSUME(Equal);
    this.SUBRULE(this.strings);
  });

  readonly classifierHead = this.RULE("classifierHead", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
    this.SUBRULE(this.params);
    this.CONSUME(Colon, { ERR_MSG: "`:` and the type of the result" });
    this.SUBRULE(this.type);
  });

  readonly actionHead = this.RULE("actionHead", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.actionPattern);
    this.SUBRULE(this.params);
    this.OPTION(() => {
      this.CONSUME(words.gives);
      this.SUBRULE(this.type);
    });
  });

  /** `rule NAME on SELECTOR`, `sandbox NAME`, `audit`: which of these a form wants, its table says. */
  readonly formHead = this.RULE("formHead", () => {
    this.CONSUME(Word);
    this.OPTION({
      GATE: () => !(this.LA(1).tokenType === words.on && this.LA(2).tokenType !== words.on),
      DEF: () => this.CONSUME2(Word, { LABEL: "name" }),
    });
    this.OPTION2(() => {
      this.CONSUME(words.on);
      this.OPTION3({
        GATE: () => this.LA(2).tokenType === words.of,
        DEF: () => {
          this.CONSUME(words.result);
          this.CONSUME(words.of);
        },
      });
      this.SUBRULE(this.selector);
    });
  });

  readonly testHead = this.RULE("testHead", () => {
    this.CONSUME(Word);
    this.CONSUME(StringWord, { ERR_MSG: "the test's name in quotes" });
  });

  /** `reads path`, `effect write`, `reaches url port port`, `relative to context.cwd`. */
  readonly trait = this.RULE("trait", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name", ERR_MSG: "what it says of the action" });
  });

  readonly reachesTrait = this.RULE("reachesTrait", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name", ERR_MSG: "the name of an argument" });
    this.OPTION(() => {
      this.CONSUME(words.port);
      this.CONSUME3(Word, { LABEL: "port", ERR_MSG: "the name of an argument" });
    });
  });

  readonly relativeTrait = this.RULE("relativeTrait", () => {
    this.CONSUME(Word);
    this.CONSUME(words.to, { ERR_MSG: "`to` and an attribute" });
    this.SUBRULE(this.path);
  });

  readonly recordStep = this.RULE("recordStep", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.recordLiteral);
  });

  readonly actionStep = this.RULE("actionStep", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.actionPattern);
    this.OPTION(() => {
      this.CONSUME(LParen);
      this.MANY(() => {
        this.SUBRULE(this.fieldValue);
        this.OPTION2(() => this.CONSUME(Comma));
      });
      this.CONSUME(RParen, { ERR_MSG: "an argument or `)`" });
    });
    this.OPTION3(() => {
      this.OR([
        { ALT: () => this.CONSUME(words.reversible) },
        { ALT: () => this.CONSUME(words.irreversible) },
      ]);
    });
  });

  /** `expect block by off_allowlist code "PAY-001" times 3`. */
  readonly expectStep = this.RULE("expectStep", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, {
      LABEL: "verdict",
      ERR_MSG: "a verdict (`allow`, `redact`, `sandbox`, `throttle`, `escalate` or `block`)",
    });
    this.OPTION(() => {
      this.CONSUME(words.by);
      this.SUBRULE(this.path);
    });
    this.OPTION2(() => {
      this.CONSUME(words.code);
      this.CONSUME(StringWord);
    });
    this.OPTION3(() => {
      this.CONSUME(words.times);
      this.SUBRULE(this.sum);
    });
  });

  readonly approveStep = this.RULE("approveStep", () => {
    this.CONSUME(Word);
    this.CONSUME(words.by, { ERR_MSG: "`by` and a person in quotes" });
    this.CONSUME(StringWord, { ERR_MSG: "a person in quotes" });
    this.OPTION(() => {
      this.CONSUME(words.acknowledging);
      this.CONSUME2(Word, { LABEL: "acknowledged" });
    });
  });

  /** `kill agent.role researcher`, `revive all by "sec@corp.example"`. */
  readonly killStep = this.RULE("killStep", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.path);
    this.OPTION({
      GATE: () => !(this.LA(1).tokenType === words.by && this.LA(2).tokenType === StringWord),
      DEF: () => this.SUBRULE(this.sum),
    });
    this.OPTION2(() => {
      this.CONSUME(words.by);
      this.CONSUME(StringWord);
    });
  });
}
