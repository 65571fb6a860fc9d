import { Agent as HttpAgent, type IncomingMessage, request as plainRequest } from "node:http";
import { Agent, request } from "node:https";
import { readRetryAfter } from "../../protocol/webhook/retry-wait.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import type { CheckedTarget } from "./checked-address.ts";

/** What a receiver answered. */
export interface Answer {
  status: number;
  /** What `Retry-After` asks for, ms; null: nothing. */
  retryAfterMs: number | null;
  /** The beginning of its body. */
  body: string;
}

// One connection for each request, since a kept one would go to an address that was checked earlier. Agents of their own
// read no variables of proxies. A certificate is always verified, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
const agents = {
  "https:": new Agent({ keepAlive: false, rejectUnauthorized: true }),
  "http:": new HttpAgent({ keepAlive: false }),
};

/**
 * Sends one message to a checked address. Redirects are not followed. Its body is read up to a limit, then the connection
 * is closed. Throws what ends the connection before the head of the answer, and the signal's reason.
 */
export function post(
  { url, lookup }: CheckedTarget,
  { headers, body }: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<Answer> {
  const isSecure = url.protocol === "https:";
  const options = {
    ...{ method: "POST", lookup, signal, maxHeaderSize: 16_384 },
    headers: {
      ...headers,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "user-agent": "tramontane-webhooks",
    },
    agent: isSecure ? agents["https:"] : agents["http:"],
  };
  const sent = (isSecure ? request : plainRequest)(url, options);
  return new Promise<Answer>((resolve, reject) => {
    sent.on("response", (response) => resolve(readAnswer(response)));
    sent.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(answerOf(response, []));
    });
    sent.on("error", (error) => reject(signal.aborted ? signal.reason : error));
    sent.on("close", () => reject(new Error("The connection was closed.")));
    sent.end(body);
  }).finally(() => sent.destroy());
}

/** The status decides: where the body breaks off or takes too long, what has arrived of it is kept. */
async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= webhookLimits.answerBytes) break;
    }
  } catch {
    // The body broke off, or the time for it is over.
  }
  return answerOf(response, chunks);
}

const answerOf = (
  { statusCode = 0, headers }: IncomingMessage,
  chunks: readonly Buffer[],
): Answer => ({
  status: statusCode,
  retryAfterMs: readRetryAfter(headers["retry-after"], Date.now()),
  body: new TextDecoder().decode(Buffer.concat(chunks).subarray(0, webhookLimits.answerBytes)),
});
