import type { FollowOptions } from "../follow-options.ts";
import { observe, type Observer } from "./observe.ts";

/** Options of `apolloSubscriptions`. */
export interface ApolloOptions<Document> extends FollowOptions {
  /** `print` of `graphql`. Apollo adds fields to documents, so their source is not what it requests. */
  print: (document: Document) => string;
}

/** The used part of Apollo's operation. */
export interface ApolloOperation<Document> {
  query: Document;
  variables: object;
}

/**
 * For `new ApolloLink((operation) => new Observable(source(operation)))`, where `source` is
 * `apolloSubscriptions({ url, print })` and Observable is Apollo's.
 */
export function apolloSubscriptions<Document>(
  { print, ...options }: ApolloOptions<Document>,
): (operation: ApolloOperation<Document>) => (observer: Observer) => () => void {
  return ({ query, variables }) => (observer) =>
    observe(options, { query: print(query), variables }, observer);
}
