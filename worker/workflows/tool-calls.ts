import { condition } from "@temporalio/workflow";
import type {
  ConversationInput,
  ToolCallRef,
} from "../../protocol/conversation/conversation-workflow.ts";
import type { StepActivities } from "./step-activities.ts";

/** The tool calls of a conversation that are in progress. */
export class ToolCalls {
  readonly #conversation: ConversationInput;
  readonly #activities: StepActivities;
  readonly #isWoken: () => boolean;
  readonly #running = new Map<string, Promise<void>>();
  /** Errors that Temporal does not retry any more. */
  readonly #errors: unknown[] = [];

  /** A wake-up ends the waits before retries. */
  constructor(
    conversation: ConversationInput,
    activities: StepActivities,
    isWoken: () => boolean,
  ) {
    this.#conversation = conversation;
    this.#activities = activities;
    this.#isWoken = isWoken;
  }

  get ids(): string[] {
    return [...this.#running.keys()];
  }

  /** Starts the calls that are not in progress. */
  start(calls: readonly ToolCallRef[]): void {
    for (const ref of calls) {
      if (this.#running.has(ref.id)) continue;
      const call = this.#call(ref).catch((e) => void this.#errors.push(e));
      this.#running.set(ref.id, call.finally(() => this.#running.delete(ref.id)));
    }
  }

  /** Resolves once none is in progress. */
  async ended(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** True after a wake-up or an error. */
  get isInterrupted(): boolean {
    return this.#isWoken() || this.#errors.length > 0;
  }

  throwError(): void {
    if (this.#errors.length > 0) throw this.#errors[0];
  }

  /** Makes a tool call, and repeats it as often as it is to be retried, unless a wake-up arrives. */
  async #call({ id, tool, quick }: ToolCallRef) {
    const args: [ConversationInput & ToolCallRef] = [{ ...this.#conversation, id }];
    const options = (summary: string | undefined) => summary === undefined ? {} : { summary };
    const { local, remote } = this.#activities;
    const first = quick ? local.callTool : remote.callTool;
    let wait = await first.executeWithOptions(options(tool), args);
    while (wait && !await condition(() => this.isInterrupted, wait.waitMs)) {
      const retry = options(tool && `${tool}, retry`);
      wait = await remote.callTool.executeWithOptions(retry, args);
    }
  }
}
