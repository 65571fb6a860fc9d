import {
  type ExecutionArgs,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  Kind,
} from "graphql";
import { SelectionSizes } from "./selection-cost.ts";

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

/** Cost and depth of an operation with these variables, which must be valid. Other operations do not count. */
export function operationCost(
  { schema, document, operationName, variableValues }: ExecutionArgs,
): { cost: number; depth: number } {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!operation || !type) return { cost: 0, depth: 0 };
  const definitions = operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, variableValues ?? {});
  if (!coerced) throw errors[0];
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((one) => [one.name.value, one]));
  const sizes = new SelectionSizes({ schema, fragments: byName, variables: coerced });
  const { cost, depth } = sizes.of(operation.selectionSet, type);
  return { cost: Math.ceil(cost), depth };
}
