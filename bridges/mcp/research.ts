import type { CallToolResult } from "@modelcontextprotocol/server";
import type { z } from "zod";
import { BridgeError, payloadOf } from "../failure.ts";
import type { researchArguments } from "./arguments.ts";
import type { AgentCall } from "./call.ts";
import { mcpResearchEvents, mcpStartResearch, mcpWork } from "./mcp.generated.ts";
import { type Run, runResult } from "./run-result.ts";
import { hasEnded } from "./turn-result.ts";
import { whileOpen } from "./while-open.ts";

/** Starts a run. The same key finds the same run. */
export async function openRun(
  { operations, key }: Pick<AgentCall, "operations" | "key">,
  { idempotencyKey: _, ...given }: z.infer<typeof researchArguments>,
): Promise<Run> {
  const input = { ...given, idempotencyKey: key.stored };
  return payloadOf((await operations.request(mcpStartResearch, { input })).result).research;
}

/** Follows a run until it ends. */
export async function reportOf(call: AgentCall, run: Run): Promise<CallToolResult> {
  const { operations, key, request } = call;
  if (!hasEnded(run.status)) {
    await whileOpen(call, run.id, (signal) => untilItEnds(call, run.id, signal));
  }
  const { work } = await operations.request(mcpWork, { id: run.id });
  if (work?.__typename === "ResearchRun") return runResult(work, key.own, request.url);
  throw new BridgeError({ status: 404, code: "NOT_FOUND", message: "The run cannot be read." });
}

async function untilItEnds(
  { operations, progress }: AgentCall,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const subscription = { query: mcpResearchEvents, variables: { id }, after: null };
  for await (const event of operations.follow(subscription, { signal })) {
    if (event.__typename === "ResearchEnded") return;
    if (event.__typename !== "PhaseChanged" || !event.phase) continue;
    progress.step(`${event.phase.name}: ${event.status.toLowerCase()}`);
  }
}
