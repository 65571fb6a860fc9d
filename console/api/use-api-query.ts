import { type AnyVariables, type CombinedError, type RequestPolicy, useQuery } from "urql";
import { useCallback } from "react";

/** A generated document, as urql takes it. */
interface TypedDocument<Result, Variables> {
  __apiType?: (variables: Variables) => Result;
}

/** The state of a query. While it is read again, `data` is the last answer. */
export interface ApiQuery<Result> {
  readonly data: Result | undefined;
  readonly isLoading: boolean;
  /** A request is under way: the same one is not sent a second time meanwhile. */
  readonly isFetching: boolean;
  /** English text for display; null: the answer is complete. A denied field is null in `data` and is not a fault. */
  readonly fault: string | null;
  /** Reads it again from the API. */
  readonly refetch: () => void;
}

/** Options of a query. */
export interface ApiQueryOptions {
  /** True: it is not sent, for example until an id is known. */
  pause?: boolean;
  requestPolicy?: RequestPolicy;
}

/** Queries with a generated document, through the page's cache. */
export function useApiQuery<Result, Variables extends AnyVariables>(
  document: TypedDocument<Result, Variables> & (string | { toString(): string }),
  variables: Variables,
  options: ApiQueryOptions = {},
): ApiQuery<Result> {
  const [{ data, fetching, stale, error }, execute] = useQuery<Result, AnyVariables>({
    query: String(document),
    variables,
    ...options,
  });
  const refetch = useCallback(
    () => execute({ requestPolicy: "network-only" }),
    [execute],
  );
  const denied = (code: unknown) => code === "FORBIDDEN";
  const isFault = error && (error.networkError ||
    error.graphQLErrors.some(({ extensions }) => !denied(extensions?.["code"])));
  const fault = isFault ? faultOf(error) : null;
  const isFetching = fetching || stale;
  return { data, isLoading: fetching && data === undefined, isFetching, fault, refetch };
}

/** What went wrong, in words. A request without an answer is a TypeError, whose text differs between browsers. */
function faultOf({ networkError, message }: CombinedError): string {
  if (networkError instanceof TypeError) return "The API does not answer.";
  return message.replace(/^\[\w+\] /, "");
}
