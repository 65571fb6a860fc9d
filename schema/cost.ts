import { complexityFromQuery } from "@pothos/plugin-complexity";
import { type DocumentNode, type ExecutionArgs, getOperationAST, Kind } from "graphql";

/** Cost and depth of an operation with these variables. */
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
