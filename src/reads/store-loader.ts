import { withDeadline } from "../../protocol/async/deadline.ts";
import { retry } from "../../protocol/async/retry.ts";
import type { Load } from "../../schema/ports/reads.ts";
import { isTransient } from "../../store/mod.ts";
import { readRetry } from "../log/read-retry.ts";
import { loader } from "./loader.ts";

/** A read over a connection that does not answer is retried over another one after this time, ms. */
const readWithinMs = 3_000;

/** A read that is retried while the database is not available, as after its restart. */
export const retrying =
  <A extends unknown[], T>(query: (...args: A) => Promise<T>) => (...args: A): Promise<T> =>
    retry(() => query(...args), readRetry({ isRetryable: isTransient }));

/** A loader that retries. It serves the links of events above all, which are read right when the database is back. */
export function storeLoader<T>(query: (ids: string[]) => Promise<readonly T[]>): Load<T> {
  return loader(retrying((ids) => withDeadline(readWithinMs, query(ids))));
}
