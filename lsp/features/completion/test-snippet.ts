// A test as a snippet: the attributes that a request must have, the first action with its arguments, and a verdict.

import type { Known } from "../../../compiler/types/known.js";
import type { RecordType, Type } from "../../../compiler/types/type.js";
import { VERDICTS } from "../../../runtime/table/verdict.js";

/** Undefined where no action is declared. */
export function testSnippet(known: Known): string | undefined {
  const action = known.actions.find(({ name }) => !name.includes("*"));
  if (action === undefined) return undefined;
  const places = new Places();
  const name = places.next("what is shown");
  const sections = (["agent", "context"] as const).flatMap((section) => {
    const fields = fieldsOf(known[section], places);
    return fields === "" ? [] : [`\t${section.padEnd(7)} { ${fields} }\n`];
  });
  const call = `\taction  ${action.name}(${fieldsOf(action.args, places)})\n`;
  const verdicts = `\${${String(places.count + 1)}|${VERDICTS.join(",")}|}`;
  return `test "${name}" {\n${sections.join("")}${call}\texpect  ${verdicts}\n}`;
}

/** The places of a snippet, numbered. */
class Places {
  count = 0;

  next(text: string): string {
    this.count += 1;
    return `\${${String(this.count)}:${text}}`;
  }
}

function fieldsOf({ fields }: RecordType, places: Places): string {
  const required = [...fields].filter(([, { optional }]) => !optional);
  return required.map(([name, { type }]) => `${name}: ${sampleOf(type, places)}`).join(", ");
}

/** Some value of the type; one in braces would end the place early, and so stands outside of it. */
function sampleOf(type: Type, places: Places): string {
  switch (type.kind) {
    case "enum":
      return places.next(type.members[0] ?? '""');
    case "bool":
      return places.next("true");
    case "int":
    case "decimal":
    case "percent":
    case "duration":
    case "bytes":
      return places.next("1");
    case "money":
      return places.next(`1 ${type.currency}`);
    case "time":
      return `"${places.next("2026-01-01T00:00:00Z")}"`;
    case "path":
      return `"${places.next("/srv/x")}"`;
    case "ip":
      return `"${places.next("10.0.0.1")}"`;
    case "cidr":
      return `"${places.next("10.0.0.0/8")}"`;
    case "host":
      return `"${places.next("api.corp.example")}"`;
    case "url":
      return `"${places.next("https://api.corp.example/")}"`;
    case "list":
    case "set":
      return `[${sampleOf(type.element, places)}]`;
    case "record":
      return `{ ${fieldsOf(type, places)} }`;
    default:
      return `"${places.next("x")}"`;
  }
}
