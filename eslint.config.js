// Lint rules for all code here: typescript-eslint's strict set, and the house style as far as a machine can hold it.

import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const houseSyntax = [
  { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
  { selector: "TSModuleDeclaration", message: "Use a module." },
];

const size = (linesOfFunction) => ({
  "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: linesOfFunction, skipBlankLines: true, skipComments: true }],
});

export default defineConfig(
  { ignores: ["**/dist/", "coverage/", "**/generated/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...size(60),
      // A switch over the kinds of a union is one decision, however many kinds there are.
      complexity: ["error", { max: 15, variant: "modified" }],
      eqeqeq: "error",
      "no-console": "error",
      "no-empty": "error",
      "no-param-reassign": "error",
      "no-restricted-syntax": ["error", ...houseSyntax],
      "no-warning-comments": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // Numbers in messages are fine as they are.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // It takes a function that reports and returns `undefined` for one that returns nothing.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // An underscore marks what a signature demands and the body does not need.
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // `readonly T[]` reads well for every T.
      "@typescript-eslint/array-type": ["error", { default: "array" }],
      // Chains of `||` say “or” of booleans here; `??` is asked for only where null or undefined is meant.
      "@typescript-eslint/prefer-nullish-coalescing": ["error", { ignorePrimitives: true }],
      // `while (true)` with a return inside is the clearest form of some loops.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
    },
  },
  {
    // Scripts and configurations in plain JavaScript: what can be said without types.
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        performance: "readonly",
        module: "writable",
      },
    },
    rules: {
      ...size(60),
      complexity: ["error", 15],
      eqeqeq: "error",
      "no-undef": "error",
      "no-unused-vars": "error",
    },
  },
  {
    // These run in a browser too: what only Node has would compile and then fail there.
    files: ["{grammar,compiler}/**/*.ts", "runtime/{values,table,evaluate}/**/*.ts", "lsp/features/**/*.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        "process",
        "Buffer",
        "global",
        "require",
        "setImmediate",
        "__dirname",
        "__filename",
      ],
    },
  },
  {
    files: ["cli/**/*.ts", "bench/**/*.ts", "scripts/**/*.{ts,mjs}"],
    rules: { "no-console": "off" },
  },
  {
    files: ["test/**/*.ts"],
    // A describe block is a function of many tests; each test stays short by itself.
    rules: {
      "max-lines-per-function": "off",
      "no-console": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
