import type { ExecutionResult } from "graphql";
import type { LogEvent } from "../../schema/ports/event-log.ts";

type Answer = ExecutionResult | Promise<ExecutionResult>;
type Answers = { key: string; answer: Answer }[];

/** Limit on the answers that are kept for one event. Further selections of it are answered without sharing. */
const maxAnswers = 32;
const kept = Symbol("answers");

/**
 * The answer to an event, from `execute` where no other subscriber with the same key has it. Answers are kept with the
 * event, which readers of a stream share. An answer to a TextDelta is kept as long as its event. Any other contains the
 * state of other objects at the time of the execution, so that only those who ask during the execution share it.
 */
export function sharedAnswer(
  event: LogEvent & { [kept]?: Answers },
  key: string,
  execute: () => Answer,
): Answer {
  const answers = event[kept] ??= [];
  const known = answers.find((one) => one.key === key);
  if (known) return known.answer;
  const made = { key, answer: execute() };
  const isStable = event.body.kind === "TextDelta";
  const isPending = made.answer instanceof Promise;
  if (answers.length >= maxAnswers || !isStable && !isPending) return made.answer;
  answers.push(made);
  if (made.answer instanceof Promise) {
    const remove = () => void answers.splice(answers.indexOf(made), 1);
    made.answer.then(isStable ? undefined : remove, remove);
  }
  return made.answer;
}
