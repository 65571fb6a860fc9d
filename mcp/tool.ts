import { SpanKind } from "@opentelemetry/api";
import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { attributes } from "../telemetry/attributes.ts";
import type { Logger } from "../telemetry/log.ts";
import { recordSince } from "../telemetry/metrics.ts";
import { failed, inSpan } from "../telemetry/span.ts";
import type { MarketGateway } from "./market/gateway.ts";
import { cancelled, describeFailure, failureResult } from "./tool-failure.ts";

/** Dependencies of every tool. */
export interface ToolDeps {
  market: MarketGateway;
  log: Logger;
}

/** A call: the dependencies, and a signal that aborts when its client disconnects or cancels. */
export interface ToolCall extends ToolDeps {
  signal: AbortSignal;
}

/** Definition of a tool. `name` is snake_case and matches the name of the file. */
export interface ToolSpec<I extends z.ZodObject, O extends z.ZodObject> {
  name: string;
  title: string;
  /** For the model: what it returns, when to use it, what the arguments mean. */
  description: string;
  input: I;
  output: O;
  /** Executes the call. The model receives the text of a thrown `ToolFailure` or `MarketFault`. */
  run(args: z.output<I>, call: ToolCall): Promise<z.output<O>>;
}

/** A tool that can be registered with a server. */
export interface Tool {
  readonly name: string;
  register(server: McpServer, deps: ToolDeps): void;
}

const sampleNote = "Sample data made for testing: these are not real market figures.";

const sampleLabel = z.object({
  sample: z.boolean().describe("True when the figures are invented samples, not market data."),
  note: z.string().optional().describe("Must be passed on to the reader when present."),
});

/** All tools read public data: calls change nothing and can be repeated. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/**
 * Creates a tool. Each result has the output as structured content and as JSON text, and says whether its figures are
 * samples. Each failure is an `isError` result without text of other servers.
 */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  spec: ToolSpec<I, O>,
): Tool {
  const { name, title, description } = spec;
  const outputSchema = z.object({ ...spec.output.shape, ...sampleLabel.shape });
  const inputSchema: z.ZodObject = spec.input;
  const config = { title, description, inputSchema, outputSchema, annotations };
  return {
    name,
    register(server, deps) {
      server.registerTool(
        name,
        config,
        (args, ctx) =>
          // The SDK has parsed `args` by `spec.input`; only the type is lost.
          traced(spec, args as z.output<I>, { ...deps, signal: ctx.mcpReq.signal }),
      );
    },
  };
}

/** Executes a call in a span named by the MCP conventions, without arguments and results. */
async function traced<I extends z.ZodObject, O extends z.ZodObject>(
  spec: ToolSpec<I, O>,
  args: z.output<I>,
  call: ToolCall,
): Promise<CallToolResult> {
  const method = "tools/call";
  // The tool's name is only in the span's name: with an attribute, backends would count the worker's call twice.
  const start = { kind: SpanKind.SERVER, attributes: { [attributes.mcpMethod]: method } };
  return await inSpan(`${method} ${spec.name}`, start, async (span) => {
    const result = await answer(spec, args, call);
    if (result.isError) failed(span, "tool_error");
    return result;
  });
}

async function answer<I extends z.ZodObject, O extends z.ZodObject>(
  spec: ToolSpec<I, O>,
  args: z.output<I>,
  call: ToolCall,
): Promise<CallToolResult> {
  const began = performance.now();
  const done = (outcome: string) => {
    recordSince("tramontane.mcp.tool.duration", began, { tool: spec.name, outcome });
    recordSince("mcp.server.operation.duration", began, {
      [attributes.mcpMethod]: "tools/call",
      [attributes.operation]: "execute_tool",
      [attributes.toolName]: spec.name,
      ...(outcome !== "ok" && { [attributes.errorType]: "tool_error" }),
    });
    const ms = Math.round(performance.now() - began);
    call.log.info("mcp.tool_called", { tool: spec.name, outcome, ms });
  };
  try {
    const result = successResult(await spec.run(args, call), call.market.sample);
    done("ok");
    return result;
  } catch (error) {
    const failure = call.signal.aborted ? cancelled : describeFailure(error, call.log);
    done(failure.code);
    return failureResult(failure);
  }
}

function successResult(output: Record<string, unknown>, sample: boolean): CallToolResult {
  const structuredContent = labelled(output, sample);
  return {
    structuredContent,
    content: [{ type: "text", text: JSON.stringify(structuredContent) }],
  };
}

/** The output with `sample`, and with a note if it is true. */
export function labelled(output: Record<string, unknown>, sample: boolean) {
  return { ...output, sample, ...(sample && { note: sampleNote }) };
}
