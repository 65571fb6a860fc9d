import { type GraphQLFault, RequestError } from "./errors.ts";

/**
 * The data of a query, with null for each field of an object that the caller has no scope for. Throws for any other error,
 * and where a root field is refused: that is what was asked for.
 */
export async function readable<T>(data: Promise<T>): Promise<T> {
  try {
    return await data;
  } catch (error) {
    const isPartial = error instanceof RequestError && error.data !== undefined &&
      error.errors.every(isOfField);
    if (isPartial) return error.data as T;
    throw error;
  }
}

const isOfField = ({ path, extensions }: GraphQLFault) =>
  extensions?.code === "FORBIDDEN" && (path === undefined || path.length > 1);
