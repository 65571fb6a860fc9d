import type { FollowOptions } from "../follow-options.ts";
import { observe, type Observer } from "./observe.ts";

/** Options of `apolloSubscriptions`. */
export interface ApolloOptions<Document> extends FollowOptions {
  /** `print` of `graphql`. Apollo adds fields to documents, so their own text is not what it asks for. */
  print: (document: Document) => string;
}

/** What of Apollo's operation is read. */
export interface ApolloOperation<Document> {
  query: Document;
  variables: object;
}

/**
 * For `new ApolloLink((operation) => new Observable(source(operation)))`, with `source` being
 * `apolloSubscriptions({ url, print })` and Observable that of Apollo.
 */
export function apolloSubscriptions<Document>(
  { print, ...options }: ApolloOptions<Document>,
): (operation: ApolloOperation<Document>) => (observer: Observer) => () => void {
  return ({ query, variables }) => (observer) =>
    observe(options, { query: print(query), variables }, observer);
}
