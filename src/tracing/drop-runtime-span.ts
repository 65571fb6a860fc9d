import type { ServerResponse } from "node:http";

/** The description of the symbol under which Deno keeps its own span of a request, on the response of `node:http`. */
const spanKey = "kOtelSpan";

/**
 * Drops the span that Deno 2.9.3 makes of a `node:http` request, so that it never ends and is never exported: it has
 * the whole URL, and with it the secret of a link or the text of a query. It is not the active span, so nothing refers
 * to it; `inRequestSpan` makes the exported one. Deno's metrics of the request stay.
 */
export function dropRuntimeSpan(response: ServerResponse): void {
  const key = Object.getOwnPropertySymbols(response).find((s) => s.description === spanKey);
  if (key) (response as unknown as Record<symbol, unknown>)[key] = undefined;
}
