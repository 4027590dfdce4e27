// Output that cannot be written: a reader that went away is no error; a full disk is one, told in a line.

/** Must stand before anything is written. */
export function guardOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`error: cannot write to standard output\n  help: ${error.message}\n`);
    process.exit(2);
  });
  process.stderr.on("error", () => {
    process.exit(2);
  });
}
