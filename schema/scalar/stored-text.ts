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
 * Makes the scalars String and ID refuse text that cannot be stored, in a variable, a literal, a list or a filter.
 * Nothing of such an operation is executed. A schema cannot define its own scalars with these names, since
 * introspection uses them already, so the parsers of graphql-js are wrapped, once in a process.
 */
export function rejectTextThatCannotBeStored(): void {
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

/** BAD_USER_INPUT of a value; with the literal's place in the document where there is one. */
export function refused(fault: string, node?: ValueNode): GraphQLError {
  const { message, extensions } = graphError("BAD_USER_INPUT", fault);
  return new GraphQLError(message, { nodes: node ?? null, extensions });
}
