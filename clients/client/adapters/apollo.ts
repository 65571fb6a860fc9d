import { observe, type Observer, type Target } from "./observe.ts";

export { possibleTypes } from "../schema.generated.ts";

/** Options of `apolloSubscriptions`. */
export type ApolloOptions<Document> = Target & {
  /** `print` of `graphql`. Apollo adds fields to documents, so their source is not what it requests. */
  print: (document: Document) => string;
};

/** The used part of Apollo's operation. */
export interface ApolloOperation<Document> {
  query: Document;
  variables: object;
}

/**
 * For `new ApolloLink((operation) => new Observable(source(operation)))`, where `source` is
 * `apolloSubscriptions({ client, print })` and Observable is Apollo's.
 */
export function apolloSubscriptions<Document>(
  options: ApolloOptions<Document>,
): (operation: ApolloOperation<Document>) => (observer: Observer) => () => void {
  return ({ query, variables }) => (observer) =>
    observe(options, { query: options.print(query), variables }, observer);
}
