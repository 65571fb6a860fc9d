import { SpanKind } from "@opentelemetry/api";
import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { attributes } from "../telemetry/attributes.ts";
import type { Logger } from "../telemetry/log.ts";
import { recordSince } from "../telemetry/metrics.ts";
import { failed, inSpan } from "../telemetry/span.ts";
import type { MarketGateway } from "./market/gateway.ts";
import { cancelled, describeFailure, failureResult } from "./tool-failure.ts";

/** What every tool works with. */
export interface ToolDeps {
  market: MarketGateway;
  log: Logger;
}

/** The deps, and the signal that fires when this call's client has gone or cancelled. */
export interface ToolCall extends ToolDeps {
  signal: AbortSignal;
}

/** A tool as its file describes it. `name` is snake_case and is also the name of the file. */
export interface ToolSpec<I extends z.ZodObject, O extends z.ZodObject> {
  name: string;
  title: string;
  /** Written for a model: what it answers, when to use it, what the arguments mean. */
  description: string;
  input: I;
  output: O;
  /** Answers the call, or throws `ToolFailure` or `MarketFault`: both are told to the model. */
  run(args: z.output<I>, call: ToolCall): Promise<z.output<O>>;
}

/** A tool that a server can offer. */
export interface Tool {
  readonly name: string;
  register(server: McpServer, deps: ToolDeps): void;
}

const sampleNote = "Sample data made for testing: these are not real market figures.";

const sampleLabel = z.object({
  sample: z.boolean().describe("True when the figures are invented samples, not market data."),
  note: z.string().optional().describe("Must be passed on to the reader when present."),
});

/** Every tool here reads public figures: calling it changes nothing, and twice is as good as once. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/**
 * Makes a tool of a spec. Each result carries the output as structured content and as JSON text, and
 * says whether its figures are samples; each failure becomes an `isError` result in our wording.
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
          // The SDK has parsed `args` by `spec.input`; only its type is lost on the way.
          traced(spec, args as z.output<I>, { ...deps, signal: ctx.mcpReq.signal }),
      );
    },
  };
}

/** In a span as the MCP conventions name it. Neither arguments nor results go along. */
async function traced<I extends z.ZodObject, O extends z.ZodObject>(
  spec: ToolSpec<I, O>,
  args: z.output<I>,
  call: ToolCall,
): Promise<CallToolResult> {
  const method = "tools/call";
  // The tool's name is in that of the span alone: on an attribute, backends would count a call of our worker twice.
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

/** A result that says whether its figures are samples. */
export function labelled(output: Record<string, unknown>, sample: boolean) {
  return { ...output, sample, ...(sample && { note: sampleNote }) };
}
