import type { AuthMode } from "../protocol/auth/auth-mode.ts";
import type { Detailed } from "../protocol/auth/detail.ts";
import type { Principal } from "../protocol/auth/principal.ts";
import type { Scope } from "../protocol/auth/scopes.ts";
import type { TenantLimits } from "../protocol/quota/tenant-limits.ts";
import type { RateLimit } from "../protocol/quota/rate-limit.ts";
import type { Commands } from "./ports/commands.ts";
import type { EventLog } from "./ports/event-log.ts";
import type { Reads } from "./ports/reads.ts";

/** Context of the resolvers of one operation. A subscription uses the same one for all its events. */
export interface GraphQLContext {
  reads: Reads;
  commands: Commands;
  log: EventLog;
  principal: Principal;
  /** The caller has used up its points: mutations are refused. Absent: admitted. */
  refusedRate?: RateLimit;
  /** True if the principal may do this, at least to objects of its own. */
  can: (scope: Scope) => boolean;
  /** True if it may read the details of all such objects that it may read. */
  detailOf: (object: Detailed) => boolean;
  /**
   * Identifies what the caller may read. Subscribers with the same value share the answers to events, so it differs
   * wherever an answer could differ.
   */
  visibility: string;
  /** Queries the workflow of a conversation; null when it is not running or does not answer in time. Never throws. */
  live: (conversationId: string) => Promise<WorkflowLive | null>;
  /** Queries the workflow of a research run, in the same way. */
  liveResearch: (researchId: string) => Promise<WorkflowLive | null>;
  /** Download links of the report that a phase wrote. */
  reportFiles: (phaseId: string) => ReportFile[];
  server: DeploymentInfo;
  /** Link to a file that a tool made. It expires. */
  fileLink: (id: string) => string;
  /** Link to a trace; null when the deployment has no link template. */
  traceUrl: (traceId: string) => string | null;
  /** Link to a workflow in Temporal's UI; null when the deployment has no link template. */
  workflowUrl: (workflowId: string) => string | null;
  /** `Last-Event-ID` of an EventSource that reconnects. It takes precedence over `after`. */
  lastEventId: string | null;
  /** Receives the cursor of each event before a subscription sends it. */
  onEvent?: (cursor: string) => void;
  /** Called when a subscription starts after the last event of its stream: it sends nothing. */
  onAlreadyEnded?: () => void;
}

/** Answer of a workflow to a query of its state. */
export interface WorkflowLive {
  at: Date;
  workflowId: string;
  runId: string | null;
  advancing: boolean;
  toolCalls: string[];
  wakesAt: Date | null;
}

/** A download link. The address alone grants access, until it expires. */
export interface ReportFile {
  /** Media type. */
  type: string;
  url: string;
  expiresAt: Date;
}

/** Properties of the deployment. */
export interface DeploymentInfo {
  version: string;
  /** True: answers come from the emulator, not from a model. */
  emulated: boolean;
  sampleMarketData: boolean;
  authentication: AuthMode;
  /** Retention of events, in days. */
  retentionDays: number;
  /** Limits of tenants without own ones. */
  tenantDefaults: TenantLimits;
}
