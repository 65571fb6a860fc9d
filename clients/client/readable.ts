import { RequestError } from "./errors.ts";

/** The data of a query, with null for each field that the caller has no scope for. Throws for any other error. */
export async function readable<T>(data: Promise<T>): Promise<T> {
  try {
    return await data;
  } catch (error) {
    const isPartial = error instanceof RequestError && error.data !== undefined &&
      error.errors.every(({ extensions }) => extensions?.code === "FORBIDDEN");
    if (isPartial) return error.data as T;
    throw error;
  }
}
