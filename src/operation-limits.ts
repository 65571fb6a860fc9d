import {
  type ASTVisitor,
  type ExecutionArgs,
  GraphQLError,
  parse,
  type ValidationContext,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { limits } from "../protocol/limits.ts";
import { operationCost, variableFaults } from "../schema/cost.ts";
import { badInput, graphError } from "../schema/errors.ts";
import { withCode } from "./mask-error.ts";

/** Most reads of the whole schema in one operation: they cost time and are not counted in its cost. */
const mostIntrospections = 3;

/** Refuses a document that reads the schema again and again. */
export function limitIntrospections(context: ValidationContext): ASTVisitor {
  let reads = 0;
  return {
    Field({ name }) {
      const isRead = name.value === "__schema" || name.value === "__type";
      if (isRead && ++reads === mostIntrospections + 1) {
        const message = `Ask for __schema and __type at most ${mostIntrospections} times at once.`;
        context.reportError(graphError("OPERATION_TOO_COSTLY", message));
      }
    },
  };
}

/** Refuses a document with more aliases than `limits.operationAliases`. */
export function limitAliases(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(node) {
      if (node.alias && ++aliases === limits.operationAliases + 1) {
        const message = `Use at most ${limits.operationAliases} aliases.`;
        context.reportError(graphError("OPERATION_TOO_COSTLY", message));
      }
    },
  };
}

/** The cost, or the errors that refuse the operation. */
export function checkedCost(args: ExecutionArgs): number | readonly GraphQLError[] {
  const faults = variableFaults(args);
  if (faults.length > 0) return faults.map((fault) => withCode(shortened(fault)));
  try {
    const { cost, depth } = operationCost(args);
    const refused = tooMuch("cost", cost, limits.operationCost) ??
      tooMuch("depth", depth, limits.operationDepth);
    return refused ? [refused] : cost;
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error)];
    return [badInput([{ path: ["query"], message: "The cost of this operation is not known." }])];
  }
}

/** The parts of a long message that are kept: GraphQL writes the whole value into it, between its path and the fault. */
const kept = { head: 200, tail: 300 };

function shortened(error: GraphQLError): GraphQLError {
  const { message, nodes, extensions } = error;
  if (message.length <= kept.head + kept.tail) return error;
  const short = `${message.slice(0, kept.head)} ... ${message.slice(-kept.tail)}`.toWellFormed();
  return new GraphQLError(short, { nodes, extensions });
}

function tooMuch(what: string, is: number, most: number): GraphQLError | null {
  if (is <= most) return null;
  const message =
    `The operation's ${what} is ${is}, at most ${most} is allowed. Ask for less at once.`;
  return graphError("OPERATION_TOO_COSTLY", message);
}

/** Errors of a document that does not fit the schema get the extensions that all errors have. */
function refusedDocument(error: GraphQLError) {
  error.extensions.code ??= "GRAPHQL_VALIDATION_FAILED";
  error.extensions.retryable ??= false;
}

/** Applies all limits, alike on every transport, and tells the cost in `extensions.cost`. */
export function operationLimits(): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) =>
        parse(source, { ...options, maxTokens: limits.operationTokens })
      );
    },
    onValidate({ addValidationRule }) {
      addValidationRule(limitAliases);
      addValidationRule(limitIntrospections);
      return ({ result }) => (result as GraphQLError[]).forEach(refusedDocument);
    },
    onExecute({ args, setResultAndStopExecution }) {
      const cost = checkedCost(args);
      if (typeof cost !== "number") return setResultAndStopExecution({ errors: cost });
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = checkedCost(args);
      if (typeof cost !== "number") setResultAndStopExecution({ errors: cost });
    },
  };
}
