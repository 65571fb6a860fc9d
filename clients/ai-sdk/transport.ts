import { type Source, whileAway } from "@tramontane/client";
import { cursorOfTurn } from "@tramontane/client/turn";
import type { ChatTransport, UIMessage, UIMessageChunk } from "ai";
import { forkChat, openTurn, sendChatMessage } from "./chat.generated.ts";
import { command } from "./commands.ts";
import { type ConversationOptions, Conversations } from "./conversations.ts";
import { decide } from "./decide.ts";
import { messagesOf } from "./history.ts";
import { contentOf, decisionsOf, keyOf, repeatedKey } from "./outgoing.ts";
import { Stops } from "./stops.ts";
import { streamOf, type StreamPlace, turnChunks } from "./turn-stream.ts";

/** Options of the transport. */
export interface TransportOptions extends Omit<ConversationOptions, "client"> {
  /** A client of the API: `createClient({ url })`. */
  client: Source & { url?: string };
  /**
   * What a new message does while a turn is open. Default: ENQUEUE, and INTERRUPT while the chat shows a tool call that waits
   * for an approval, which the user passes over.
   */
  whenBusy?: "ENQUEUE" | "INTERRUPT" | "REJECT";
  /**
   * What `stop()` of a chat does. Default: `cancel`, it cancels the turn. `useChat` also calls `stop()` when its component is
   * unmounted; with `detach` the turn goes on, and `cancelTurn` of the transport cancels it.
   */
  onStop?: "cancel" | "detach";
  /** Called when a turn could not be cancelled: `stop()` itself reports nothing. Default: `console.error`. */
  onError?: (error: unknown) => void;
}

