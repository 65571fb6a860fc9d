import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import type { Complete } from "./completion.ts";
import type { ToolCall, ToolDeps } from "./tool.ts";
import { cancelled, describeFailure, failureKey } from "./tool-failure.ts";

/** Data at a URI template. */
export interface Resource {
  name: string;
  title: string;
  description: string;
  mimeType: string;
  /** RFC 6570 template with simple variables only: `prices://history/{symbol}/{period}`. */
  template: string;
  /** Completions of the variables. */
  complete(deps: ToolDeps): Record<string, Complete>;
  /** Reads the text. Throws `ToolFailure` or `MarketFault`. */
  read(values: Readonly<Record<string, string>>, call: ToolCall): Promise<string>;
}

/** `_meta` key that is true when the figures are invented samples. */
const sampleKey = "tramontane/sample";

/** Registers a resource. A failure is a protocol error with the same text and code as a tool's failure. */
export function registerResource(server: McpServer, resource: Resource, deps: ToolDeps): void {
  const { name, title, description, mimeType, template } = resource;
  const address = new ResourceTemplate(template, {
    list: undefined,
    complete: resource.complete(deps),
  });
  const about = { title, description, mimeType };
  server.registerResource(name, address, about, async (uri, variables, ctx) => {
    const values = Object.entries(variables).map(([k, v]) => [k, decoded(String(v))]);
    const text = await readOrRefuse(resource, Object.fromEntries(values), {
      ...deps,
      signal: ctx.mcpReq.signal,
    });
    const _meta = { [sampleKey]: deps.market.sample };
    return { contents: [{ uri: uri.href, mimeType, text, _meta }] };
  });
}

/** Text that cannot be decoded is kept: the resource refuses it with an error that names it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readOrRefuse(
  resource: Resource,
  values: Record<string, string>,
  call: ToolCall,
): Promise<string> {
  try {
    return await resource.read(values, call);
  } catch (error) {
    const { code, retryable, text } = call.signal.aborted
      ? cancelled
      : describeFailure(error, call.log);
    const status = retryable ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
    throw new ProtocolError(status, text, { [failureKey]: { code, retryable } });
  } finally {
    call.log.info("mcp.resource_read", { resource: resource.name });
  }
}
