import { AbstractChat, type ChatInit, type ChatState, type ChatStatus, type UIMessage } from "ai";
import {
  lastAssistantMessageIsCompleteWithApprovalResponses as allDecided,
  type UIMessagePart,
} from "ai";
import { poll } from "../../protocol/async/poll.ts";
import { patienceMs } from "./patience.ts";

class State implements ChatState<UIMessage> {
  status: ChatStatus = "ready";
  error: Error | undefined = undefined;
  messages: UIMessage[];
  /** Called with each change of the messages. */
  changed: (messages: UIMessage[]) => void = () => {};

  constructor(messages: UIMessage[]) {
    this.messages = messages;
  }
  pushMessage = (message: UIMessage) => this.#set([...this.messages, message]);
  popMessage = () => this.#set(this.messages.slice(0, -1));
  replaceMessage = (index: number, message: UIMessage) =>
    this.#set(this.messages.with(index, this.snapshot(message)));
  snapshot = <T>(thing: T): T => structuredClone(thing);

  #set(messages: UIMessage[]) {
    this.messages = messages;
    this.changed(messages);
  }
}

/** A chat as `useChat` runs it, with the state machine of `ai` and no page. */
export class TestChat extends AbstractChat<UIMessage> {
  readonly #state: State;

  constructor({ messages = [], ...init }: ChatInit<UIMessage>) {
    const state = new State(messages);
    super({ sendAutomaticallyWhen: allDecided, ...init, state });
    this.#state = state;
  }

  /** Settles when the newest message is like this. */
  async until(like: (message: UIMessage) => boolean, withinMs = patienceMs): Promise<void> {
    const isLike = () => this.lastMessage !== undefined && like(this.lastMessage);
    const waiting = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      const last = JSON.stringify(this.lastMessage ?? null).slice(0, 2_000);
      waiting.reject(new Error(`the chat is ${this.status}, ${this.error}: ${last}`));
    }, withinMs);
    this.#state.changed = () => isLike() && waiting.resolve();
    if (isLike()) waiting.resolve();
    try {
      await waiting.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Settles when the chat is ready, or failed. */
  async settled(withinMs = patienceMs): Promise<void> {
    const isSettled = () => this.status === "ready" || this.status === "error";
    await poll(() => Promise.resolve(isSettled() || undefined), {
      ...{ withinMs, everyMs: 20, what: "the chat is settled" },
    });
    if (this.error) throw this.error;
  }

  /** The messages as JSON has them. */
  get shown(): UIMessage[] {
    return JSON.parse(JSON.stringify(this.messages));
  }
}

/** The text of a message. */
export const textOf = ({ parts }: UIMessage) =>
  parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("\n");

/** The tool calls of a message. */
export const toolsOf = ({ parts }: UIMessage) => parts.filter(isTool);

type Tool = Extract<UIMessagePart<never, never>, { type: "dynamic-tool" }>;
const isTool = (part: UIMessage["parts"][number]): part is Tool => part.type === "dynamic-tool";
