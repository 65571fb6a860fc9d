import { type Message, readMessages, toMessages, type Waiting } from "./carry.ts";
import { faultMessage, MalformedAnswerError } from "./faults.ts";
import type { MessagePace } from "./message-pace.ts";
import { parseLenient } from "./parse-lenient.ts";
import type { ReadBody } from "./read-body.ts";

/** Requests without an answer yet, by their ids as texts. */
export type AllWaiting = ReadonlyMap<string, Waiting>;

/**
 * The messages in a line of a program's output. Programs also print other things, such as the requests that they read:
 * only messages count, and an unreadable line only if it is clearly the answer to a request.
 */
export function messagesOfLine(line: ReadBody, all: AllWaiting, pace: MessagePace): Message[] {
  const parsed = line.cut ? undefined : parsedLine(line.text);
  if (parsed === undefined) return unreadable(line, all);
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isMessage)
    .flatMap((one) => read(one, waitingFor(one, all), pace));
}

function read(one: Message, waiting: Waiting | null, pace: MessagePace): Message[] {
  if (waiting === null && typeof one.method !== "string") return [];
  return orFault(waiting, () => toMessages(one, waiting, (message) => pace.passes(message)));
}

/** Parses the line, without any text before the message. */
function parsedLine(text: string): unknown {
  const begin = text.indexOf('{"jsonrpc"');
  for (const part of begin > 0 ? [text, text.slice(begin)] : [text]) {
    try {
      return parseLenient(part);
    } catch {
      // Not JSON.
    }
  }
  return undefined;
}

const isMessage = (one: unknown): one is Message =>
  typeof one === "object" && one !== null &&
  ["jsonrpc", "method", "result", "error"].some((key) => key in one);

/** An error without an id belongs to the only open request. */
function waitingFor({ id, method, error }: Message, all: AllWaiting): Waiting | null {
  if (typeof method === "string") return null;
  return id == null && error != null ? only(all) : all.get(String(id)) ?? null;
}

const only = (all: AllWaiting) => all.size === 1 ? [...all.values()][0] ?? null : null;

function unreadable(line: ReadBody, all: AllWaiting): Message[] {
  const isAnswer = /^\s*\{/.test(line.text.slice(0, 100)) &&
    /"(jsonrpc|result|error)"\s*:/.test(line.text);
  if (!isAnswer) return [];
  const waiting = all.get(idIn(line.text) ?? "") ?? (line.cut ? only(all) : null);
  return waiting ? orFault(waiting, () => readMessages(line, waiting)) : [];
}

/** The id in a message that is not JSON: before any nested value, or at the end. */
function idIn(text: string): string | undefined {
  const [, first] = /^\s*\{[^{}[\]]{0,200}?"id"\s*:\s*"?([\w:-]+)/.exec(text.slice(0, 400)) ?? [];
  const [, last] = /"id"\s*:\s*"?([\w:-]+)"?[^{}[\]]{0,40}\}\s*$/.exec(text.slice(-200)) ?? [];
  return first ?? last;
}

function orFault(waiting: Waiting | null, work: () => Message[]): Message[] {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MalformedAnswerError)) throw error;
    return waiting ? [faultMessage(waiting.id, error)] : [];
  }
}
