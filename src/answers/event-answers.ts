import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import type { GraphQLContext } from "../../schema/context.ts";
import type { LogEvent } from "../../schema/ports/event-log.ts";
import { withJson } from "./answer-json.ts";
import { compileDelta } from "./compiled-delta.ts";
import { sharedAnswer } from "./shared-answers.ts";
import { sharingKey } from "./sharing-key.ts";

type Answers = AsyncIterableIterator<ExecutionResult>;

/**
 * Answers the events of subscriptions: each event once for all subscribers with the same selection, and a TextDelta
 * without an execution where its selection allows it.
 */
export function eventAnswers(): Plugin {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn((args: ExecutionArgs) => subscribed(args));
    },
  };
}

async function subscribed(args: ExecutionArgs): Promise<ExecutionResult | Answers> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source
    ? answersTo(source as AsyncIterable<LogEvent>, args)
    : source;
}

function answersTo(source: AsyncIterable<LogEvent>, args: ExecutionArgs): Answers {
  const { onEvent, visibility, principal } = args.contextValue as GraphQLContext;
  const events = source[Symbol.asyncIterator]();
  const key = sharingKey(args, visibility, principal.credentialId);
  const delta = compileDelta(args);
  const answer = (event: LogEvent) =>
    (event.body.kind === "TextDelta" ? delta?.(event) : null) ?? executed(event, args);
  return {
    async next() {
      const { done, value } = await events.next().catch((error) => {
        throw located(error, args);
      });
      if (done) return { done, value: undefined };
      onEvent?.(value.cursor);
      return { done: false, value: await sharedAnswer(value, key, () => answer(value)) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function executed(event: LogEvent, args: ExecutionArgs) {
  const answer = execute({ ...args, rootValue: event });
  return answer instanceof Promise ? answer.then(withJson) : withJson(answer as ExecutionResult);
}

/** The failure of a source, as an error of the operation. */
function located(error: unknown, { document, operationName }: ExecutionArgs): GraphQLError {
  const nodes = getOperationAST(document, operationName);
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError, nodes });
}
