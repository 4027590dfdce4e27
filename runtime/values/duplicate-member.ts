// Names that stand twice in one object of JSON text, which `JSON.parse` passes over in silence (RFC 7493 forbids them).

/** What a bracket opened: an object with the names seen so far, or an array. */
type Open = { readonly names: Set<string>; expectsName: boolean } | undefined;

/** The first name, in quotes, that stands twice in one object of `text`, which is known to be JSON. Time: linear. */
export function duplicateMember(text: string): string | undefined {
  const marks = /["{}[\],]/g;
  const stack: Open[] = [];
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [sign] = mark;
    const top = stack.at(-1);
    if (sign === '"') {
      marks.lastIndex = endOfString(text, mark.index);
      if (top?.expectsName !== true) continue;
      const name = String(JSON.parse(text.slice(mark.index, marks.lastIndex)));
      if (top.names.has(name)) return JSON.stringify(name);
      top.names.add(name);
      top.expectsName = false;
    } else if (sign === "{") stack.push({ names: new Set(), expectsName: true });
    else if (sign === "[") stack.push(undefined);
    else if (sign === "}" || sign === "]") stack.pop();
    else if (top !== undefined) top.expectsName = true;
  }
  return undefined;
}

/** Behind the quote that ends the string. No regular expression: one would need a stack as deep as the string is long. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}
