import type { UserError } from "../../protocol/user-error.ts";
import type { Outcome } from "../context.ts";

/** The user errors of these kinds. */
export type UserErrorOf<K extends UserError["type"]> = Extract<UserError, { type: K }>;

/** Narrows an outcome to what its result union can say. A refusal of any other kind is a fault of ours: it throws. */
export async function narrowed<T extends object, K extends UserError["type"]>(
  outcome: Outcome<T> | Promise<Outcome<T>>,
  kinds: readonly K[],
): Promise<T | UserErrorOf<K>> {
  const result = await outcome;
  if (!isUserError(result)) return result;
  if ((kinds as readonly string[]).includes(result.type)) return result as UserErrorOf<K>;
  throw new Error(`A refusal has no place in this result: ${result.type}.`);
}

/** Name of the GraphQL type of a result: the error's, or the payload's. */
export function resultTypeName(payload: string) {
  return (result: object): string => isUserError(result) ? result.type : payload;
}

/** True for what was refused. */
export function isUserError<T extends object>(result: T | UserError): result is UserError {
  return "type" in result && typeof result.type === "string" && result.type.endsWith("Error");
}
