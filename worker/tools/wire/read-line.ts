import { type Message, readMessages, toMessages, type Waiting } from "./carry.ts";
import { faultMessage, MalformedAnswerError } from "./faults.ts";
import type { MessagePace } from "./message-pace.ts";
import { parseLenient } from "./parse-lenient.ts";
import type { ReadBody } from "./read-body.ts";

/** Requests that wait for their answers, by their ids as texts. */
export type AllWaiting = ReadonlyMap<string, Waiting>;

/**
 * The messages in a line that a program wrote. Programs print other things too, such as the request that they read:
 * only what is a message counts, and what cannot be read only where it is plainly the answer to a request.
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

/** What stands before the message on its line is left out. */
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

/** An error without an id is about the one request that there is. */
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

/** The id of a message that is no JSON: before all that is nested, or at the very end. */
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
