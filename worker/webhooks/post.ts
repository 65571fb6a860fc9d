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
// read no variables of proxies.
const agents = {
  "https:": new Agent({ keepAlive: false }),
  "http:": new HttpAgent({ keepAlive: false }),
};

/**
 * Sends one message to a checked address. Redirects are not followed. Its body is read up to a limit, then the connection
 * is closed. Throws what ends the connection, and the signal's reason.
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
    },
    agent: isSecure ? agents["https:"] : agents["http:"],
  };
  return new Promise((resolve, reject) => {
    const sent = (isSecure ? request : plainRequest)(url, options, (response) => {
      readAnswer(response).then(resolve, reject).finally(() => sent.destroy());
    });
    sent.on("error", (error) => reject(signal.aborted ? signal.reason : error));
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= webhookLimits.answerBytes) break;
  }
  const kept = Buffer.concat(chunks).subarray(0, webhookLimits.answerBytes);
  return {
    status: response.statusCode ?? 0,
    retryAfterMs: readRetryAfter(response.headers["retry-after"], Date.now()),
    body: new TextDecoder().decode(kept),
  };
}
