import { callerTools, type FieldTable, never, only, textFormat, toolChoice } from "./fields.ts";

/** Settings of the model and hints, which the agent's version has instead. */
const settings = [
  ...["temperature", "top_p", "reasoning", "reasoning_effort", "verbosity", "seed"],
  ...["frequency_penalty", "presence_penalty", "logit_bias", "parallel_tool_calls"],
  ...["max_output_tokens", "max_tokens", "max_completion_tokens", "max_tool_calls"],
  ...["service_tier", "truncation", "include", "metadata", "user", "safety_identifier"],
  ...["prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "prediction"],
];
const logprobs = "Tramontane has no log probabilities.";

/** Fields of `POST /responses`. */
export const responseFields: FieldTable = {
  read: [
    ...["model", "input", "instructions", "stream", "background"],
    ...["previous_response_id", "conversation"],
  ],
  ignored: [...settings, "stream_options"],
  refused: {
    tools: callerTools,
    tool_choice: toolChoice,
    text: textFormat,
    top_logprobs: only(logprobs, 0),
    store: only(
      "a conversation is a record; leave it out, and erase the conversation with closeConversation.",
      true,
    ),
    prompt: never("the agent has a prompt; `model` chooses the agent and its version."),
    context_management: never("the engine manages the context."),
  },
};

/** Fields of `POST /chat/completions`. */
export const chatFields: FieldTable = {
  read: ["model", "messages", "stream", "stream_options", "conversation"],
  ignored: [...settings, "store"],
  refused: {
    tools: callerTools,
    functions: callerTools,
    tool_choice: only("the settings of the agent decide.", "auto", "none"),
    function_call: only("the settings of the agent decide.", "auto", "none"),
    response_format: textFormat,
    n: only("there is one answer.", 1),
    logprobs: only(logprobs, false),
    top_logprobs: only(logprobs, 0),
    stop: never("register the agent with `settings.stop`."),
    audio: never("answers are text."),
    modalities: (value) =>
      JSON.stringify(value) === '["text"]' ? null : "answers are text: leave it out.",
    web_search_options: never("register the agent with the tool web_search of server mistral."),
  },
};
