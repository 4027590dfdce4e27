// The program of a measuring process: it answers the command's questions, one after the other.

import { writeFile } from "node:fs/promises";
import { contenderNamed } from "../contenders/all.js";
import { familyOf } from "../families/family.js";
import type { Question, Task, Written } from "./messages.js";
import { Subject } from "./subject.js";

let subject: Subject | undefined;

process.on("message", (question: Question) => {
  answer(question).then(
    (value) => process.send?.({ value }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case "write":
      return write(question.task);
    case "load": {
      const loaded = await Subject.load(question.task);
      subject = loaded.subject;
      return loaded.footprint;
    }
    case "check":
      return subject?.check();
    case "round":
      return subject?.round(question.milliseconds);
    case "unseen":
      return subject?.unseen(question.milliseconds);
  }
}

async function write(task: Task): Promise<Written> {
  const contender = contenderNamed(task.contender);
  const text = contender.write(familyOf(task));
  const began = performance.now();
  const compiled = contender.compile?.(text);
  const time = performance.now() - began;
  await writeFile(task.file, compiled ?? text);
  const bytes = Buffer.byteLength(compiled ?? text);
  if (compiled === undefined) return { bytes };
  return { bytes, compile: { time, peak: process.resourceUsage().maxRSS * 1024 } };
}
