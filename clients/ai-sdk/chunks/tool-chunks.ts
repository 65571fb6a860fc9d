import type { TurnApproval, TurnPart } from "@tramontane/client/turn";
import type { UIMessageChunk } from "ai";

type Of<Type> = Extract<TurnPart, { type: Type }>;

/** What a pending approval says besides its id: `decideApproval` takes the hash of what the user saw. */
export interface ApprovalDescriptor {
  argumentsHash: string;
  expiresAt: string;
  approveOnTimeout: boolean;
}

/** The chunks of one tool call. */
export class ToolChunks {
  readonly #toolCallId: string;
  readonly #toolName: string;
  /** The latest arguments, and those that the message shows, as JSON. */
  #latest: unknown = null;
  #shown: string | null = null;
  #approval: "none" | "pending" | "decided" = "none";
  /** True once it waits for a decision that the reader can make. */
  isPending = false;
  isEnded = false;

  constructor({ entryId, name }: Of<"tool-start">) {
    this.#toolCallId = entryId;
    this.#toolName = name;
  }

  /** The model begins to write the call. */
  start({ server }: Of<"tool-start">): UIMessageChunk[] {
    return [{ type: "tool-input-start", ...this.#tool(), toolMetadata: { server } }];
  }

  /** The model writes arguments. */
  delta(inputTextDelta: string): UIMessageChunk[] {
    const toolCallId = this.#toolCallId;
    return this.#shown === null ? [{ type: "tool-input-delta", toolCallId, inputTextDelta }] : [];
  }

  /** The arguments. While an approval is pending, the message shows those that were proposed. */
  input(input: unknown): UIMessageChunk[] {
    this.#latest = input;
    return this.#approval === "pending" ? [] : this.#show(input);
  }

  /** An approval is requested or decided. A late reader's `approval` may be ahead of `verdict`. */
  approval({ approvalId, verdict, approval }: Of<"approval">): UIMessageChunk[] {
    if (verdict === "PENDING") return this.#request(approvalId, approval);
    this.isPending = false;
    if (this.#approval !== "pending") return [];
    this.#approval = "decided";
    const approved = verdict === "APPROVED";
    const reason = verdict === "WITHDRAWN" ? "The turn ended before a decision." : approval?.reason;
    const response: UIMessageChunk = {
      ...{ type: "tool-approval-response", approvalId, approved },
      ...reason && { reason },
    };
    if (approved) return [response, ...this.#latest === null ? [] : this.#show(this.#latest)];
    this.isEnded = true;
    return [response, { type: "tool-output-denied", toolCallId: this.#toolCallId }];
  }

  /** The call has returned: as data where the tool returns any. */
  output({ call }: Of<"tool-output">): UIMessageChunk[] {
    this.isEnded = true;
    const output = call.output ?? call.result;
    return [{ type: "tool-output-available", toolCallId: this.#toolCallId, output }];
  }

  /** The call has failed. Of a rejected call the message shows the rejection. */
  error({ failure }: Of<"tool-error">): UIMessageChunk[] {
    if (this.isEnded) return [];
    this.isEnded = true;
    return [{
      ...{ type: "tool-output-error", toolCallId: this.#toolCallId },
      errorText: failure.message,
    }];
  }

  #request(approvalId: string, approval: TurnApproval | null): UIMessageChunk[] {
    if (!approval) return [];
    const { argumentsHash, expiresAt, approveOnTimeout, proposedArguments } = approval;
    this.#approval = "pending";
    this.isPending = approval.verdict === "PENDING";
    const approvalDescriptor: ApprovalDescriptor = { argumentsHash, expiresAt, approveOnTimeout };
    const toolCallId = this.#toolCallId;
    return [
      ...proposedArguments === null ? [] : this.#show(proposedArguments),
      { type: "tool-approval-request", approvalId, toolCallId, approvalDescriptor },
    ];
  }

  #show(input: unknown): UIMessageChunk[] {
    const text = JSON.stringify(input);
    if (text === this.#shown) return [];
    this.#shown = text;
    return [{ type: "tool-input-available", ...this.#tool(), input }];
  }

  /** `dynamic`: agents get their tools at run time. `providerExecuted`: `useChat` must not run them. */
  #tool() {
    const names = { toolCallId: this.#toolCallId, toolName: this.#toolName };
    return { ...names, dynamic: true, providerExecuted: true };
  }
}
