import {
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { recordSince } from "../../telemetry/metrics.ts";
import { expectedError } from "./mask-error.ts";

/** How an operation came; absent: over HTTP, also as server-sent events. */
export type Transport = "websocket" | "bridge";

/** Measures operations, the same for every transport; a subscription until its source is open. */
export function operationMetrics(): Plugin {
  return {
    onExecute({ args }) {
      const since = performance.now();
      return {
        onExecuteDone: ({ result }) =>
          measure(args, since, Symbol.asyncIterator in result ? [] : errorsOf(result)),
      };
    },
    onSubscribe({ args }) {
      const since = performance.now();
      return {
        onSubscribeResult: ({ result }) =>
          measure(args, since, isAnswer(result) ? errorsOf(result) : []),
        onSubscribeError: ({ error }) => measure(args, since, [error]),
      };
    },
  };
}

const isAnswer = (result: unknown): result is ExecutionResult =>
  typeof result === "object" && result !== null && !(Symbol.asyncIterator in result);

const errorsOf = ({ errors }: ExecutionResult): readonly unknown[] => errors ?? [];

function measure(args: ExecutionArgs, since: number, errors: readonly unknown[]) {
  const code = errors.length > 0 ? codeOf(errors[0]) : "none";
  const { transport = "http" } = args.contextValue as { transport?: Transport };
  recordSince("tramontane.operation.duration", since, { ...named(args), code, transport });
}

/** The first root field. Names of operations are not used: clients choose them, in any number. */
function named({ document, operationName, schema }: ExecutionArgs) {
  const ast = getOperationAST(document, operationName);
  const operation = ast?.operation ?? OperationTypeNode.QUERY;
  const first = ast?.selectionSet.selections.find((s) => s.kind === "Field")?.name.value;
  const type = schema.getRootType(operation);
  const isKnown = first !== undefined && (type?.getFields()[first] || first.startsWith("__"));
  return { operation, field: isKnown ? first : "other" };
}

/** The code that the client gets; an error that is masked later has the code of its cause. */
function codeOf(error: unknown): string {
  const { extensions, originalError } = error instanceof GraphQLError
    ? error
    : { extensions: {}, originalError: error };
  const code = (extensions as { code?: unknown }).code;
  if (typeof code === "string") return code;
  if (!originalError) return "BAD_USER_INPUT";
  return String(expectedError(originalError)?.extensions.code ?? "INTERNAL_SERVER_ERROR");
}
