import type { Actor } from "./status.ts";

/** Who asks, for whom: part of every command and of every key. */
export interface Caller {
  tenant: string;
  actor: Actor;
  /** W3C trace context of the request; null when nothing is traced. */
  traceparent: string | null;
}
