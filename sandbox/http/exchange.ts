import { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { asObject } from "../model/types.ts";
import type { Json } from "../model/types.ts";

/** A request and its response. `path` has neither query nor mount point. */
export type Exchange = {
  req: IncomingMessage;
  res: ServerResponse;
  path: string;
  query: URLSearchParams;
};

const maxBodyBytes = 8 * 1024 * 1024;

/** An error with its response. */
export class HttpError extends Error {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, string>;
  constructor(status: number, body: Json, headers: Record<string, string> = {}) {
    super(`HTTP ${status}`);
    this.name = "HttpError";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** The request's JSON object; `{}` without a body. Throws HttpError 400 or 413. */
export async function readJson(req: IncomingMessage): Promise<Json> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBodyBytes) throw new HttpError(413, { detail: "Request body too large" });
    parts.push(part);
  }
  if (size === 0) return {};
  try {
    return asObject(JSON.parse(new TextDecoder().decode(Buffer.concat(parts))));
  } catch {
    throw new HttpError(400, { detail: "Invalid JSON" });
  }
}

/** Answers with JSON; does nothing if the client has disconnected. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Json = {},
): void {
  if (res.destroyed || res.headersSent) return;
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json",
    "content-length": String(new TextEncoder().encode(text).length),
    ...headers as Record<string, string>,
  });
  res.end(text);
}
