import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  Kind,
} from "graphql";

/** Maximum number of variable errors that are reported. A request can contain half a million, and each costs time. */
const maxVariableFaults = 20;

/** Errors of the variables of the operation to run; empty when there is no such operation. */
export function variableFaults(
  { schema, document, operationName, variableValues }: ExecutionArgs,
): readonly GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const options = { maxErrors: maxVariableFaults };
  return getVariableValues(schema, definitions, variableValues ?? {}, options).errors ?? [];
}

/** Cost and depth of an operation with these variables, which must be valid. */
export function operationCost(args: ExecutionArgs): { cost: number; depth: number } {
  const { complexity, depth } = complexityFromQuery(onlyOperation(args), {
    schema: args.schema,
    variables: args.variableValues ?? {},
  });
  return { cost: complexity, depth };
}

/** The document with only the operation to run: others do not count. */
function onlyOperation({ document, operationName }: ExecutionArgs): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  return { ...document, definitions: operation ? [operation, ...fragments] : fragments };
}
