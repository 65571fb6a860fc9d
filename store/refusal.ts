import { conflict, type ConflictReason, notFound, type UserError } from "../protocol/user-error.ts";

/** Thrown inside a transaction to say no: all is rolled back, the caller shows `error`. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly error: UserError;

  constructor(error: UserError) {
    super(error.message);
    this.error = error;
  }
}

/** A refusal because what the input field `path` names is not there. */
export function refuseMissing(what: string, ...path: string[]): Refusal {
  return new Refusal(notFound(what, path));
}

/** A refusal because of the state of something. */
export function refuseConflict(reason: ConflictReason, message: string, current?: string): Refusal {
  return new Refusal(conflict(reason, message, current ?? null));
}
