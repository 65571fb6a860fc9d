/** Thrown inside a transaction: a worker must ask a provider or a server before this can be decided. */
export class NeedsWorker extends Error {
  override name = "NeedsWorker";
  constructor() {
    super("a worker must look first");
  }
}
