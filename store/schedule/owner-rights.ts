import { authorize } from "../../protocol/auth/authorize.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import type { Scope } from "../../protocol/auth/scopes.ts";
import type { ScheduleWork } from "../../protocol/schedule/schedule.ts";
import { forbidden } from "../../protocol/user-error.ts";
import { ownerPrincipal } from "../access/owner-principal.ts";
import { readOwnership } from "../access/read-ownership.ts";
import { toResource } from "../access/resource.ts";
import type { Sql, Tx } from "../database/sql.ts";
import { Refusal } from "../refusal.ts";
import type { LockedSchedule } from "./lock-schedule.ts";

/** The scope that each kind of work needs. */
const scopeOf: Record<ScheduleWork["kind"], Scope> = {
  message: "conversations:write",
  conversation: "conversations:write",
  research: "research:write",
};

/** Refuses work that the principal could not start itself now. */
export function refuseBeyondRights(principal: Principal, work: ScheduleWork): void {
  const scope = scopeOf[work.kind];
  if (!authorize(principal, scope)) throw new Refusal(forbidden(scope));
}

/** Whether the owner may start the work now. `ends`: its credential has ended, so that no later firing can start either. */
export type OwnerRights = { reason: null; owner: Principal } | { reason: string; ends: boolean };

/** Decides as if the owner made the request now. A revocation pauses schedules by itself. */
export async function ownerRights(tx: Tx, schedule: LockedSchedule): Promise<OwnerRights> {
  const principal = await ownerPrincipal(tx, schedule.tenant, schedule.rights);
  if (principal === null) {
    const reason = "The credential of its owner has expired or was revoked.";
    return { reason, ends: true };
  }
  const { work } = schedule;
  const scope = scopeOf[work.kind];
  if (!authorize(principal, scope)) return lacking(scope);
  const granted = { reason: null, owner: principal };
  if (work.kind !== "message") return granted;
  const [found] = await readOwnership(tx as unknown as Sql, schedule.tenant, [work.conversationId]);
  const may = found && authorize(principal, scope, toResource(schedule.tenant, found));
  return may ? granted : {
    reason: "Its owner may not write in the conversation.",
    ends: false,
  };
}

const lacking = (scope: Scope): OwnerRights => ({
  reason: `Its owner lacks the scope ${scope}.`,
  ends: false,
});
