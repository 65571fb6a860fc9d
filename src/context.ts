import { setImmediate } from "node:timers";
import { trace } from "@opentelemetry/api";
import { readsDetailOf } from "../protocol/auth/detail.ts";
import { grantsOf, type Principal } from "../protocol/auth/principal.ts";
import type { Caller } from "../protocol/caller.ts";
import type { CommandQueue } from "../protocol/command/command-workflow.ts";
import type { Actor } from "../protocol/status.ts";
import { readTraceparent, writeTraceparent } from "../protocol/telemetry/trace-context.ts";
import type { DeploymentInfo, GraphQLContext, ReportFile } from "../schema/context.ts";
import { inTenant, type Sql } from "../store/mod.ts";
import type { RequesterParts } from "./access/requester-parts.ts";
import { endingLog } from "./auth/ending-log.ts";
import type { OpenStreams } from "./auth/open-streams.ts";
import { readRequestId, type Requester } from "./auth/requester.ts";
import type { CommandNotifications } from "./commands/command-notifications.ts";
import type { KeyDeps } from "./commands/key-commands.ts";
import type { SchemaChecks } from "../validation/schema-checks.ts";
import type { WebhookDeps } from "./commands/webhook-commands.ts";
import { storeCommands } from "./commands/commands.ts";
import { writeGrant } from "./files/link-grant.ts";
import type { LinkOwner } from "./files/signed-link.ts";
import type { LimitsCache } from "./quota/limits-cache.ts";
import type { Workflows } from "./temporal/workflows.ts";

const dayMs = 24 * 60 * 60_000;

/** The parts of this process that every context refers to. */
export interface ContextParts {
  sql: Sql;
  provider: string;
  /** What a requester reads and writes with. */
  partsOf: (requester: Requester, caller: () => Caller) => RequesterParts;
  streams: OpenStreams;
  notifications: CommandNotifications;
  workflows: Workflows;
  checks: Pick<SchemaChecks, "of">;
  keys: Omit<KeyDeps, "sql">;
  webhooks: Omit<WebhookDeps, "sql">;
  /** Limits of tenants; null where no limit applies to callers. */
  tenantLimits: Pick<LimitsCache, "last" | "clear"> | null;
  server: DeploymentInfo;
  /** Links for the principal that reads them. */
  fileLink: (id: string, owner: LinkOwner) => string;
  reportFiles: (phaseId: string, owner: LinkOwner) => ReportFile[];
  traceUrl: GraphQLContext["traceUrl"];
  workflowUrl: GraphQLContext["workflowUrl"];
}

/** The context of one operation. `headers` are those of the request, or of the WebSocket's upgrade. */
export function operationContext(
  parts: ContextParts,
  requester: Requester,
  headers: Headers,
): GraphQLContext {
  const { provider, notifications, workflows, server } = parts;
  const { principal, reason } = requester;
  const { tenant } = principal;
  const sql = inTenant(parts.sql, tenant);
  const caller = (): Caller => ({
    tenant,
    subject: principal.kind === "LOCAL" ? null : principal.subject,
    actor: actorOf(principal),
    traceparent: activeTraceparent() ?? givenTraceparent(headers),
    origin: {
      credential: principal.credentialId,
      address: requester.address,
      requestId: readRequestId(headers),
      reason: requester.reason,
    },
    ...(parts.tenantLimits && { costLimits: parts.tenantLimits.last(tenant) }),
  });
  // The answer first: it does not depend on Temporal, and encoding the request takes half a millisecond.
  const wake = (conversationId: string) =>
    void setImmediate(() => workflows.wake({ tenant, conversationId }));
  const byWorker = {
    sql,
    notifications,
    checks: parts.checks.of(tenant),
    wake: (queue: CommandQueue) => workflows.wakeCommands(queue),
  };
  const linkOwner = () => ({ grant: writeGrant(requester), until: principal.expiresAt });
  const place = { provider, sampleMarketData: server.sampleMarketData };
  const wakeResearch = (researchId: string) => workflows.wakeResearch({ tenant, researchId });
  const { reads, log, visibility, guard } = parts.partsOf(requester, caller);
  return {
    ...{ reads, visibility, principal },
    log: endingLog(log, requester, parts.streams),
    can: (scope) => grantsOf(principal)[scope] !== undefined,
    detailOf: (object) => readsDetailOf(object, principal, reason),
    traceUrl: parts.traceUrl,
    workflowUrl: parts.workflowUrl,
    server,
    fileLink: (id) => parts.fileLink(id, linkOwner()),
    commands: guard(storeCommands({
      ...{ sql, place, caller, wake, wakeResearch, byWorker, principal },
      keys: parts.keys,
      webhooks: parts.webhooks,
      firingsKeptMs: parts.server.retentionDays * dayMs,
      tenantDefaults: server.tenantDefaults,
      onQuotaChange: () => parts.tenantLimits?.clear(tenant),
    })),
    live: (conversationId) => workflows.live({ tenant, conversationId }),
    liveResearch: (researchId) => workflows.liveResearch({ tenant, researchId }),
    reportFiles: (phaseId) => parts.reportFiles(phaseId, linkOwner()),
    lastEventId: headers.get("last-event-id"),
  };
}

const actorOf = ({ kind, subject }: Principal): Actor => ({
  kind: kind === "SERVICE" ? "SERVICE" : "USER",
  name: subject,
});

/** W3C trace context of the active span; null where nothing is traced. */
export function activeTraceparent(): string | null {
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return null;
  return writeTraceparent({ ...span, sampled: (span.traceFlags & 1) === 1 });
}

function givenTraceparent(headers: Headers): string | null {
  const given = readTraceparent(headers.get("traceparent"));
  return given && writeTraceparent(given);
}
