import { type Source, type Typed, whileAway } from "@tramontane/client";

/** The members of a mutation's result union. */
type Member = { __typename: string } | (Refusal & { __typename: string });

/** An error of a result union. */
interface Refusal {
  __typename: string;
  message: string;
  issues?: readonly { path: readonly string[]; message: string }[];
  reason?: string;
}

/** The API refused a mutation. `type` is the error's, such as `ConflictError`; `message` has its reason and issues. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly type: string;
  /** Of a ConflictError. */
  readonly reason: string | undefined;

  constructor({ __typename, message, issues = [], reason }: Refusal) {
    super([message, ...issues.map((i) => `${i.path.join(".")}: ${i.message}`)].join("\n"));
    this.type = __typename;
    this.reason = reason;
  }
}

/**
 * Runs a mutation; its payload. It is repeated with the same key while the API cannot be reached, and takes effect once.
 * Throws RefusedError, or RequestError after a minute.
 */
export async function command<R extends Member, I extends { idempotencyKey: string }>(
  source: Source,
  document: string & Typed<{ result: R }, { input: I }>,
  input: I,
): Promise<Exclude<R, { message: string }>> {
  const { result } = await whileAway(() => source.request(document, { input }));
  if ("message" in result) throw new RefusedError(result);
  return result as Exclude<R, { message: string }>;
}
