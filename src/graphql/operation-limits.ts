import {
  type ASTVisitor,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  type ValidationContext,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { limits } from "../../protocol/limits.ts";
import { operationCost, variableFaults } from "../../schema/cost.ts";
import { badInput, graphError } from "../../schema/errors.ts";
import type { EventLog } from "../../schema/ports/event-log.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import type { Turn } from "../server/turn.ts";
import { WorkLimiter } from "../server/work-limiter.ts";
import { withCode } from "./mask-error.ts";

/** How often one operation may read the whole schema: this takes time and is not part of the cost. */
const maxIntrospections = 3;

/** The size of an answer is the product of the aliases at each level. */
const noAliases = "Fields inside of __schema and __type take no aliases.";

/** Refuses a document that reads the schema too often. */
export function limitIntrospections(context: ValidationContext): ASTVisitor {
  let reads = 0;
  let isReported = false;
  return {
    Field({ name, alias }) {
      if (alias && !isReported && context.getParentType()?.name.startsWith("__")) {
        isReported = true;
        context.reportError(graphError("OPERATION_TOO_COSTLY", noAliases));
      }
      const isRead = name.value === "__schema" || name.value === "__type";
      if (isRead && ++reads === maxIntrospections + 1) {
        const message =
          `Select __schema and __type at most ${maxIntrospections} times in one operation.`;
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
        const message = `A document may have at most ${limits.operationAliases} aliases.`;
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
    return [
      badInput([{ path: ["query"], message: "The cost of this operation cannot be computed." }]),
    ];
  }
}

/** The parts of a long message that stay: GraphQL puts the whole value between its path and the fault. */
const kept = { head: 200, tail: 300 };

function shortened(error: GraphQLError): GraphQLError {
  const { message, nodes, extensions } = error;
  if (message.length <= kept.head + kept.tail) return error;
  const short = `${message.slice(0, kept.head)} ... ${message.slice(-kept.tail)}`.toWellFormed();
  return new GraphQLError(short, { nodes, extensions });
}

function tooMuch(what: string, is: number, limit: number): GraphQLError | null {
  if (is <= limit) return null;
  const message =
    `The operation's ${what} is ${is}, at most ${limit} is allowed. Select less in one operation.`;
  return graphError("OPERATION_TOO_COSTLY", message);
}

/** Queries with a higher cost take turns (those of a tenant delay others by one at a time), and so do queries of the schema, which have no cost here. */
const costlyAbove = 1_000;
/** How many of them run at a time. */
const maxCostly = 3;

/** Mutations do not take turns: one may wait several seconds for a worker. */
function isCostly({ document, operationName }: ExecutionArgs, cost: number): boolean {
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY) return false;
  return cost > costlyAbove || /__(schema|type)\b/.test(document.loc?.source.body ?? "__schema");
}

/** The document and variables of a subscription are kept as long as its stream. */
function subscriptionFault({ contextValue }: ExecutionArgs): GraphQLError | null {
  const { params = {} } = contextValue as { params?: object };
  const { length } = JSON.stringify(params);
  const limit = limits.subscriptionLength;
  if (length <= limit) return null;
  const message = `A subscription with its variables may have ${limit} characters, not ${length}.`;
  return graphError("OPERATION_TOO_COSTLY", message);
}

/** Gives errors of a document that does not match the schema the extensions that all errors have. */
function refusedDocument(error: GraphQLError) {
  error.extensions.code ??= "GRAPHQL_VALIDATION_FAILED";
  error.extensions.retryable ??= false;
}

/** Executes an operation in its turn, which it gives up while it waits for an event. */
function inTurn<T>(
  turns: WorkLimiter,
  args: ExecutionArgs,
  execute: (args: ExecutionArgs) => T | Promise<T>,
): Promise<T> {
  const context = (args.contextValue ?? {}) as Partial<GraphQLContext>;
  return turns.run(context.principal?.tenant ?? "", (turn) => {
    if (context.log) context.log = pausingLog(context.log, turn);
    return execute(args);
  });
}

/** A long poll takes no processor time, but up to 30 s. */
const pausingLog = (log: EventLog, turn: Turn): EventLog => ({
  ...log,
  page: (streamId, args, waitMs) => {
    const read = () => log.page(streamId, args, waitMs);
    return waitMs === null ? read() : turn.pause(read);
  },
});

/** The cost of an operation, for those who charge for it. */
const noteCost = ({ contextValue }: ExecutionArgs, cost: number) =>
  Object.assign(contextValue as object, { cost });

/**
 * Applies all limits, the same for every transport, and reports the cost in `extensions.cost` and the context.
 * `onRefused`: called with the context of an operation that a limit refuses.
 */
export function operationLimits(onRefused: (context: unknown) => void = () => {}): Plugin {
  const turns = new WorkLimiter(maxCostly);
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
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const cost = checkedCost(args);
      if (typeof cost !== "number") {
        onRefused(args.contextValue);
        return setResultAndStopExecution({ errors: cost });
      }
      noteCost(args, cost);
      if (isCostly(args, cost)) setExecuteFn((args) => inTurn(turns, args, executeFn));
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const fault = subscriptionFault(args);
      if (fault) return setResultAndStopExecution({ errors: [fault] });
      const cost = checkedCost(args);
      if (typeof cost !== "number") {
        onRefused(args.contextValue);
        return setResultAndStopExecution({ errors: cost });
      }
      noteCost(args, cost);
    },
  };
}
