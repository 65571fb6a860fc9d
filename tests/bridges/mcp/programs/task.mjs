// Asks an agent as a task, by the official requester of the extension: task.mjs URL TOOL MESSAGE
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import {
  createTaskSessionFromClient,
  resultFromTaskOutcome,
} from "@modelcontextprotocol/ext-tasks/client";

const [url, tool, message] = process.argv.slice(2);
const clientInfo = { name: "task", version: "1" };
const clientCapabilities = {
  elicitation: { form: {} },
  extensions: { "io.modelcontextprotocol/tasks": {} },
};
const versionNegotiation = { mode: "auto" };
const client = new Client(clientInfo, { versionNegotiation, capabilities: clientCapabilities });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));

/** The SDK's client refuses the results of the extension, so that its host sends the requests. */
async function rawDispatch({ method, params }) {
  console.log("sent:", method);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2026-07-28",
      "mcp-method": method,
      "mcp-name": params.taskId ?? params.name,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: crypto.randomUUID(), method, params }),
  });
  const text = await response.text();
  const json = text.startsWith("{") ? text : /^data: (.*)$/m.exec(text)?.[1] ?? "";
  const { result, error } = JSON.parse(json);
  return error ? { kind: "error", error } : { kind: "result", result };
}

const session = createTaskSessionFromClient(client, {
  endpointId: "test",
  rawDispatch,
  v2RequestFraming: { protocolVersion: "2026-07-28", clientInfo, clientCapabilities },
  onInputRequest(request) {
    console.log("form:", request.params.message);
    return Promise.resolve({ action: "accept", content: { decision: "approve" } });
  },
});
const execution = await session.callTool(tool, { message });
const { outcome } = await execution.settle();
const { content, structuredContent } = resultFromTaskOutcome(outcome);
console.log("answer:", content[0].text);
console.log("data:", JSON.stringify(structuredContent));
await session.close();
await client.close();
