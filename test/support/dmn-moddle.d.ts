// What the tests use of `dmn-moddle`, which has no types of its own.

// eslint-disable-next-line no-restricted-syntax -- It declares the types of a package, which nothing else can do.
declare module "dmn-moddle" {
  interface Text {
    readonly text: string;
  }

  export interface ModdleElement {
    readonly $type: string;
    readonly name: string;
    readonly label: string;
    readonly decisionLogic: {
      readonly hitPolicy: string;
      readonly input?: readonly { readonly inputExpression: Text }[];
      readonly output?: readonly { readonly outputValues?: Text; readonly defaultOutputEntry?: Text }[];
      readonly rule?: readonly {
        readonly inputEntry?: readonly Text[];
        readonly outputEntry: readonly Text[];
      }[];
    };
  }

  export class DmnModdle {
    fromXML(xml: string): Promise<{
      readonly rootElement: { readonly drgElement: readonly ModdleElement[] };
      readonly warnings: readonly { readonly message: string }[];
    }>;
  }
}
