/**
 * The version of the OpenTelemetry GenAI semantic conventions. They have a repository of their own since 2026, are in
 * development, and change between releases: this file is the only place with their names.
 */
export const genAiConventions = {
  version: "0.1.0",
  /** The general conventions on which this release is based. */
  schemaUrl: "https://opentelemetry.io/schemas/1.45.0",
} as const;

/** Attributes of spans; own ones start with `tramontane.`. Content is exported only if that is enabled. */
export const attributes = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  agentId: "gen_ai.agent.id",
  agentName: "gen_ai.agent.name",
  agentVersion: "gen_ai.agent.version",
  conversation: "gen_ai.conversation.id",
  requestModel: "gen_ai.request.model",
  requestStream: "gen_ai.request.stream",
  requestMaxTokens: "gen_ai.request.max_tokens",
  outputType: "gen_ai.output.type",
  /** Usage and models are only on `chat`: backends sum up the attributes of all spans. */
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  /** Of metrics: `input` or `output`. */
  tokenType: "gen_ai.token.type",
  finishReasons: "gen_ai.response.finish_reasons",
  /** The model of the answer, as the provider names it. */
  responseModel: "gen_ai.response.model",
  /** The provider's id of the last entry of the answer. */
  responseId: "gen_ai.response.id",
  /** Seconds from the request to the first frame of the answer. */
  timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
  toolName: "gen_ai.tool.name",
  toolType: "gen_ai.tool.type",
  toolCallId: "gen_ai.tool.call.id",
  /** Content. */
  inputMessages: "gen_ai.input.messages",
  /** Content. */
  outputMessages: "gen_ai.output.messages",
  /** Content. */
  toolArguments: "gen_ai.tool.call.arguments",
  /** Content. */
  toolResult: "gen_ai.tool.call.result",
  mcpMethod: "mcp.method.name",
  workflowName: "gen_ai.workflow.name",
  errorType: "error.type",
  httpMethod: "http.request.method",
  httpRoute: "http.route",
  httpStatus: "http.response.status_code",
  serverAddress: "server.address",
  serverPort: "server.port",
  urlFull: "url.full",
  urlPath: "url.path",
  graphqlName: "graphql.operation.name",
  graphqlType: "graphql.operation.type",
  /** As Temporal's own interceptors name them. */
  workflowId: "temporalWorkflowId",
  runId: "run_id",
  activityId: "temporalActivityId",
  /** 1 for the first time that Temporal runs an activity. */
  activityAttempt: "tramontane.activity.attempt",
  turnId: "tramontane.turn.id",
  turnNumber: "tramontane.turn.number",
  turnStatus: "tramontane.turn.status",
  /** Sums over all model calls of the turn; not under `gen_ai.` names, which the calls carry. */
  turnInputTokens: "tramontane.turn.input_tokens",
  turnOutputTokens: "tramontane.turn.output_tokens",
  researchId: "tramontane.research.id",
  callId: "tramontane.call.id",
  /** 1 for the first attempt of a call. */
  attempt: "tramontane.call.attempt",
  /** The answer of an earlier attempt, which that attempt had lost, was found at the provider. */
  adopted: "tramontane.call.adopted",
  verdict: "tramontane.approval.verdict",
  /** The tool that needs approval; `gen_ai.tool.name` is only on the span that runs it. */
  approvalTool: "tramontane.approval.tool",
  edited: "tramontane.approval.edited",
  /** One of `linkKinds`. */
  link: "tramontane.link",
  events: "tramontane.events",
} as const;

/** Kinds of links between spans. */
export const linkKinds = {
  /** From a turn to the one before it in its conversation. */
  previousTurn: "previous_turn",
  /** From an approval to the mutation that decided it. */
  decision: "decision",
  /** From a subscription over HTTP to its request, which it outlives. */
  request: "request",
  /** From a subscription to a turn whose events it sent. */
  publisher: "publisher",
} as const;

/** The value of `gen_ai.provider.name`. */
export const mistralProvider = "mistral_ai";
