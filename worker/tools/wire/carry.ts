import { partialTexts } from "../../../protocol/json/partial-json.ts";
import { cleanValue } from "./clean-value.ts";
import { MalformedAnswerError } from "./faults.ts";
import { maxAnswerBytes, maxCutUnits } from "./limits.ts";
import { parseLenient } from "./parse-lenient.ts";
import type { ReadBody } from "./read-body.ts";

/** A request without an answer yet. */
export interface Waiting {
  id: string | number;
  method: string;
}

/** A JSON-RPC message. */
export type Message = Record<string, unknown>;

/** Key of the original result in a message to the SDK, whose validation could otherwise reject the whole answer. */
const rawKey = "tramontane/raw";

/** The fields that the SDK requires; the original result is under `rawKey`. */
const envelopes: Record<string, Message> = {
  "tools/call": { content: [] },
  "tools/list": { tools: [], ttlMs: 0, cacheScope: "private" },
  "prompts/list": { prompts: [], ttlMs: 0, cacheScope: "private" },
};

/** Marks the result of a cut answer. */
export interface CutResult {
  cut: true;
  texts: string[];
}

/** The server's result, cleaned; undefined if the message has none. */
export function carried(result: { _meta?: Record<string, unknown> }): unknown {
  return result._meta?.[rawKey];
}

/** True for the rest of an answer that was too long. */
export function isCut(raw: unknown): raw is CutResult {
  return typeof raw === "object" && raw !== null && (raw as CutResult).cut === true;
}

/**
 * The messages in the text of an answer, cleaned for the SDK and the database. The answer to `waiting` is changed so
 * that the SDK accepts it. Throws MalformedAnswerError if there is no answer.
 */
export function readMessages({ text, cut }: ReadBody, waiting: Waiting | null): Message[] {
  if (cut) return [cutAnswer(text, waiting)];
  return toMessages(parsedOrThrow(text), waiting);
}

/** The same for a parsed answer. `passes`: which of the server's own messages are processed. */
export function toMessages(
  parsed: unknown,
  waiting: Waiting | null,
  passes: (message: Message) => boolean = () => true,
): Message[] {
  const all = Array.isArray(parsed) ? parsed : [parsed];
  return all.filter((one) => typeof Object(one).method !== "string" || passes(one))
    .map((one) => toMessage(one, waiting));
}

/** True if the message ends the request. */
export function answers(message: Message, waiting: Waiting | null): boolean {
  return waiting !== null && !("method" in message) && message.id === waiting.id;
}

/** Parses the text of an answer. Throws MalformedAnswerError. */
export function parsedOrThrow(text: string): unknown {
  if (text.trim() === "") throw new MalformedAnswerError("answered with nothing");
  try {
    return parseLenient(text);
  } catch {
    throw new MalformedAnswerError("answered with text that is not JSON");
  }
}

function toMessage(given: unknown, waiting: Waiting | null): Message {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new MalformedAnswerError("answered with JSON that is not a JSON-RPC message");
  }
  const message = given as Message;
  if (typeof message.method === "string") return cleanValue(message) as Message;
  if (!("result" in message) && !("error" in message)) {
    throw new MalformedAnswerError("answered with JSON that is not a JSON-RPC message");
  }
  // The server could not assign an error without an id; the connection carries only one request.
  const related = message.id == null
    ? message.error != null
    : String(message.id) === String(waiting?.id);
  const id = waiting !== null && related ? waiting.id : message.id;
  if (message.error != null) return { jsonrpc: "2.0", id, error: readError(message.error) };
  if (waiting === null || !related) {
    return { jsonrpc: "2.0", id, result: cleanValue(message.result) };
  }
  return { jsonrpc: "2.0", id, result: readResult(message.result, waiting) };
}

function readError(given: unknown): Message {
  const { code, message, data } = Object(given) as Message;
  const text = typeof given === "string" ? given : message;
  return {
    code: typeof code === "number" && Number.isInteger(code) ? code : -32_000,
    message: cleanValue(typeof text === "string" ? text : JSON.stringify(cleanValue(given))),
    ...(data !== undefined && { data: cleanValue(data) }),
  };
}

function readResult(result: unknown, { method }: Waiting): unknown {
  const envelope = envelopes[method];
  const clean = cleanValue(result);
  if (!envelope) {
    if (typeof clean === "object" && clean !== null) return clean;
    throw new MalformedAnswerError("answered with a result that is not an object");
  }
  return { resultType: "complete", ...envelope, _meta: { [rawKey]: clean } };
}

/** The readable part of an answer that is too long: the texts at its start. */
function cutAnswer(text: string, waiting: Waiting | null): Message {
  const envelope = waiting?.method === "tools/call" ? envelopes[waiting.method] : undefined;
  const texts = partialTexts(text.slice(0, maxCutUnits))
    .filter(({ path: [result, content, , key] }) =>
      result === "result" && content === "content" && key === "text"
    ).map((found) => found.text);
  if (!waiting || !envelope || texts.length === 0) {
    throw new MalformedAnswerError(`answered with more than ${maxAnswerBytes} bytes`);
  }
  const raw: CutResult = { cut: true, texts: texts.map((t) => cleanValue(t) as string) };
  return {
    jsonrpc: "2.0",
    id: waiting.id,
    result: { resultType: "complete", ...envelope, _meta: { [rawKey]: raw } },
  };
}
