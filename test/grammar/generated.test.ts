// The CST types are generated from the grammar; `npx vitest run test/grammar --update` writes them anew.

import { generateCstDts } from "chevrotain";
import { expect, it } from "vitest";
import { productions } from "../../grammar/parser.js";

it("has fresh CST types", async () => {
  const types = generateCstDts(productions(), { includeVisitorInterface: false }).replace(
    " ICstVisitor,",
    "",
  );
  const text = `// Generated from the grammar by test/grammar/generated.test.ts: the shape of each rule's CST node.\n\n${types}\n`;
  await expect(text).toMatchFileSnapshot("../../grammar/generated/cst.ts");
});
