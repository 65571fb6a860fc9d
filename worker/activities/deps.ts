import type { OutputChecks } from "../model/judge-output.ts";
import type { Mistral } from "@mistralai/mistralai";
import type { Sql } from "../../store/connect.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { EngineConfig } from "../config.ts";
import type { FileFetcher } from "../fetch-files.ts";
import type { HeldCalls } from "../held-calls.ts";
import type { Reach } from "../crash-points.ts";
import type { Conversations } from "../model/conversations.ts";
import type { ModelGates } from "../model/model-gates.ts";
import type { OpenRelays } from "../model/open-relays.ts";
import type { WritePipeline } from "../model/write-pipeline.ts";
import type { Ring, Runs } from "../ring.ts";
import type { Superseded } from "../temporal/superseded.ts";
import type { TellSpan } from "../tracing.ts";
import type { ToolPace } from "../tools/tool-pace.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** What activities work with. */
export interface ActivityDeps {
  sql: Sql;
  mistral: Mistral;
  /** Reads streams and histories of the provider. */
  conversations: Conversations;
  provider: string;
  engine: EngineConfig;
  pipeline: WritePipeline;
  relays: OpenRelays;
  gates: ModelGates;
  /** Where tests let a call die; nothing otherwise. */
  reach: Reach;
  heldCalls: HeldCalls;
  servers: ToolServers;
  toolPace: ToolPace;
  /** Checks answers by the output schemas of agents. */
  checks: OutputChecks;
  ring: Ring;
  runs: Runs;
  /** Whether another version of the worker takes the new runs. */
  superseded: Superseded;
  /** Told when an answer named files. */
  files: Pick<FileFetcher, "look">;
  log: Logger;
  spans: {
    /** Null when nothing is traced. */
    tell: TellSpan | null;
    /** Spans hold what was said, too. */
    content: boolean;
  };
}
