import type { GraphQLDocument } from "./document.ts";
import type { EventOf, Subscription } from "./follow/follow.ts";

/** Where operations go: a client of an API, or the pipeline of the API itself. */
export interface Source {
  /** The data of a query or mutation. Throws a RequestError, see its `code` and `retryable`. */
  request<Result, Variables>(
    document: GraphQLDocument<Result, Variables>,
    variables: Variables,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Result>;
  /** The events of a subscription, each once and in order. Throws like `follow`. `return()` ends it. */
  follow<Result, Variables>(
    subscription: Subscription<Result, Variables>,
    options?: { signal?: AbortSignal | undefined },
  ): AsyncIterableIterator<EventOf<Result>, undefined>;
}
