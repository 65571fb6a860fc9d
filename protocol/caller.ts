import type { Actor } from "./status.ts";

/** The principal of a request: part of every command and of every idempotency key. */
export interface Caller {
  tenant: string;
  actor: Actor;
  /** W3C trace context of the request; null if nothing is traced. */
  traceparent: string | null;
}
