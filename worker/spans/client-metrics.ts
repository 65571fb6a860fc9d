import { attributes, mistralProvider } from "../../telemetry/attributes.ts";
import { record, recordSince } from "../../telemetry/metrics.ts";
import { classify } from "../model/provider/classify-fault.ts";
import { ProviderError } from "../model/provider/provider-error.ts";
import type { Transcript } from "../model/answer/transcript.ts";

const ofModel = (model: string) => ({
  [attributes.operation]: "chat",
  [attributes.provider]: mistralProvider,
  [attributes.requestModel]: model,
} as const);

const responseModel = (model: string | null) =>
  model === null ? {} : { [attributes.responseModel]: model };

/** Measures one request to a model, from now to the end of its answer. `work` is given the start, of `performance.now()`. */
export async function measuringRequest(
  model: string,
  work: (since: number) => Promise<Transcript>,
): Promise<Transcript> {
  const since = performance.now();
  const ended = (more: Partial<Record<"gen_ai.response.model" | "error.type", string>>) =>
    recordSince("gen_ai.client.operation.duration", since, { ...ofModel(model), ...more });
  try {
    const transcript = await work(since);
    ended(responseModel(transcript.model));
    return transcript;
  } catch (error) {
    ended({ [attributes.errorType]: wordOf(error) });
    throw error;
  }
}

/** The failure code of a provider's fault; of anything else, such as our own cancelling, its name. */
function wordOf(error: unknown): string {
  if (error instanceof ProviderError) return classify(error.cause, error.asked).failure.code;
  return error instanceof Error ? error.name : "unknown";
}

/** The first piece of an answer came to a request that went out at `since`. */
export function measureFirstChunk(model: string, since: number): void {
  recordSince("gen_ai.client.operation.time_to_first_chunk", since, ofModel(model));
}

/** A request was answered, and the provider reported its usage. */
export function measureUsage(
  model: string,
  answeredBy: string | null,
  usage: { inputTokens: number | null; outputTokens: number | null },
): void {
  const of = { ...ofModel(model), ...responseModel(answeredBy) };
  const add = (type: string, n: number | null) =>
    n !== null && record("gen_ai.client.token.usage", n, { ...of, [attributes.tokenType]: type });
  add("input", usage.inputTokens);
  add("output", usage.outputTokens);
}

/** A tool call at an MCP server that was sent at `since` has ended. `error`: its failure code. */
export function measureToolCall(tool: string, since: number, error: string | null): void {
  recordSince("mcp.client.operation.duration", since, {
    [attributes.mcpMethod]: "tools/call",
    [attributes.operation]: "execute_tool",
    [attributes.toolName]: tool,
    ...(error !== null &&
      { [attributes.errorType]: error === "TOOL_ERROR" ? "tool_error" : error }),
  });
}
