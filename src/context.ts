import { trace } from "@opentelemetry/api";
import type { Caller } from "../protocol/commands.ts";
import { readTraceparent, writeTraceparent } from "../protocol/trace-context.ts";
import type { EventLog, GraphQLContext, Reads, ServerFacts } from "../schema/context.ts";
import type { Sql } from "../store/mod.ts";
import type { IntentNews } from "./agents/intent-news.ts";
import type { Checks } from "./check-output-schema.ts";
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
  checks: Checks;
  server: ServerFacts;
  fileLink: GraphQLContext["fileLink"];
  reportFiles: GraphQLContext["reportFiles"];
  traceUrl: GraphQLContext["traceUrl"];
}

/** The context of one operation. `headers` are those of the request, or of the socket's upgrade. */
export function operationContext(parts: ContextParts, headers: Headers): GraphQLContext {
  const { sql, tenant, provider, reads, log, news, workflows, server } = parts;
  const caller = (): Caller => ({
    tenant,
    actor: { kind: "USER", name: "local" },
    traceparent: activeTraceparent() ?? givenTraceparent(headers),
  });
  const ring = (conversationId: string) => workflows.ring({ tenant, conversationId });
  const agents = {
    sql,
    news,
    checks: parts.checks,
    ring: (tenant: string, agent: string) => workflows.ringAgent({ tenant, agent }),
  };
  const place = { provider, sampleMarketData: server.sampleMarketData };
  const ringResearch = (researchId: string) => workflows.ringResearch({ tenant, researchId });
  return {
    reads,
    log,
    traceUrl: parts.traceUrl,
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
  const span = trace.getActiveSpan()?.spanContext();
  if (!span || !trace.isSpanContextValid(span)) return null;
  return writeTraceparent({ ...span, sampled: (span.traceFlags & 1) === 1 });
}

function givenTraceparent(headers: Headers): string | null {
  const given = readTraceparent(headers.get("traceparent"));
  return given && writeTraceparent(given);
}
