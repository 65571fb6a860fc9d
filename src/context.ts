import { context, trace } from "@opentelemetry/api";
import type { Caller } from "../protocol/commands.ts";
import type { EventLog, GraphQLContext, Reads, ServerFacts } from "../schema/context.ts";
import type { Sql } from "../store/mod.ts";
import type { IntentNews } from "./agents/intent-news.ts";
import { storeCommands } from "./store-commands.ts";
import type { Workflows } from "./temporal/workflows.ts";

/** What every context of this process is made of. */
export interface ContextParts {
  sql: Sql;
  tenant: string;
  provider: string;
  reads: Reads;
  log: EventLog;
  news: IntentNews;
  workflows: Workflows;
  server: ServerFacts;
  fileLink: GraphQLContext["fileLink"];
  reportFiles: GraphQLContext["reportFiles"];
}

/** The context of one operation. `headers` are those of the request, or of the socket's upgrade. */
export function operationContext(parts: ContextParts, headers: Headers): GraphQLContext {
  const { sql, tenant, provider, reads, log, news, workflows, server } = parts;
  const given = givenTraceparent(headers);
  const caller = (): Caller => ({
    tenant,
    actor: { kind: "USER", name: "local" },
    traceparent: activeTraceparent() ?? given,
  });
  const ring = (conversationId: string) => workflows.ring({ tenant, conversationId });
  const agents = {
    sql,
    news,
    ring: (tenant: string, agent: string) => workflows.ringAgent({ tenant, agent }),
  };
  const place = { provider, sampleMarketData: server.sampleMarketData };
  const ringResearch = (researchId: string) => workflows.ringResearch({ tenant, researchId });
  return {
    reads,
    log,
    server,
    fileLink: parts.fileLink,
    commands: storeCommands({ sql, place, caller, ring, ringResearch, agents }),
    live: (conversationId) => workflows.live({ tenant, conversationId }),
    liveResearch: (researchId) => workflows.liveResearch({ tenant, researchId }),
    reportFiles: parts.reportFiles,
    lastEventId: headers.get("last-event-id"),
  };
}

/** W3C trace context of the active span; null when nothing is traced. */
export function activeTraceparent(): string | null {
  const span = trace.getSpanContext(context.active());
  if (!span || !trace.isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, "0")}`;
}

function givenTraceparent(headers: Headers): string | null {
  const given = headers.get("traceparent") ?? "";
  return /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(given) ? given : null;
}
