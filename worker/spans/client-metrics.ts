import { attributes, mistralProvider } from "../../telemetry/attributes.ts";
import { record, recordSince } from "../../telemetry/metrics.ts";
import { classifyFault } from "../model/provider/classify-fault.ts";
import { ProviderError } from "../model/provider/provider-error.ts";
import type { Transcript } from "../model/answer/transcript.ts";

const ofModel = (model: string) => ({
  [attributes.operation]: "chat",
  [attributes.provider]: mistralProvider,
  [attributes.requestModel]: model,
} as const);

const responseModel = (model: string | null) =>
  model === null ? {} : { [attributes.responseModel]: model };

/** Measures a request to a model until the end of its answer. `since`: its start, in the time of `performance.now()`. */
export async function measuringRequest(
  model: string,
  work: (since: number) => Promise<Transcript>,
): Promise<Transcript> {
  const since = performance.now();
  const recordEnd = (more: Partial<Record<"gen_ai.response.model" | "error.type", string>>) =>
    recordSince("gen_ai.client.operation.duration", since, { ...ofModel(model), ...more });
  try {
    const transcript = await work(since);
    recordEnd(responseModel(transcript.model));
    return transcript;
  } catch (error) {
    recordEnd({ [attributes.errorType]: errorTypeOf(error) });
    throw error;
  }
}

/** The failure code of an error of the provider; the name of any other error, such as a cancellation. */
function errorTypeOf(error: unknown): string {
  if (error instanceof ProviderError) {
    return classifyFault(error.cause, error.requested).failure.code;
  }
  return error instanceof Error ? error.name : "unknown";
}

/** Measures the time to the first chunk of the answer to a request that was sent at `since`. */
export function measureFirstChunk(model: string, since: number): void {
  recordSince("gen_ai.client.operation.time_to_first_chunk", since, ofModel(model));
}

/** Records the usage that the provider reported for a request. */
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

/** Measures a tool call at an MCP server that was sent at `since`. `error`: its failure code. */
export function measureToolCall(tool: string, since: number, error: string | null): void {
  recordSince("mcp.client.operation.duration", since, {
    [attributes.mcpMethod]: "tools/call",
    [attributes.operation]: "execute_tool",
    [attributes.toolName]: tool,
    ...(error !== null &&
      { [attributes.errorType]: error === "TOOL_ERROR" ? "tool_error" : error }),
  });
}
