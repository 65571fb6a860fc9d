import type { CostLimits } from "./quota/money.ts";
import type { Actor } from "./status.ts";

/** What the audit records about the request of a caller. */
export interface Origin {
  /** Id of the credential; null: none was needed. */
  credential: string | null;
  /** Address of the peer; null: unknown. */
  address: string | null;
  /** The request's `X-Request-ID`; null: none. */
  requestId: string | null;
  /** The reason that the request gave; null: none. */
  reason: string | null;
}

/** Who executes a command: part of every idempotency key, and the owner of what it starts. */
export interface Caller {
  tenant: string;
  /** Subject of the principal; null: the owner of the machine, whose objects belong to the whole tenant. */
  subject: string | null;
  actor: Actor;
  /** W3C trace context of the request; null if nothing is traced. */
  traceparent: string | null;
  /** Absent: not a request, but a command of this machine. */
  origin?: Origin;
  /** Limits of the tenant's money. Absent: none that the API has to keep. */
  costLimits?: CostLimits;
}
