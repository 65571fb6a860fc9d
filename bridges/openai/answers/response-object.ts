import type { Source } from "../../../clients/client/source.ts";
import { RequestError } from "../../../clients/client/errors.ts";
import { responseIdOf, shortId } from "../ids.ts";
import { openAiUsage } from "../openai.generated.ts";
import type { Ending } from "../stream/ending.ts";
import type { OutputItem } from "../stream/items.ts";
import { type StartedTurn, unixTime } from "../turn/started-turn.ts";

/** Tokens of a turn as OpenAI's clients read them. */
export interface Usage {
  input_tokens: number;
  output_tokens: number;
}

/** What changes in the object of a response. */
export interface ResponseState {
  status: string;
  output: OutputItem[];
  ending?: Ending | null;
  usage?: Usage | null;
}

/** What a client said about a response. It is not stored. */
export interface ResponseRequest {
  background: boolean;
  previous: string | null;
}

/** The object of a response. Settings that the agent has are null. */
export function responseObject(
  started: Pick<StartedTurn, "ref" | "conversationId" | "model" | "createdAt">,
  { background, previous }: ResponseRequest,
  { status, output, ending = null, usage = null }: ResponseState,
): Record<string, unknown> {
  return {
    id: responseIdOf(started.ref),
    object: "response",
    created_at: unixTime(started.createdAt),
    status,
    background,
    error: ending?.error ?? null,
    incomplete_details: ending?.incomplete_details ?? null,
    instructions: null,
    max_output_tokens: null,
    model: started.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: previous,
    conversation: { id: shortId(started.conversationId) },
    reasoning: { effort: null, summary: null },
    store: true,
    temperature: null,
    text: { format: { type: "text" } },
    tool_choice: "auto",
    tools: [],
    top_p: null,
    truncation: "disabled",
    usage: usage && usageObject(usage),
    metadata: {},
  };
}

const usageObject = ({ input_tokens, output_tokens }: Usage) => ({
  input_tokens,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input_tokens + output_tokens,
});

/** Usage of a turn; null for a caller who may not read it. */
export async function usageOf(operations: Source, turnId: string): Promise<Usage | null> {
  try {
    const { turn } = await operations.request(openAiUsage, { id: turnId });
    const usage = turn?.__typename === "Turn" ? turn.usage : null;
    return usage && { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens };
  } catch (error) {
    if (error instanceof RequestError && error.code === "FORBIDDEN") return null;
    throw error;
  }
}
