import { context, type Span, SpanKind, trace } from "@opentelemetry/api";
import { type ExecutionArgs, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { attributes, linkKinds } from "../../telemetry/attributes.ts";
import { failed, inSpan, isExported, tracer } from "../../telemetry/span.ts";

/** What an operation answers: errors are told, whoever made them. */
interface Answered {
  errors?: readonly { extensions?: { code?: unknown } }[];
}
type Answers = AsyncIterable<Answered>;
type Run = (args: ExecutionArgs) => unknown;

/**
 * A span for each operation, over HTTP, SSE and WebSocket alike: `mutation sendMessage`, by our field and not by the
 * name that a client gave. Never variables, never the document. A subscription's lasts as long as it.
 */
export function operationSpans(): Plugin {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs) => executed(executeFn as Run, args));
    },
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn((args: ExecutionArgs) => subscribed(subscribeFn as Run, args));
    },
  };
}

async function executed(run: Run, args: ExecutionArgs): Promise<unknown> {
  const { name, ...start } = describe(args);
  return await inSpan(name, start, async (span) => {
    const answer = await run(args);
    recordErrors(span, answer as Answered);
    return answer;
  });
}

/** A root of its own also on HTTP: it outlives its request's span, which ends with the head of the answer. */
async function subscribed(run: Run, args: ExecutionArgs): Promise<unknown> {
  const { name, ...start } = describe(args);
  const above = trace.getActiveSpan()?.spanContext();
  const kind = { [attributes.link]: linkKinds.request };
  const links = above ? [{ context: above, attributes: kind }] : [];
  const span = tracer().startSpan(name, { ...start, links, root: true });
  try {
    const answers = await context.with(trace.setSpan(context.active(), span), () => run(args));
    if (isExported(span) && isStream(answers)) return ending(answers, span);
    recordErrors(span, answers as Answered);
    span.end();
    return answers;
  } catch (error) {
    failed(span, error instanceof Error ? error.name : "unknown");
    span.end();
    throw error;
  }
}

function describe(args: ExecutionArgs) {
  const operation = getOperationAST(args.document, args.operationName);
  const [first] = operation?.selectionSet.selections ?? [];
  const field = first?.kind === "Field" ? ` ${first.name.value}` : "";
  const type = operation?.operation ?? "query";
  return {
    name: `${type}${field}`,
    kind: SpanKind.INTERNAL,
    attributes: {
      [attributes.graphqlType]: type,
      ...(operation?.name && { [attributes.graphqlName]: operation.name.value.slice(0, 100) }),
    },
  };
}

function recordErrors(span: Span, { errors }: Answered) {
  const [error] = errors ?? [];
  if (error) failed(span, String(error.extensions?.code ?? "INTERNAL_SERVER_ERROR"));
}

function isStream(result: unknown): result is Answers {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}

/** `answers`, whose end is the span's. */
function ending(answers: Answers, span: Span): AsyncIterableIterator<Answered> {
  const source = answers[Symbol.asyncIterator]();
  let told = 0;
  const end = () => {
    span.setAttribute(attributes.events, told);
    span.end();
  };
  return {
    async next() {
      try {
        const next = await source.next();
        if (next.done) end();
        else told++;
        return next;
      } catch (error) {
        failed(span, error instanceof Error ? error.name : "unknown");
        end();
        throw error;
      }
    },
    async return() {
      end();
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
