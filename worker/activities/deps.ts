import type { Mistral } from "@mistralai/mistralai";
import type { Sql } from "../../store/connect.ts";
import type { Logger } from "../../telemetry/log.ts";
import type { EngineConfig } from "../config.ts";
import type { HeldCalls } from "../held-calls.ts";
import type { OpenRelays } from "../model/open-relays.ts";
import type { WritePipeline } from "../model/write-pipeline.ts";
import type { ToolServers } from "../tools/tool-servers.ts";

/** What activities work with. */
export interface ActivityDeps {
  sql: Sql;
  mistral: Mistral;
  provider: string;
  engine: EngineConfig;
  pipeline: WritePipeline;
  relays: OpenRelays;
  heldCalls: HeldCalls;
  servers: ToolServers;
  log: Logger;
}
