import {
  GraphQLError,
  GraphQLID,
  type GraphQLScalarType,
  GraphQLString,
  type ValueNode,
} from "graphql";
import { textFault } from "../../protocol/text/text-fault.ts";
import { graphError } from "../errors.ts";

/**
 * Makes the scalars String and ID refuse text that PostgreSQL cannot store, in variables and in literals. Such an
 * operation is not executed. A schema cannot define scalars with these names, because introspection uses them already,
 * so this wraps the parsers of graphql-js, once in a process.
 */
export function rejectUnstorableText(): void {
  for (const scalar of [GraphQLString, GraphQLID]) {
    if (!wrapped.has(scalar)) wrap(scalar);
  }
}

const wrapped = new WeakSet<GraphQLScalarType>();

function wrap(scalar: GraphQLScalarType<string, unknown>) {
  const { parseValue, parseLiteral } = scalar;
  scalar.parseValue = (value) => checked(parseValue(value));
  scalar.parseLiteral = (node, variables) => checked(parseLiteral(node, variables), node);
  wrapped.add(scalar);
}

function checked(text: string, node?: ValueNode): string {
  const fault = textFault(text);
  if (fault !== null) throw refused(fault, node);
  return text;
}

/** A BAD_USER_INPUT error of a value, with the location of its literal if there is one. */
export function refused(fault: string, node?: ValueNode): GraphQLError {
  const { message, extensions } = graphError("BAD_USER_INPUT", fault);
  return new GraphQLError(message, { nodes: node ?? null, extensions });
}
