import { clock } from "../model/prose.ts";
import type { Json } from "../model/types.ts";
import type { Plan } from "./plan.ts";
import type { Planned } from "./planned-entries.ts";

/** A server-sent event without its time. `token` frames are paced. */
export type Frame = { data: Json & { type: string }; token: boolean };

function framesOf(output: Planned, output_index: number): Frame[] {
  const { id, body, pieces } = output;
  const from = "model" in body ? { model: body.model, agent_id: body.agent_id } : {};
  if (body.type === "function.call") {
    const { name, tool_call_id } = body;
    return pieces.map((piece) => ({
      data: {
        type: "function.call.delta",
        id,
        name,
        tool_call_id,
        arguments: piece,
        output_index,
        ...from,
      },
      token: true,
    }));
  }
  if (body.type === "agent.handoff") {
    const { previous_agent_id, previous_agent_name, next_agent_id, next_agent_name } = body;
    const started = {
      type: "agent.handoff.started",
      id,
      previous_agent_id,
      previous_agent_name,
      output_index,
    };
    const done = { type: "agent.handoff.done", id, next_agent_id, next_agent_name, output_index };
    return [{ data: started, token: false }, { data: done, token: false }];
  }
  if (body.type === "tool.execution") return executionFrames(output, body, output_index);
  const role = "assistant";
  const parts = output.parts ?? pieces.map((content) => ({ content, content_index: 0 }));
  return parts.map(({ content, content_index }) => ({
    data: {
      type: "message.output.delta",
      id,
      content,
      output_index,
      content_index,
      role,
      ...from,
    },
    token: true,
  }));
}

function executionFrames(
  { id, pieces }: Planned,
  { name, info, model, agent_id }: Extract<Planned["body"], { type: "tool.execution" }>,
  output_index: number,
): Frame[] {
  const at = { id, name, output_index };
  const started = { type: "tool.execution.started", ...at, arguments: "", model, agent_id };
  const written = pieces.map((piece) => ({
    data: { type: "tool.execution.delta", ...at, arguments: piece },
    token: true,
  }));
  const done = { type: "tool.execution.done", ...at, info };
  return [{ data: started, token: false }, ...written, { data: done, token: false }];
}

/** The frames between response.started and response.done. */
export function answerFrames(plan: Plan): Frame[] {
  return plan.outputs.flatMap(framesOf);
}

/** The text of a frame: its event name, a JSON line with the time of sending, a blank line. */
export function encodeFrame(data: Json & { type: string }): string {
  const { type, ...rest } = data;
  const body = JSON.stringify({ type, created_at: new Date().toISOString(), ...rest });
  const sent = (performance.timeOrigin + performance.now()).toFixed(3);
  return `event: ${type}\ndata: ${body.replaceAll(clock, sent)}\n\n`;
}
