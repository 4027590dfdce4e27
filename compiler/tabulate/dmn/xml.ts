// DMN 1.3 as XML, by the OMG's schema (https://www.omg.org/spec/DMN/20191111/DMN13.xsd).

import { escaped } from "../markup.js";
import { ANNOTATIONS, type DmnDecision, type DmnModel } from "./model.js";

const MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";

type Attributes = Readonly<Record<string, string>>;

export function dmnXml(model: DmnModel): string {
  const { name, description, inputData, decisions } = model;
  const children = [
    textElement("description", description),
    ...inputData.map((each) =>
      element("inputData", { id: inputId(each), name: each }, [
        element("variable", { id: `${inputId(each)}_variable`, name: each, typeRef: "Any" }, []),
      ]),
    ),
    ...decisions.map(decisionElement),
  ];
  const attributes = {
    xmlns: MODEL,
    id: "definitions",
    name,
    namespace: `urn:agentpol:${encodeURIComponent(name)}`,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("definitions", attributes, children).join("\n")}\n`;
}

/** Lines. */
type Xml = readonly string[];

function decisionElement(decision: DmnDecision): Xml {
  const { name, label, description, requiredInputs, requiredDecisions, output } = decision;
  const requirement = (kind: "requiredInput" | "requiredDecision", id: string, i: number): Xml =>
    element("informationRequirement", { id: `${name}_${kind}_${String(i + 1)}` }, [
      element(kind, { href: `#${id}` }, []),
    ]);
  return element("decision", { id: name, name, label }, [
    textElement("description", description),
    element("variable", { id: `${name}_variable`, name, typeRef: output.type }, []),
    ...requiredDecisions.map((each, i) => requirement("requiredDecision", each, i)),
    ...requiredInputs.map((each, i) => requirement("requiredInput", inputId(each), i)),
    tableElement(decision),
  ]);
}

function tableElement({ name, hitPolicy, inputs, output, rules }: DmnDecision): Xml {
  return element("decisionTable", { id: `${name}_table`, hitPolicy, outputLabel: name }, [
    ...inputs.map(({ label, expression, type }, i) =>
      element("input", { id: `${name}_input_${String(i + 1)}`, label }, [
        element("inputExpression", { typeRef: type }, [textElement("text", expression)]),
      ]),
    ),
    element("output", { id: `${name}_output`, typeRef: output.type }, [
      ...(output.values.length === 0
        ? []
        : [element("outputValues", {}, [textElement("text", output.values.join(","))])]),
      ...(output.default === undefined
        ? []
        : [element("defaultOutputEntry", {}, [textElement("text", output.default)])]),
    ]),
    ...ANNOTATIONS.map((each) => element("annotation", { name: each }, [])),
    ...rules.map(({ tests, output: given, annotations }, i) =>
      element("rule", { id: `${name}_rule_${String(i + 1)}` }, [
        ...tests.map((test) => element("inputEntry", {}, [textElement("text", test)])),
        element("outputEntry", {}, [textElement("text", given)]),
        ...annotations.map((text) => element("annotationEntry", {}, [textElement("text", text)])),
      ]),
    ),
  ]);
}

function inputId(name: string): string {
  return `input_${name}`;
}

function element(name: string, attributes: Attributes, children: readonly Xml[]): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `${name}${written.join("")}`;
  if (children.length === 0) return [`<${open}/>`];
  return [`<${open}>`, ...children.flat().map((line) => `  ${line}`), `</${name}>`];
}

/** On one line, so that no blank is added to what it says. */
function textElement(name: string, text: string): Xml {
  return [`<${name}>${escaped(text)}</${name}>`];
}
