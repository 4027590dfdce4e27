// What is measured: an engine, or code written by hand, that is given a family's policy and asked for verdicts.

import type { Family, Request, Verdict } from "../families/rules.js";

export interface Contender {
  readonly name: string;
  /** The policy in the contender's own form, as it would lie in a file. */
  write(family: Family): string;
  /** What is made of that once, before it is deployed. */
  compile?(text: string): string;
  /** Makes it ready to decide. */
  load(text: string): Promise<Loaded> | Loaded;
}

/** A policy that can be asked. */
export interface Loaded<Form = unknown> {
  /** The request as the contender takes it; made before the clock starts. */
  form(request: Request): Form;
  decide(form: Form): Verdict | Promise<Verdict>;
}

/** A package of the benchmark's own: it is no dependency of the project, whose checks run without it. */
export function installed(name: string): Promise<unknown> {
  return import(name);
}

/** The module that a text is. */
export function moduleOf(text: string): Promise<unknown> {
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}
