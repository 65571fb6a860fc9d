/** A container engine for tests. */
export interface Engine extends AsyncDisposable {
  /** Whether this is one of our own, with substitutes for base images; else the engine of this machine. */
  own: boolean;
  version: string;
  /** Variables with which `docker` and `docker compose` reach it. */
  env: Record<string, string>;
  /** What a command begins with to be where published ports are. */
  enter: readonly string[];
}

/** There is no engine here, and none can be started; the message says why. */
export class NoEngineError extends Error {
  override name = "NoEngineError";
}
