// The layers of the project. What a folder may import is a rule here, and each rule says why.

/** The compiler's phases, in the order of the pipeline. */
const phases = ["source", "diagnostics", "ast", "names", "types", "hir", "atoms", "emit"];

/** What stands beside the pipeline and uses it. */
const beside = [
  "lint",
  "format",
  "verify",
  "mutate",
  "coverage",
  "scenarios",
  "suite",
  "cases",
  "interpret",
  "tabulate",
  "occurrences",
  "workspace",
];

/** What the compiler writes: the table, the values that stand in it, and the form of a golden case. */
const targets = "^runtime/(table|values)/|^runtime/testing/case[.]ts$";
/** What a table asks of each attribute: cut by the compiler to prove, by the runtime to decide. */
const atoms = "^runtime/atoms/";
/** How rules are looked up: a module that decides is made for the rows of the table's own index. */
const rows = "^runtime/match/(asks|kinds|mask|rows)[.]ts$";

const folder = (parent, names) => `^${parent}/(${names.join("|")})/`;
const source = "^(grammar|compiler|runtime|testing|cli|lsp|vscode-extension)/";

const phaseOrder = phases.map((phase, index) => ({
  name: `phase-order-${phase}`,
  comment:
    "A phase imports phases before it, never one after it or beside it: the pipeline reads in one direction.",
  severity: "error",
  from: { path: `^compiler/${phase}/` },
  to: { path: [folder("compiler", [...phases.slice(index + 1), ...beside]), "^compiler/[^/]+[.]ts$"] },
}));

