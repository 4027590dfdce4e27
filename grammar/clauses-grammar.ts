// The grammar of clauses, by shape: the first word of each is its keyword, by which the clause was found.

import { ExpressionsGrammar } from "./expressions-grammar.js";
import { words } from "./keywords.js";
import {
  Colon,
  Comma,
  Equal,
  EqualEqual,
  Greater,
  GreaterEqual,
  LCurly,
  Less,
  LessEqual,
  LSquare,
  NotEqual,
  RCurly,
  RSquare,
  StringWord,
  Word,
} from "./tokens.js";

const verdicts = "a verdict (`allow`, `redact`, `sandbox`, `throttle`, `escalate` or `block`)";

export class ClausesGrammar extends ExpressionsGrammar {
  /** `when E`, `unless E`. */
  readonly expressionClause = this.RULE("expressionClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.expression);
  });

  /** `revoke when E`. */
  readonly revokeClause = this.RULE("revokeClause", () => {
    this.CONSUME(Word);
    this.CONSUME(words.when);
    this.SUBRULE(this.expression);
  });

  readonly verdict = this.RULE("verdict", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(words.allow, { LABEL: "word" });
            this.OPTION(() => {
              this.CONSUME(words.once);
              this.CONSUME(words.approved, { ERR_MSG: "`approved by` and the name of a group" });
              this.CONSUME(words.by, { ERR_MSG: "`by` and the name of a group" });
              this.CONSUME(Word, { ERR_MSG: "the name of a group" });
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(words.redact, { LABEL: "word" });
            this.SUBRULE(this.redactions);
          },
        },
        {
          ALT: () => {
            this.CONSUME(words.sandbox, { LABEL: "word" });
            this.CONSUME2(Word, { ERR_MSG: "the name of a sandbox" });
          },
        },
        { ALT: () => this.CONSUME(words.throttle, { LABEL: "word" }) },
        {
          ALT: () => {
            this.CONSUME(words.escalate, { LABEL: "word" });
            this.CONSUME(words.to, { ERR_MSG: "`to` and the name of a group" });
            this.CONSUME3(Word, { ERR_MSG: "the name of a group" });
          },
        },
        { ALT: () => this.CONSUME(words.block, { LABEL: "word" }) },
      ],
      ERR_MSG: verdicts,
    });
    this.OPTION2(() => this.CONSUME(StringWord));
  });

  readonly redactions = this.RULE("redactions", () => {
    this.CONSUME(LCurly, { ERR_MSG: "`{` and what to redact" });
    this.MANY(() => {
      this.SUBRULE(this.redaction);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RCurly, { ERR_MSG: "`mask`, `hash`, `drop`, `clamp` or `}`" });
  });

  readonly redaction = this.RULE("redaction", () => {
    this.OR([
      { ALT: () => this.CONSUME(words.mask, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(words.hash, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(words.drop, { LABEL: "word" }) },
      { ALT: () => this.CONSUME(words.clamp, { LABEL: "word" }) },
    ]);
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(words.matching);
      this.SUBRULE(this.names);
    });
    this.OPTION2(() => {
      this.CONSUME(words.as);
      this.CONSUME(StringWord);
    });
    this.OPTION3(() => {
      this.CONSUME(words.to);
      this.SUBRULE(this.sum);
    });
  });

  /** `else V`, `default V`, `on_timeout V`. */
  readonly verdictClause = this.RULE("verdictClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.verdict);
  });

  /** `on_error V when E`. */
  readonly onErrorClause = this.RULE("onErrorClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.verdict);
    this.OPTION(() => {
      this.CONSUME(words.when);
      this.SUBRULE(this.expression);
    });
  });

  readonly stringClause = this.RULE("stringClause", () => {
    this.CONSUME(Word);
    this.CONSUME(StringWord);
  });

  readonly stringsClause = this.RULE("stringsClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.strings);
  });

  readonly nameClause = this.RULE("nameClause", () => {
    this.CONSUME(Word);
    this.CONSUME2(Word, { LABEL: "name" });
  });

  readonly namesClause = this.RULE("namesClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.names);
  });

  /** `within 30m`, `language 1`: a literal, or a name for one. */
  readonly valueClause = this.RULE("valueClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.sum);
  });

  readonly keysClause = this.RULE("keysClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.keys);
  });

  /** `reach [staging, "a:443"]`, `write [context.cwd]`. */
  readonly entriesClause = this.RULE("entriesClause", () => {
    this.CONSUME(Word);
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(StringWord) },
        { ALT: () => this.SUBRULE(this.path) },
        {
          ALT: () => {
            this.CONSUME(LSquare);
            this.MANY(() => {
              this.OR2([{ ALT: () => this.CONSUME2(StringWord) }, { ALT: () => this.SUBRULE2(this.path) }]);
              this.OPTION(() => this.CONSUME(Comma));
            });
            this.CONSUME(RSquare, { ERR_MSG: "a string, a name or `]`" });
          },
        },
      ],
      ERR_MSG: "a string or a name, or several in `[ ]`",
    });
  });

  /** `limit hosts: sum(impact.hosts) <= 20 per 1h by agent.id`, `limit 600 per 1h`. */
  readonly limitClause = this.RULE("limitClause", () => {
    this.CONSUME(Word);
    this.OPTION({
      GATE: () => this.LA(2).tokenType === Colon,
      DEF: () => {
        this.CONSUME2(Word, { LABEL: "label" });
        this.CONSUME(Colon);
      },
    });
    this.SUBRULE(this.sum);
    this.OPTION2(() => this.SUBRULE(this.bound));
    this.OPTION3(() => this.SUBRULE(this.window));
  });

  readonly bound = this.RULE("bound", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(LessEqual) },
        { ALT: () => this.CONSUME(Less) },
        // Read here, and refused when the tree is built: no other comparison limits.
        { ALT: () => this.CONSUME(GreaterEqual, { LABEL: "other" }) },
        { ALT: () => this.CONSUME(Greater, { LABEL: "other" }) },
        { ALT: () => this.CONSUME(EqualEqual, { LABEL: "other" }) },
        { ALT: () => this.CONSUME(NotEqual, { LABEL: "other" }) },
        { ALT: () => this.CONSUME(Equal, { LABEL: "other" }) },
      ],
      ERR_MSG: "`<=` or `<` and the limit",
    });
    this.SUBRULE(this.sum);
  });

  readonly window = this.RULE("window", () => {
    this.CONSUME(words.per);
    this.SUBRULE(this.sum);
    this.OPTION(() => {
      this.CONSUME(words.by);
      this.SUBRULE(this.keys);
    });
  });

  /** `limit [cpu 60s, memory 2GiB]`, in a sandbox. */
  readonly resourcesClause = this.RULE("resourcesClause", () => {
    this.CONSUME(Word);
    this.CONSUME(LSquare, { ERR_MSG: "`[` and limits such as `cpu 60s`" });
    this.MANY(() => {
      this.SUBRULE(this.resource);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RSquare, { ERR_MSG: "a limit or `]`" });
  });

  readonly resource = this.RULE("resource", () => {
    this.CONSUME(Word, { ERR_MSG: "`cpu`, `memory`, `processes` or `wall`" });
    this.SUBRULE(this.sum);
  });

  /** `need 2 of treasury acknowledging irreversible`. */
  readonly needClause = this.RULE("needClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.sum);
    this.CONSUME(words.of, { ERR_MSG: "`of` and the name of a group" });
    this.CONSUME2(Word, { LABEL: "group", ERR_MSG: "the name of a group" });
    this.OPTION(() => {
      this.CONSUME(words.acknowledging);
      this.CONSUME3(Word, { LABEL: "acknowledged" });
    });
  });

  /** `trip freeze agent.id for 30m`. */
  readonly tripClause = this.RULE("tripClause", () => {
    this.CONSUME(Word);
    this.SUBRULE(this.path, { LABEL: "killswitch" });
    this.SUBRULE2(this.path, { LABEL: "scope" });
    this.OPTION(() => {
      this.CONSUME(words.for);
      this.SUBRULE(this.sum);
    });
  });

  /** `bind [agent.id = sub]`. */
  readonly bindClause = this.RULE("bindClause", () => {
    this.CONSUME(Word);
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.binding) },
        {
          ALT: () => {
            this.CONSUME(LSquare);
            this.MANY(() => {
              this.SUBRULE2(this.binding);
              this.OPTION(() => this.CONSUME(Comma));
            });
            this.CONSUME(RSquare, { ERR_MSG: "an attribute or `]`" });
          },
        },
      ],
      ERR_MSG: "an attribute and its claim, or several in `[ ]`",
    });
  });

  readonly binding = this.RULE("binding", () => {
    this.SUBRULE(this.path);
    this.CONSUME(Equal, { ERR_MSG: "`=` and a claim of the token" });
    this.SUBRULE2(this.path, { LABEL: "claim" });
  });

  /** `expect at least block`, in an assert. */
  readonly expectClause = this.RULE("expectClause", () => {
    this.CONSUME(Word);
    this.OPTION(() => {
      this.CONSUME(words.at);
      this.OR({
        DEF: [{ ALT: () => this.CONSUME(words.least) }, { ALT: () => this.CONSUME(words.most) }],
        ERR_MSG: "`least` or `most`",
      });
    });
    this.CONSUME2(Word, { LABEL: "verdict", ERR_MSG: verdicts });
  });
}
