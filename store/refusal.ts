import { conflict, type ConflictReason, notFound, type UserError } from "../protocol/user-error.ts";

/** Thrown inside a transaction to refuse a command: everything is rolled back, and the caller receives `error`. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly error: UserError;

  constructor(error: UserError) {
    super(error.message);
    this.error = error;
  }
}

/** A refusal because what the input field `path` names does not exist. */
export function refuseMissing(what: string, ...path: string[]): Refusal {
  return new Refusal(notFound(what, path));
}

/** A refusal because of a record's current state. */
export function refuseConflict(reason: ConflictReason, message: string, current?: string): Refusal {
  return new Refusal(conflict(reason, message, current ?? null));
}

/** A refusal because the idempotency key was used with another input. */
export function refuseReusedKey(): Refusal {
  return refuseConflict(
    "KEY_REUSED",
    "This idempotencyKey was used with another input. Use a new key for a new request.",
  );
}

/** A refusal because the conversation is at another provider than the connected one. */
export function refuseOtherProvider(id: string, provider: string, connected: string): Refusal {
  const message =
    `The conversation is at the provider ${provider}; this deployment uses ${connected}. ` +
    "It can still be read. Start a new conversation to continue.";
  return refuseConflict("OTHER_PROVIDER", message, id);
}
