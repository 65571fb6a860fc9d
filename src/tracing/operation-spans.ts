import { context, type Span, SpanKind, trace } from "@opentelemetry/api";
import { type ExecutionArgs, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import { attributes, linkKinds } from "../../telemetry/attributes.ts";
import { isStream } from "../graphql/is-stream.ts";
import { observeStream } from "../graphql/observe-stream.ts";
import { failed, inSpan, isExported, tracer } from "../../telemetry/span.ts";

/** The result of an operation, as far as its span needs it. */
interface Answered {
  errors?: readonly { extensions?: { code?: unknown } }[];
}
type Run = (args: ExecutionArgs) => unknown;

/**
 * A span for each operation, over HTTP, SSE and WebSocket alike, named by the root field (`mutation sendMessage`) and
 * not by the client's name. It contains neither variables nor the document. The span of a subscription lasts as long as
 * the subscription.
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

/** A root span also over HTTP: it outlives the span of its request, which ends with the head of the answer. */
async function subscribed(run: Run, args: ExecutionArgs): Promise<unknown> {
  const { name, ...start } = describe(args);
  const above = trace.getActiveSpan()?.spanContext();
  const kind = { [attributes.link]: linkKinds.request };
  const links = above ? [{ context: above, attributes: kind }] : [];
  const span = tracer().startSpan(name, { ...start, links, root: true });
  try {
    const answers = await context.with(trace.setSpan(context.active(), span), () => run(args));
    if (isExported(span) && isStream(answers)) return spanUntilEnd(answers, span);
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

/** A stream whose end also ends the span. */
function spanUntilEnd<T>(stream: AsyncIterable<T>, span: Span): AsyncIterableIterator<T> {
  let results = 0;
  return observeStream(stream, {
    onResult: () => results++,
    onError: (error) => failed(span, error instanceof Error ? error.name : "unknown"),
    onEnd: () => span.setAttribute(attributes.events, results).end(),
  });
}
