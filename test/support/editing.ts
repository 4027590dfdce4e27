// Random edits of texts as people make them: typing, deleting, pasting lines, and now and then something wild.

import { policies, type random } from "./mutations.js";

export type Random = ReturnType<typeof random>;

/** The text between two offsets becomes another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const lines = policies.flatMap((text) => text.split("\n"));

const snippets = [
  ...[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    '"',
    ",",
    ".",
    "/*",
    "*/",
    "//",
    "/// doc\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "  ",
  ],
  ...[
    "rule",
    "rule r on x.y { allow }\n",
    "action a.b() { effect read, reversible always }\n",
    "test",
    "any x in ",
  ],
  ...[
    "// comment\n",
    "let x = 1\n",
    "é",
    "😀",
    "а",
    "\u202E",
    "'",
    "policy",
    "when ",
    "not ",
    "5%",
    "_",
    "=",
    ":",
  ],
  ...[
    'test "t" {\n  agent { id: "a" }\n}\n',
    "  agent { id: string }\n",
    "group g = []\n",
    "allow\n",
    "import",
  ],
] as const;

export function randomEdit(text: string, next: Random): Edit {
  const start = next(text.length + 1);
  const line = (at: number): number => text.lastIndexOf("\n", at - 1) + 1;
  switch (next(8)) {
    case 0:
      return { start, end: Math.min(text.length, start + 1 + next(3)), text: "" };
    case 1:
      return { start, end: start, text: String.fromCharCode(97 + next(26)) };
    case 2: {
      // A few lines go.
      const end = text.indexOf("\n", Math.min(text.length, start + next(200)));
      return { start: line(start), end: end < 0 ? text.length : end + 1, text: "" };
    }
    case 3:
      return { start: line(start), end: line(start), text: `${lines[next(lines.length)]!}\n` };
    case 4: {
      // A few lines are pasted once more, somewhere else.
      const from = line(next(text.length + 1));
      const end = Math.min(text.length, from + next(300));
      return { start: line(start), end: line(start), text: text.slice(from, end) };
    }
    case 5:
      return { start, end: Math.min(text.length, start + next(20)), text: snippets[next(snippets.length)]! };
    default:
      return { start, end: start, text: snippets[next(snippets.length)]! };
  }
}

export function edited(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
