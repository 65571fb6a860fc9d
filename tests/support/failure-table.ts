/** A failure and its outcome. */
export interface FailureRow {
  /** What happens, as docs/operations.md says it. */
  what: string;
  /** What events tell: the codes of the step's retries, in order. */
  retries: readonly string[];
  /** The code with which the turn ends; null: it completes in spite of the failure. */
  turn: string | null;
  /** The code with which the tool call ends, which the model gets. */
  tool?: string;
  /** The order for the emulator. `match` is filled in by the test. */
  fault?: { kind?: string; match?: object; [setting: string]: unknown };
  /** How the result that is kept ends. */
  result?: string;
  /** Words of the last retry's message. */
  says?: string;
  /** Least wait before the next request, ms. */
  waitMs?: number;
  /** The message, where it is not plain text. KEY stands for a word of its own. */
  message?: string;
  /** What must be arranged besides the fault; see tests/faults/failure-table.test.ts. */
  setting?:
    | "agent gone"
    | "conversation gone"
    | "circuit"
    | "guarded"
    | "deadline"
    | "away"
    | "date";
}

const status = (code: number, headers: Record<string, string> = {}, times = 1) => ({
  kind: "error_500",
  ...{ status: code, headers, times },
});
const unavailable = (times = 1) => Array.from({ length: times }, () => "UNAVAILABLE");
const continuesAfter = (
  what: string,
  fault: object,
  over: Partial<FailureRow> = {},
): FailureRow => ({
  ...{ what, fault: { ...fault }, retries: unavailable(), turn: null },
  ...over,
});
const ends = (what: string, turn: string, fault: object, over: Partial<FailureRow> = {}) => ({
  ...{ what, fault: { ...fault }, retries: [], turn },
  ...over,
});
const tool = (what: string, code: string | undefined, message: string, retries: string[] = []) => ({
  ...{ what, message, retries, turn: null },
  ...(code && { tool: code }),
});
const limited = { retries: ["RATE_LIMITED"] };
const toolCall = (name: string, args = "") => `[[tool:orders__${name} {"key":"KEY"${args}}]]`;

/** The failures of design 6.1 and what a turn comes to. Attempts here: 3, the first wait 1 s. */
export const failureTable: readonly FailureRow[] = [
  continuesAfter("408", status(408)),
  continuesAfter("409", { kind: "conflict" }),
  continuesAfter("429, `Retry-After` in seconds", { kind: "rate_limit", retryAfter: "2" }, {
    ...limited,
    waitMs: 2_000,
  }),
  continuesAfter("429, `Retry-After` as a date", { kind: "rate_limit" }, {
    ...limited,
    ...{ waitMs: 1_500, setting: "date" },
  }),
  continuesAfter("429, `retry-after-ms`", {
    ...{ kind: "rate_limit", retryAfter: "", headers: { "retry-after-ms": "1700" } },
  }, { ...limited, waitMs: 1_700 }),
  ends("429 with a wait beyond the turn's deadline", "RATE_LIMITED", {
    ...{ kind: "rate_limit", retryAfter: "3600" },
  }),
  continuesAfter("500", status(500), { waitMs: 1_000 }),
  continuesAfter("503 with `Retry-After`", status(503, { "retry-after": "2" }), { waitMs: 2_000 }),
  continuesAfter("500 after the answer was stored", { kind: "commit_then_500" }),
  ends("503 at every attempt", "UNAVAILABLE", status(503, {}, 3), { retries: unavailable(2) }),
  continuesAfter("the connection is cut before the answer", { kind: "cut_before_headers" }),
  continuesAfter("a 200 with a body that cannot be decoded", { kind: "undecodable" }),
  continuesAfter("a stream that is cut", { kind: "cut_mid_stream" }),
  continuesAfter("a stream without its last event", { kind: "close_without_done", after: 2 }),
  continuesAfter("an error event in the stream", { kind: "error_event", after: 2 }),
  continuesAfter("no data within `IDLE_MS`", { kind: "slow_first_token", delayMs: 25_000 }, {
    retries: ["TIMED_OUT"],
  }),
  continuesAfter("422 with `x-should-retry: true`", status(422, { "x-should-retry": "true" }), {
    retries: ["REFUSED"],
  }),
  ends(
    "503 with `x-should-retry: false`",
    "UNAVAILABLE",
    status(503, { "x-should-retry": "false" }),
  ),
  ends("400 or 422", "REFUSED", status(422)),
  ends("401", "REFUSED", status(401)),
  ends("403 of a guardrail", "REFUSED", {}, {
    ...{ message: "tell me of KEY [[guardrail]]", setting: "guarded" },
  }),
  continuesAfter("400 for tool results that were sent before", {
    ...status(400),
    match: { operation: "conversations.append", textIncludes: "<tool_result" },
  }, { message: toolCall("look"), retries: ["REFUSED"] }),
  continuesAfter("404, the agent is gone", {}, { setting: "agent gone" }),
  continuesAfter("404, the conversation is gone", {}, { setting: "conversation gone" }),
  continuesAfter("the circuit of the model is open", {}, {
    ...{ setting: "circuit", retries: unavailable(3), says: "failed repeatedly" },
  }),
  ends("the turn's deadline", "TIMED_OUT", status(503, { "retry-after": "3600" }), {
    setting: "deadline",
  }),
  tool("a tool that does not exist", "TOOL_ERROR", "[[unknown-tool]] KEY"),
  tool("arguments that are not JSON", "TOOL_ERROR", "[[broken-arguments]] KEY"),
  tool("a tool that does not answer in time", "TIMED_OUT", toolCall("hang"), [
    ...["TIMED_OUT", "TIMED_OUT"],
  ]),
  tool("a tool that fails", "TOOL_ERROR", toolCall("fail")),
  tool(
    "a tool that answers that the call may succeed later",
    undefined,
    toolCall("look", `,"failures":1`),
    ["UNAVAILABLE"],
  ),
  {
    ...tool("a result that is too long", undefined, toolCall("recite")),
    result: " more characters]",
  },
  {
    ...tool("the MCP server cannot be reached", "UNAVAILABLE", toolCall("look"), unavailable(2)),
    setting: "away",
  },
];

/** A row as the table in docs/operations.md shows it: the failure, its retries, how the turn continues. */
export function shownRow({ what, retries, turn, tool }: FailureRow): string[] {
  const first = retries[0];
  return [
    what,
    first ? `\`WAITING\`, \`${first}\`` : "none",
    turn ? `\`FAILED\`, \`${turn}\`` : tool ? `continues; the tool call \`${tool}\`` : "continues",
  ];
}