type Sent<M extends UIMessage> = Parameters<ChatTransport<M>["sendMessages"]>[0];
type Turn = Pick<StreamPlace, "conversationId" | "turnId" | "after" | "continues">;
const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** Connects `useChat` with conversations of Tramontane: `useChat({ transport: new TramontaneTransport({ client, agent }) })`. */
export class TramontaneTransport<M extends UIMessage = UIMessage> implements ChatTransport<M> {
  /** A turn is shown again from its beginning. */
  readonly resumeStreamIsReplay = true;
  readonly #options: TransportOptions;
  readonly #conversations: Conversations;
  readonly #stops: Stops;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#conversations = new Conversations(options);
    this.#stops = new Stops(options);
  }

  /** Sends a message, decisions about approvals, or asks for another answer; the turn that follows. */
  async sendMessages(sent: Sent<M>): Promise<ReadableStream<UIMessageChunk>> {
    const { chatId, messages, messageId, trigger } = sent;
    const resumed = this.#stops.resumedSoFar(chatId);
    await this.#stops.settled(chatId);
    const target = messages.find(({ id }) => id === messageId) ?? messages.at(-1);
    if (!target) throw new TypeError("there is no message to send");
    const turn = target.role === "assistant" && trigger === "submit-message"
      ? await this.#decide(chatId, target, sent.body)
      : await this.#ask(sent);
    return this.#stream(chatId, turn, sent.abortSignal, resumed);
  }

  /** Shows the turn that is open from its beginning; null: there is none. */
  async reconnectToStream(
    { chatId, abortSignal }: Parameters<ChatTransport<M>["reconnectToStream"]>[0],
  ): Promise<ReadableStream<UIMessageChunk> | null> {
    const resumed = this.#stops.resumed(chatId);
    const conversationId = await this.#conversations.find(chatId);
    if (conversationId === null) return null;
    const turnId = await this.#openTurn(conversationId);
    if (turnId === null) return null;
    const turn = await this.#place(conversationId, turnId);
    return this.#stream(chatId, turn, abortSignal, resumed);
  }

  /** The messages of a chat for `useChat({ messages })`, without that of an open turn, which `resume` adds. */
  async loadMessages(chatId: string): Promise<M[]> {
    const conversationId = await this.#conversations.find(chatId);
    if (conversationId === null) return [];
    const { client } = this.#options;
    return await messagesOf(client, conversationId, { base: client.url }) as M[];
  }

  /** Cancels the turn that is open in a chat, from wherever it was started. */
  async cancelTurn(chatId: string): Promise<void> {
    const conversationId = await this.#conversations.find(chatId);
    const turnId = conversationId === null ? null : await this.#openTurn(conversationId);
    if (turnId !== null) await this.#stops.cancel(turnId);
  }

  /** The turn that runs or waits, or comes next. */
  async #openTurn(id: string): Promise<string | null> {
    const { client } = this.#options;
    const { conversation } = await whileAway(() => client.request(openTurn, { id }));
    const latest = conversation?.turns.nodes[0];
    const isOpen = latest !== undefined && !final.includes(latest.status);
    return conversation?.currentTurn?.id ?? (isOpen ? latest.id : null);
  }

  async #ask({ trigger, chatId, messages, messageId }: Sent<M>): Promise<Turn> {
    const message = messages.at(-1);
    if (message?.role !== "user") throw new TypeError("the last message is not a user's");
    const isChanged = messageId !== undefined && messageId === message.id;
    return trigger === "regenerate-message" || isChanged
      ? await this.#fork(chatId, message, messages)
      : await this.#send(chatId, message, messages);
  }

  async #send(chatId: string, message: M, messages: readonly M[]): Promise<Turn> {
    const content = contentOf(message);
    const conversationId = await this.#conversations.open(chatId);
    const { client, whenBusy } = this.#options;
    const previous = messages.at(-2);
    const passesOver = previous !== undefined && decisionsOf(previous).open.size > 0;
    const { eventCursor, turn } = await command(client, sendChatMessage, {
      ...{ conversationId, content, idempotencyKey: keyOf(message) },
      whenBusy: whenBusy ?? (passesOver ? "INTERRUPT" : "ENQUEUE"),
    });
    return { conversationId, turnId: turn.id, after: eventCursor };
  }

  /** Another answer, or one to a changed message, is a conversation of its own, which shares what came before. */
  async #fork(chatId: string, message: M, messages: readonly M[]): Promise<Turn> {
    const { client } = this.#options;
    const content = contentOf(message);
    const source = await this.#conversations.open(chatId);
    const entryId = await this.#conversations.entryBefore(source, message);
    // `regenerate` is also how a page repeats a message whose sending failed.
    if (entryId === undefined) return await this.#send(chatId, message, messages);
    const abandoned = await this.#openTurn(source);
    if (abandoned !== null) await this.#stops.cancel(abandoned);
    const idempotencyKey = repeatedKey(message);
    if (entryId === null) {
      const conversationId = await this.#conversations.start(chatId, idempotencyKey);
      const input = { conversationId, content, idempotencyKey };
      const { eventCursor, turn } = await command(client, sendChatMessage, input);
      return { conversationId, turnId: turn.id, after: eventCursor };
    }
    const input = { entryId, content, idempotencyKey };
    const { conversation, turn } = await command(client, forkChat, input);
    this.#conversations.assign(chatId, conversation.id);
    if (!turn) throw new TypeError("the fork has no turn");
    return { conversationId: conversation.id, turnId: turn.id, after: null };
  }

  async #decide(chatId: string, message: M, body: object | undefined): Promise<Turn> {
    const conversationId = await this.#conversations.open(chatId);
    const { decided, open } = decisionsOf(message);
    if (decided.length === 0) throw new TypeError("the message has no decision to send");
    for (const one of decided) await decide(this.#options.client, one, body);
    return { ...await this.#place(conversationId, message.id), continues: open };
  }

  async #place(conversationId: string, turnId: string): Promise<Turn> {
    const { client } = this.#options;
    const after = await whileAway(() => cursorOfTurn(client, { conversationId, turnId }));
    return { conversationId, turnId, after };
  }

  #stream(chatId: string, turn: Turn, stop: AbortSignal | undefined, resumed: number) {
    const { client } = this.#options;
    this.#stops.watch(chatId, turn.turnId, stop, resumed);
    return streamOf((signal) => turnChunks(client, { ...turn, base: client.url }, signal));
  }
}
