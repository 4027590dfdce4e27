// What the text of a program for awk says of files.

/** Does it write some (`print … > "x"`)? In linear time: what stands between is no expression. */
export function writesFiles(program: string): boolean {
  return program.split(/[;}]/u).some((statement) => {
    const print = statement.indexOf("print");
    return print >= 0 && statement.lastIndexOf(">") > print;
  });
}
