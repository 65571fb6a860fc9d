import type { Actor } from "./status.ts";

/** Who executes a command: part of every idempotency key, and the owner of what it starts. */
export interface Caller {
  tenant: string;
  /** Subject of the principal; null: the owner of the machine, whose objects belong to the whole tenant. */
  subject: string | null;
  actor: Actor;
  /** W3C trace context of the request; null if nothing is traced. */
  traceparent: string | null;
}
