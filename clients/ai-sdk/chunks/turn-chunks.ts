import type { TurnPart } from "@tramontane/client/turn";
import type { UIMessageChunk } from "ai";
import { sourceChunk, steeringChunk, textChunk } from "./message-chunks.ts";
import { StepContent } from "./step-content.ts";
import { ToolChunks } from "./tool-chunks.ts";

type Of<Type> = Extract<TurnPart, { type: Type }>;
const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/**
 * The parts of one turn as chunks of one UI message, whose id is that of the turn. The message that `ai` makes of them is
 * the same live, resumed, replayed, and after attempts that were discarded.
 */
export class TurnChunks {
  readonly #base: string | undefined;
  readonly #tools = new Map<string, ToolChunks>();
  #step = new StepContent();
  #isStarted = false;
  #isInStep = false;

  /** `base`: address of the API, for links to files on it. */
  constructor({ base }: { base?: string | undefined } = {}) {
    this.#base = base;
  }

  /** True while the turn goes on only after an approval that this reader may decide. */
  get isWaiting(): boolean {
    const open = [...this.#tools.values()].filter((tool) => !tool.isEnded);
    return !this.#isInStep && open.length > 0 && open.every((tool) => tool.isPending);
  }

  /** The chunks of a part. */
  add(part: TurnPart): UIMessageChunk[] {
    switch (part.type) {
      case "turn":
        return this.#turn(part);
      case "model-call":
        return this.#modelCall(part);
      case "user-message":
        if (!this.#isStarted) return [];
        return this.#step.show(part.message.id, 0, [steeringChunk(part.message)]);
      case "message-start":
        this.#step.begin(part.entryId);
        return [];
      case "text-start":
      case "text-delta":
      case "text-end":
        return this.#step.show(part.entryId, part.part, [textChunk(part)]);
      case "citation":
      case "media":
        return this.#step.show(part.entryId, part.part, [sourceChunk(part, this.#base)]);
      case "discarded":
        this.#tools.delete(part.entryId);
        return this.#step.discard(part.entryId);
      case "tool-start":
      case "arguments-delta":
      case "tool-input":
      case "tool-output":
      case "tool-error":
        return this.#step.show(part.entryId, 0, this.#tool(part));
      case "approval":
        return this.#approval(part);
      case "handoff": {
        const { entryId: id, from, to } = part;
        return this.#step.show(id, 0, [{ type: "data-handoff", id, data: { from, to } }]);
      }
      case "retry": {
        const { type: _, stepId, ...data } = part;
        return [{ type: "data-retry", id: stepId, data, transient: true }];
      }
      case "progress":
        return [{
          ...{ type: "data-progress", id: part.stepId, transient: true },
          data: { toolCallId: part.stepId, note: part.note },
        }];
      case "message-end":
      case "unread":
        return [];
    }
  }

  #turn({ turnId, status, failure }: Of<"turn">): UIMessageChunk[] {
    if (status === "QUEUED") return [];
    const begun: UIMessageChunk[] = this.#isStarted ? [] : [{ type: "start", messageId: turnId }];
    this.#isStarted = true;
    if (!final.includes(status)) return begun;
    const ended = [...begun, ...this.#finishStep()];
    if (status === "COMPLETED") return [...ended, { type: "finish", finishReason: "stop" }];
    if (status === "FAILED") {
      return [...ended, { type: "error", errorText: failure?.message ?? "The turn failed." }];
    }
    const reason = status === "CANCELLED" ? "The turn was cancelled." : "The turn was rolled back.";
    return [...ended, { type: "abort", reason }];
  }

  /** Further attempts of a call continue its step. */
  #modelCall({ status }: Of<"model-call">): UIMessageChunk[] {
    if (final.includes(status)) return this.#finishStep();
    if (this.#isInStep || status !== "RUNNING") return [];
    this.#isInStep = true;
    this.#step = new StepContent();
    return [{ type: "start-step" }];
  }

  #finishStep(): UIMessageChunk[] {
    if (!this.#isInStep) return [];
    this.#isInStep = false;
    return [...this.#step.inOrder(), { type: "finish-step" }];
  }

  #tool(
    part:
      | Of<"tool-start">
      | Of<"arguments-delta">
      | Of<"tool-input">
      | Of<"tool-output">
      | Of<"tool-error">,
  ): UIMessageChunk[] {
    if (part.type === "tool-start") {
      const tool = new ToolChunks(part);
      this.#tools.set(part.entryId, tool);
      return tool.start(part);
    }
    const tool = this.#tools.get(part.entryId);
    switch (part.type) {
      case "arguments-delta":
        return tool?.delta(part.text) ?? [];
      case "tool-input":
        return tool?.input(part.arguments) ?? [];
      case "tool-output":
        return tool?.output(part) ?? [];
      case "tool-error":
        return tool?.error(part) ?? [];
    }
  }

  #approval(part: Of<"approval">): UIMessageChunk[] {
    const id = part.approval?.toolCall?.id;
    const tool = id === undefined ? undefined : this.#tools.get(id);
    return id === undefined || !tool ? [] : this.#step.show(id, 0, tool.approval(part));
  }
}
