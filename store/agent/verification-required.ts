/** Thrown inside a transaction: a worker must ask a provider or a server before the command can be decided. */
export class VerificationRequired extends Error {
  override name = "VerificationRequired";
  constructor() {
    super("a worker must verify the registration first");
  }
}
