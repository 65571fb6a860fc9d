import { type Act, actOf } from "../../protocol/audit/act.ts";
import { type AuditEvent, deploymentChain } from "../../protocol/audit/audit-event.ts";
import type { Sql } from "../database/sql.ts";
import { systemActor } from "../system-actor.ts";
import { recordAudit } from "./record-audit.ts";

/** An act of no tenant, and the address of the peer whom it concerns; null: none. */
export interface DeploymentAct {
  address: string | null;
  act: Act;
}

/** The event of an act of the deployment itself. */
export const eventOfDeployment = (act: Act): AuditEvent =>
  actOf({ tenant: deploymentChain, subject: null, actor: systemActor, traceparent: null }, act);

/** Records acts in the chain of the deployment, all or none. */
export async function recordOfDeployment(sql: Sql, acts: readonly DeploymentAct[]): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { act, address } of acts) {
      await recordAudit(tx, { ...eventOfDeployment(act), address });
    }
  });
}
