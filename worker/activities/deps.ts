import type { SchemaChecks } from "../../validation/schema-checks.ts";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { EngineConfig } from "../config.ts";
import type { FileDownloader } from "../tasks/download-files.ts";
import type { ClaimedCalls } from "../claimed-calls.ts";
import type { Failpoint } from "../failpoints.ts";
import type { DraftWriters } from "../model/drafts/draft-writers.ts";
import type { WritePipeline } from "../model/drafts/write-pipeline.ts";
import type { WaitingTurns } from "../tasks/wake-waiting-turns.ts";
import type { Runs, Waker } from "../wake.ts";
import type { Superseded } from "../temporal/superseded.ts";
import type { ExportSpan } from "../telemetry/tracing.ts";
import type { ProviderAccount } from "../tenants/provider-accounts.ts";
import type { ServerSet } from "../tenants/tenant-servers.ts";

/** What an activity uses on behalf of its tenant: the tenant's own, or the deployment's. */
export type TenantResources = ProviderAccount & ServerSet;

/** The dependencies of an activity, for one tenant. */
export interface ActivityDeps extends TenantResources {
  sql: Sql;
  provider: string;
  /** Market data are samples. */
  sampleMarketData: boolean;
  engine: EngineConfig;
  pipeline: WritePipeline;
  draftWriters: DraftWriters;
  /** Where tests end or pause a call; does nothing otherwise. */
  failpoint: Failpoint;
  claimedCalls: ClaimedCalls;
  /** Validates answers by the output schemas of agents. */
  checks: Pick<SchemaChecks, "of">;
  wake: Waker;
  /** Turns that wait for others of their tenant. */
  waitingTurns: Pick<WaitingTurns, "added" | "atRest">;
  runs: Runs;
  /** Whether new runs go to another version of the worker. */
  superseded: Superseded;
  /** Woken after the commit of an answer with files. */
  files: Pick<FileDownloader, "wake">;
  log: Logger;
  spans: {
    /** Null when nothing is traced. */
    exportSpan: ExportSpan | null;
    /** Spans include messages, arguments and results. */
    content: boolean;
  };
}

/** The dependencies of all activities. */
export interface SharedDeps extends Omit<ActivityDeps, keyof TenantResources> {
  resourcesOf(tenant: string): TenantResources;
}

/**
 * The dependencies of an activity of one tenant: it reads and writes the rows of this tenant alone, and uses its provider
 * key and MCP servers.
 */
export function ofTenant({ resourcesOf, ...shared }: SharedDeps, tenant: string): ActivityDeps {
  return { ...shared, ...resourcesOf(tenant), sql: inTenant(shared.sql, tenant) };
}
