import type { GraphQLSchema } from "graphql";
import { createYoga } from "graphql-yoga";
import { limits } from "../../protocol/limits.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import type { Requester } from "../auth/requester.ts";
import type { Logger } from "../../telemetry/log.ts";
import { eventAnswers } from "../answers/event-answers.ts";
import { documentCache } from "./document-cache.ts";
import { httpStatusPlugin } from "./http-status.ts";
import { maskError } from "./mask-error.ts";
import { operationMetrics, type Transport } from "./operation-metrics.ts";
import { operationLimits } from "./operation-limits.ts";
import type { Quotas } from "../quota/quotas.ts";
import { rateLimits } from "../quota/rate-limit-plugin.ts";
import { resumableSse } from "../sse/resumable-sse.ts";
import { operationSpans } from "../tracing/operation-spans.ts";

/** What the server passes to Yoga. */
export interface RequestInfo {
  /** Of the request, or of the WebSocket's upgrade. */
  headers: Headers;
  requester: Requester;
  transport?: Transport;
}

/** GraphQL over HTTP and SSE, and the pipeline that WebSocket operations share. */
export type Yoga = ReturnType<typeof createGraphQL>;

/**
 * Yoga with the schema, the limits and the masking of errors. `graphiql/` serves GraphiQL. `quotas`: absent where only the
 * owner of the machine can reach it.
 */
export function createGraphQL(
  schema: GraphQLSchema,
  context: (info: RequestInfo) => GraphQLContext,
  log: Logger,
  quotas?: Quotas,
) {
  return createYoga<RequestInfo, GraphQLContext>({
    schema,
    context,
    maskedErrors: { maskError: (error) => maskError(error, log) },
    parserAndValidationCache: {
      documentCache: documentCache(),
      errorCache: documentCache(),
      validationCache: true,
    },
    plugins: [
      operationMetrics(),
      operationLimits((context) => quotas?.chargeInvalid((context as RequestInfo).requester)),
      ...(quotas ? [rateLimits(quotas)] : []),
      resumableSse(),
      httpStatusPlugin(),
      eventAnswers(),
      operationSpans(),
    ],
    maxRequestBodySize: limits.bodyBytes,
    cors: false,
    multipart: false,
    batching: false,
    landingPage: false,
    logging: false,
    graphiql: false,
  });
}
