import { auditActions, type AuditOutcome } from "../../protocol/audit/audit-event.ts";
import type { AuditEventRecord } from "../../protocol/audit/records.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { connection } from "../page/page.ts";
import { Actor } from "../status.ts";

const actionList = auditActions.map((action) => `\`${action}\``).join(", ");

const Outcome = builder.enumType("AuditOutcome", {
  description: "Whether an act took effect.",
  values: enumValues<AuditOutcome>({
    DONE: "It took effect.",
    REFUSED: "It was refused and changed nothing.",
  }),
});

const AuditEvent = builder.objectRef<AuditEventRecord>("AuditEvent").implement({
  description: "The record of one act. It never changes, and contains no content of conversations.",
  fields: (t) => ({
    number: t.expose("seq", {
      type: "LargeInt",
      description: "Number in the tenant's chain, from 1, without gaps.",
    }),
    at: t.expose("at", { type: "DateTime", description: "Time of the act." }),
    actor: t.field({ type: Actor, description: "Who acted.", resolve: (event) => event.actor }),
    credential: t.exposeString("credential", {
      description: "Id of the credential; null: the act needed none.",
      nullable: true,
    }),
    address: t.exposeString("address", {
      description: "Address of the client; null: unknown, or an act of the deployment.",
      nullable: true,
    }),
    action: t.exposeString("action", {
      description: `What was done: ${actionList}. Values may be added.`,
    }),
    resource: t.exposeString("resource", {
      description: "Id or name of the object; null: none.",
      nullable: true,
    }),
    outcome: t.expose("outcome", { type: Outcome, description: "Whether the act took effect." }),
    reason: t.exposeString("reason", {
      description: "Reason that the request gave; null: none.",
      nullable: true,
    }),
    requestId: t.exposeString("requestId", {
      description: "`X-Request-ID` of the request; null: none.",
      nullable: true,
    }),
    traceId: t.exposeString("traceId", {
      description: "Id of the trace; null: not traced.",
      nullable: true,
    }),
    details: t.field({
      type: "JSON",
      description: "Names, numbers and hashes that describe the act, by action.",
      resolve: (event) => event.details,
    }),
    previousHash: t.exposeString("previousHash", {
      description: "Hash of the event before; empty for the first.",
    }),
    hash: t.exposeString("hash", {
      description:
        "SHA-256 in hex of the canonical JSON of the event, its number, its time and `previousHash`.",
    }),
  }),
});

/** A page of acts. */
export const AuditEventConnection = connection("AuditEvent", AuditEvent, "acts");