/** A package that only one place may know. */
const onlyIn = (name, packages, path, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: source, pathNot: path },
  to: { path: packages.map((each) => `^(node_modules/)?${each}($|/)`) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...phaseOrder,
    {
      name: "beside-is-apart",
      comment:
        "Tools beside the pipeline use its phases, not each other; what finds or measures by them is named below.",
      severity: "error",
      from: {
        path: "^compiler/(lint|format|verify|mutate|coverage|scenarios|suite|cases|interpret|tabulate|occurrences)/",
      },
      to: {
        path: folder("compiler", beside),
        pathNot: "^compiler/$1/|^compiler/(verify|coverage|scenarios|occurrences)/",
      },
    },
    {
      name: "verify-is-apart",
      comment:
        "Mutation, coverage, scenarios, property suites and lint alone ask `verify`: whether a mutant or a fix differs, which requests there are.",
      severity: "error",
      from: { path: "^compiler/(format|cases|interpret|tabulate)/" },
      to: { path: "^compiler/verify/" },
    },
    {
      name: "coverage-is-apart",
      comment: "Scenarios alone look for what coverage says is left.",
      severity: "error",
      from: { path: "^compiler/(lint|format|verify|mutate|suite|cases|interpret|tabulate)/" },
      to: { path: "^compiler/coverage/" },
    },
    {
      name: "scenarios-are-apart",
      comment: "Mutation alone asks for a scenario: one that tells a mutant.",
      severity: "error",
      from: { path: "^compiler/(lint|format|verify|coverage|suite|cases|interpret|tabulate)/" },
      to: { path: "^compiler/scenarios/" },
    },
    {
      name: "suites-are-independent",
      comment:
        "What a property suite holds decisions against shares nothing with what decides: else a fault agrees with itself.",
      severity: "error",
      from: { path: "^runtime/suite/(log|past|play|promise|read|situation|state|truth)[.]ts$" },
      to: {
        path: "^runtime/(decide|evaluate|match|state|atoms|redact|ask|runtime[.]ts)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "grammar-before-ast",
      comment: "Concrete syntax knows files and facts about mistakes; the tree is made from it, not by it.",
      severity: "error",
      from: { path: "^grammar/" },
      to: { path: source, pathNot: "^grammar/|^compiler/(source|diagnostics)/" },
    },
    {
      name: "grammar-feeds-the-ast",
      comment:
        "After the syntax tree nobody sees concrete syntax; the formatter alone needs comments and layout.",
      severity: "error",
      from: {
        path: source,
        pathNot: "^grammar/|^compiler/(ast|format|workspace)/|^compiler/[^/]+[.]ts$|^lsp/features/",
      },
      to: { path: "^grammar/" },
    },
    {
      name: "compiler-sees-the-table",
      comment:
        "A code generator depends on its target's format and values, never on the machine that runs it.",
      severity: "error",
      from: { path: "^compiler/", pathNot: "^compiler/(interpret|mutate|verify|coverage|scenarios)/" },
      // What a regular expression and a JSON Schema are, and what a detector finds, compiler and runtime must agree on.
      to: {
        path: "^runtime/",
        pathNot: [targets, atoms, rows, "^runtime/facts/((regex|detect)[.]ts$|json-schema/)"],
      },
    },
    {
      name: "compiler-is-a-core",
      comment: "The compiler is one pure core under command line and editor, and knows neither.",
      severity: "error",
      from: { path: "^(compiler|grammar)/" },
      to: { path: "^(cli|lsp|vscode-extension)/" },
    },
    {
      name: "interpreter-is-independent",
      comment:
        "The oracle shares no code with lowering, table or evaluator: else a wrong lowering agrees with itself.",
      severity: "error",
      from: { path: "^compiler/interpret/" },
      to: {
        path: "^(compiler|runtime|grammar|lsp|cli)/",
        pathNot:
          "^compiler/(interpret|source|diagnostics|ast|names|types)/|^runtime/(values|facts)/|^runtime/testing/case[.]ts$",
      },
    },
    {
      name: "interpreter-reaches-no-evaluator",
      comment: "Not by a detour either.",
      severity: "error",
      from: { path: "^compiler/interpret/" },
      to: { path: "^compiler/(hir|atoms|emit)/|^runtime/(evaluate|decide)/", reachable: true },
    },
    {
      name: "table-stands-first",
      comment:
        "The table is the contract between compiler and runtime: it knows only the values that stand in it.",
      severity: "error",
      from: { path: "^runtime/table/" },
      to: { path: ".", pathNot: targets },
    },
    {
      name: "evaluator-is-pure",
      comment:
        "The evaluator runs in a browser, and is read by those who port it: table and values, nothing else. (That no value brings a package along is tested on the bundle.)",
      severity: "error",
      from: { path: "^runtime/evaluate/" },
      to: { path: ".", pathNot: "^runtime/(evaluate|table|values)/" },
    },
    {
      name: "atoms-are-pure",
      comment: "What is asked of an attribute is a matter of table and values alone, wherever it is asked.",
      severity: "error",
      from: { path: "^runtime/atoms/" },
      to: { path: ".", pathNot: "^runtime/(atoms|table|values)/" },
    },
    {
      name: "matching-is-pure",
      comment: "The index finds rules by atoms, and asks the evaluator what they leave open: nothing else.",
      severity: "error",
      from: { path: "^runtime/match/" },
      to: { path: ".", pathNot: "^runtime/(match|atoms|evaluate|table|values)/" },
    },
    {
      name: "values-are-small",
      comment:
        "Values are shared by compiler and runtime: pure, with one package for the spellings of IP addresses.",
      severity: "error",
      from: { path: "^runtime/values/" },
      to: { path: ".", pathNot: "^runtime/values/|^node_modules/ipaddr[.]js/" },
    },
    {
      name: "runtime-stands-alone",
      comment: "A table is enforced where there is no compiler.",
      severity: "error",
      from: { path: "^runtime/" },
      to: { path: "^(compiler|grammar|testing|cli|lsp|vscode-extension)/" },
    },
    {
      name: "features-are-pure",
      comment:
        "An editor feature is a function from the program to plain data, for any protocol and for a browser.",
      severity: "error",
      from: { path: "^lsp/features/" },
      to: { path: ".", pathNot: "^lsp/features/|^(compiler|grammar)/|^runtime/(table|values|evaluate)/" },
    },
    {
      name: "nobody-imports-the-cli",
      comment: "What another part needs belongs to the compiler or the runtime.",
      severity: "error",
      from: { path: source, pathNot: "^cli/" },
      to: { path: "^cli/" },
    },
    {
      name: "extension-is-a-client",
      comment: "The extension starts the server and knows nothing else.",
      severity: "error",
      from: { path: "^vscode-extension/" },
      to: { path: source, pathNot: "^vscode-extension/" },
    },
    onlyIn(
      "chevrotain-in-grammar",
      ["chevrotain", "@chevrotain"],
      "^grammar/|^compiler/ast/",
      "The parsing library shows only where concrete syntax is read.",
    ),
    {
      name: "chevrotain-as-types-in-ast",
      comment: "The tree is made from the parser's nodes; what makes those nodes stays in the grammar.",
      severity: "error",
      from: { path: "^compiler/ast/" },
      to: { path: "^node_modules/@?chevrotain/", dependencyTypesNot: ["type-only"] },
    },
    onlyIn("prettier-in-format", ["prettier"], "^compiler/format/", "Only the formatter prints documents."),
    onlyIn(
      "protocol-in-server",
      ["vscode-languageserver[a-z-]*", "vscode-jsonrpc"],
      "^lsp/server/",
      "Editor features are plain data; the server alone speaks the protocol.",
    ),
    onlyIn(
      "client-in-extension",
      ["vscode-languageclient", "(@types/)?vscode"],
      "^vscode-extension/",
      "Only the extension runs inside the editor.",
    ),
    {
      name: "node-at-the-edges",
      comment: "Node's own modules stand where the world is touched; the rest runs anywhere.",
      severity: "error",
      from: {
        path: source,
        pathNot:
          "^(cli|vscode-extension)/|^runtime/(facts|state|sandbox|identity|audit|points)/|^lsp/server/node[.]ts$",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      comment: "What depends on each other cannot be read, tested or moved alone.",
      severity: "error",
      from: { path: source },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports and that imports nobody is forgotten.",
      severity: "error",
      from: { orphan: true, path: source, pathNot: "[.]d[.]ts$" },
      to: {},
    },
    {
      name: "no-utils",
      comment: "A drawer for everything hides where things belong.",
      severity: "error",
      from: {},
      to: { path: "/(utils?|helpers?|common|misc)(/|[.]ts$)", pathNot: "node_modules" },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere.",
      severity: "error",
      from: { path: source },
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "declared-packages",
      comment: "A package that the manifest does not name may vanish.",
      severity: "error",
      from: { path: source },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(vscode-extension/)?dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    // The extension's manifest is for the editor; its packages stand in the project's.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
