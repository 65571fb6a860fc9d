import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  Kind,
} from "graphql";

/** Maximum number of faults of variables that are listed. Each costs time, and a request can hold half a million. */
const maxVariableFaults = 20;

/** What is wrong with the variables of the operation that is to run; nothing where there is no such operation. */
export function variableFaults(
  { schema, document, operationName, variableValues }: ExecutionArgs,
): readonly GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const options = { maxErrors: maxVariableFaults };
  return getVariableValues(schema, definitions, variableValues ?? {}, options).errors ?? [];
}

/** Cost and depth of an operation with these variables, which have no faults. */
export function operationCost(args: ExecutionArgs): { cost: number; depth: number } {
  const { complexity, depth } = complexityFromQuery(onlyOperation(args), {
    schema: args.schema,
    variables: args.variableValues ?? {},
  });
  return { cost: complexity, depth };
}

/** The cost is reckoned of one operation: the one that is to run. */
function onlyOperation({ document, operationName }: ExecutionArgs): DocumentNode {
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  return { ...document, definitions: operation ? [operation, ...fragments] : fragments };
}
