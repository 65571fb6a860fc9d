import { actOf } from "../../protocol/audit/act.ts";
import type { AuditEvent } from "../../protocol/audit/audit-event.ts";
import { systemActor } from "../system-actor.ts";
import type { PendingApproval } from "./settle-approval.ts";

/** What the audit records of the tool call that an approval is about: its hash, and no arguments. */
export const approvedCall = ({ callId, server, name, argumentsHash }: PendingApproval) => ({
  callId,
  tool: `${server}.${name}`,
  argumentsHash,
});

/** The act of the deployment that gave an expired approval its default verdict. */
export function expiredApproval(
  approval: PendingApproval,
  verdict: "APPROVED" | "REJECTED",
): AuditEvent {
  const caller = { tenant: approval.tenant, subject: null, actor: systemActor, traceparent: null };
  return actOf(caller, {
    action: "approval.expired",
    resource: approval.id,
    details: { ...approvedCall(approval), verdict },
  });
}
