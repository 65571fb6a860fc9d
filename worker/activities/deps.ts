import type { SchemaChecks } from "../../validation/schema-checks.ts";
import type { Mistral } from "@mistralai/mistralai";
import { inTenant } from "../../store/database/in-tenant.ts";
import type { Sql } from "../../store/database/sql.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { EngineConfig } from "../config.ts";
import type { FileDownloader } from "../tasks/download-files.ts";
import type { ClaimedCalls } from "../claimed-calls.ts";
import type { Failpoint } from "../failpoints.ts";
import type { ConversationsApi } from "../model/provider/conversations-api.ts";
import type { ModelSemaphores } from "../model/provider/model-semaphores.ts";
import type { DraftWriters } from "../model/drafts/draft-writers.ts";
import type { WritePipeline } from "../model/drafts/write-pipeline.ts";
import type { WaitingTurns } from "../tasks/wake-waiting-turns.ts";
import type { Runs, Waker } from "../wake.ts";
import type { Superseded } from "../temporal/superseded.ts";
import type { ExportSpan } from "../telemetry/tracing.ts";
import type { ToolPace } from "../tools/tool-pace.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** The dependencies of activities. */
export interface ActivityDeps {
  sql: Sql;
  mistral: Mistral;
  /** Reads streams and histories of the provider. */
  conversations: ConversationsApi;
  provider: string;
  engine: EngineConfig;
  pipeline: WritePipeline;
  draftWriters: DraftWriters;
  semaphores: ModelSemaphores;
  /** Where tests end or pause a call; does nothing otherwise. */
  failpoint: Failpoint;
  claimedCalls: ClaimedCalls;
  servers: ToolServers;
  toolPace: ToolPace;
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

/** The dependencies of an activity of one tenant: it reads and writes the rows of this tenant alone. */
export function ofTenant(deps: ActivityDeps, tenant: string): ActivityDeps {
  return { ...deps, sql: inTenant(deps.sql, tenant) };
}
