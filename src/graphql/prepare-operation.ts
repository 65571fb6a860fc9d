import { type ExecutionArgs, GraphQLError } from "graphql";
import type { Logger } from "../../telemetry/log.ts";
import { maskError } from "./mask-error.ts";
import type { RequestInfo, Yoga } from "./yoga.ts";

/** The text of an operation and its variables. */
export interface OperationParams {
  query: string;
  operationName?: string | null;
  variables?: object | null;
}

/** An operation that Yoga's pipeline has parsed and validated, with the functions that run it. */
export type PreparedOperation = ExecutionArgs & {
  execute: (args: ExecutionArgs) => unknown;
  subscribe: (args: ExecutionArgs) => unknown;
};

/**
 * Parses and validates an operation in Yoga's pipeline, with its limits and quotas; the errors that refuse it. For
 * transports that Yoga does not know.
 */
export async function prepareOperation(
  getEnveloped: Yoga["getEnveloped"],
  info: Pick<RequestInfo, "headers" | "transport"> & { requester: RequestInfo["requester"] | null },
  params: OperationParams,
  log: Logger,
): Promise<PreparedOperation | GraphQLError[]> {
  try {
    const envelop = getEnveloped({ ...info, params } as never);
    const document = envelop.parse(params.query);
    const errors = envelop.validate(envelop.schema, document) as GraphQLError[];
    if (errors.length > 0) return errors;
    return {
      schema: envelop.schema,
      document,
      operationName: params.operationName,
      variableValues: params.variables as Record<string, unknown>,
      contextValue: await envelop.contextFactory(),
      execute: envelop.execute,
      subscribe: envelop.subscribe,
    };
  } catch (error) {
    return [maskError(parseFailed(error), log)];
  }
}

function parseFailed(error: unknown): unknown {
  if (error instanceof GraphQLError) error.extensions.code ??= "GRAPHQL_PARSE_FAILED";
  return error;
}
