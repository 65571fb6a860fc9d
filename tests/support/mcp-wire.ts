import { agentsUrl } from "./mcp-client.ts";

/** What a client of the tasks extension declares with each request. */
export const tasksCapability = { extensions: { "io.modelcontextprotocol/tasks": {} } };

/** A request of revision 2026-07-28 to the agents of an API, as it is on the wire; its answer. */
export async function sendRpc(
  graphql: string,
  method: string,
  params: Record<string, unknown>,
  { capabilities = {}, headers = {}, signal }: {
    capabilities?: object;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): Promise<RpcAnswer> {
  const response = await postRpc(graphql, method, params, { capabilities, headers, signal });
  const text = await response.text();
  const data = text.startsWith("{")
    ? text
    : text.split("\n").findLast((l) => l.startsWith("data:"));
  return { status: response.status, ...JSON.parse(data?.replace(/^data: */, "") || "{}") };
}

/** An answer of JSON-RPC, with the status of HTTP. */
export interface RpcAnswer {
  status: number;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: Record<string, unknown> };
}

/** The request alone, for a test that reads its stream by itself. */
export async function postRpc(
  graphql: string,
  method: string,
  params: Record<string, unknown>,
  { capabilities = {}, headers = {}, signal }: {
    capabilities?: object;
    headers?: Record<string, string>;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<Response> {
  const name = params.name ?? params.taskId;
  const meta = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": { name: "wire", version: "1" },
    "io.modelcontextprotocol/clientCapabilities": capabilities,
    ...params._meta as object,
  };
  return await fetch(agentsUrl(graphql), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": method,
      ...(typeof name === "string" && { "mcp-name": name }),
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta: meta } }),
    ...(signal && { signal }),
  });
}
