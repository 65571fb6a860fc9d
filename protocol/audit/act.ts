import type { Caller } from "../caller.ts";
import { readTraceparent } from "../telemetry/trace-context.ts";
import type { AuditAction, AuditDetails, AuditEvent, AuditOutcome } from "./audit-event.ts";

/** What a command says about an act; the caller says the rest. */
export interface Act {
  action: AuditAction;
  resource: string | null;
  /** DONE where it is left out. */
  outcome?: AuditOutcome;
  /** Where it is left out: the reason that the request gave. */
  reason?: string | null;
  details?: AuditDetails;
}

/** The event of an act of this caller. */
export function actOf(caller: Caller, act: Act): AuditEvent {
  const { tenant, actor, origin, traceparent } = caller;
  return {
    tenant,
    actor,
    credential: origin?.credential ?? null,
    address: origin?.address ?? null,
    action: act.action,
    resource: act.resource,
    outcome: act.outcome ?? "DONE",
    reason: act.reason === undefined ? origin?.reason ?? null : act.reason,
    requestId: origin?.requestId ?? null,
    traceId: readTraceparent(traceparent)?.traceId ?? null,
    details: act.details ?? {},
  };
}
