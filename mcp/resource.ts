import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import type { Complete } from "./completion.ts";
import type { ToolCall, ToolDeps } from "./tool.ts";
import { cancelled, describeFailure, failureKey } from "./tool-failure.ts";

/** Data that can be read under an address with places to fill in. */
export interface Resource {
  name: string;
  title: string;
  description: string;
  mimeType: string;
  /** RFC 6570, with simple places alone: `prices://history/{symbol}/{period}`. */
  template: string;
  /** How the places are completed. */
  complete(deps: ToolDeps): Record<string, Complete>;
  /** The text. Throws `ToolFailure` or `MarketFault`. */
  read(places: Readonly<Record<string, string>>, call: ToolCall): Promise<string>;
}

/** Where a resource says whether its figures are invented samples. */
const sampleKey = "tramontane/sample";

/** Offers a resource. What cannot be read is a protocol error in our words, with the code that a tool would give. */
export function registerResource(server: McpServer, resource: Resource, deps: ToolDeps): void {
  const { name, title, description, mimeType, template } = resource;
  const address = new ResourceTemplate(template, {
    list: undefined,
    complete: resource.complete(deps),
  });
  const about = { title, description, mimeType };
  server.registerResource(name, address, about, async (uri, variables, ctx) => {
    const places = Object.entries(variables).map(([k, v]) => [k, decoded(String(v))]);
    const text = await readOrRefuse(resource, Object.fromEntries(places), {
      ...deps,
      signal: ctx.mcpReq.signal,
    });
    const _meta = { [sampleKey]: deps.market.sample };
    return { contents: [{ uri: uri.href, mimeType, text, _meta }] };
  });
}

/** Text that cannot be decoded stays as it is: the resource refuses it with an error that names it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function readOrRefuse(
  resource: Resource,
  places: Record<string, string>,
  call: ToolCall,
): Promise<string> {
  try {
    return await resource.read(places, call);
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
