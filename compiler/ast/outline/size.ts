// The limit on a file's size, in bytes of UTF-8, held before anything looks at the text.

const byteLimit = 4 * 1024 * 1024;

/** Whether the text takes more than 4 MiB as UTF-8. */
export function exceedsSize(text: string): boolean {
  if (text.length > byteLimit) return true;
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= byteLimit) return false;
  return new TextEncoder().encode(text).length > byteLimit;
}
