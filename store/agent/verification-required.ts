/** Thrown inside a transaction: a worker must ask a provider or a server before this can be decided. */
export class VerificationRequired extends Error {
  override name = "VerificationRequired";
  constructor() {
    super("a worker must look first");
  }
}
