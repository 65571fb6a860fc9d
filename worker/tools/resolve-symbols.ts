import { randomUUID } from "node:crypto";
import { deadlineSignal, withDeadline } from "../../protocol/async/deadline.ts";
import { readSymbolAnswers } from "../../protocol/research/read-symbol-answers.ts";
import type { SymbolAnswer } from "../../protocol/research/resolved-symbol.ts";
import { readListings } from "../../store/agent/resolve-tools.ts";
import { resolverOf } from "../../store/research/symbols.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { toOutcome } from "./tool-result.ts";
import { callTool } from "./use-tool.ts";

/** Time limit of the call, with the connection, ms: the mutation waits 10 s in total. */
const callMs = 6_000;

/**
 * Has a market data server resolve symbols. Where no server can, or where it fails, they are accepted unchecked: a run
 * may still answer the question.
 */
export async function resolveSymbols(
  deps: Pick<ActivityDeps, "sql" | "servers" | "log">,
  tenant: string,
  symbols: readonly string[],
  signal: AbortSignal,
): Promise<SymbolAnswer[]> {
  const resolver = symbols.length > 0
    ? resolverOf(await readListings(deps.sql, tenant))
    : undefined;
  const output = resolver ? await ask(deps, resolver, symbols, signal) : null;
  return readSymbolAnswers(output, symbols);
}

async function ask(
  { servers, log }: Pick<ActivityDeps, "servers" | "log">,
  { server, tool }: NonNullable<ReturnType<typeof resolverOf>>,
  symbols: readonly string[],
  signal: AbortSignal,
): Promise<unknown> {
  const within = deadlineSignal(callMs, signal);
  try {
    const request = { id: randomUUID(), args: { symbols } };
    const options = { signal: within, timeout: callMs };
    const call = servers.use(server, (client) => callTool(client, tool, request, options));
    const answer = await withDeadline(callMs, call);
    const outcome = toOutcome(tool.name, answer);
    if (outcome && !outcome.failure) return outcome.output;
    log.warn("research.symbols_unchecked", { server, failure: outcome?.failure?.code });
  } catch (error) {
    signal.throwIfAborted();
    log.warn("research.symbols_unchecked", { server, ...errorFields(error) });
  }
  return null;
}
