import { type Source, whileAway } from "@tramontane/client";
import type { UIMessage } from "ai";
import { chatMessages, type ChatMessagesQuery, findChat, startChat } from "./chat.generated.ts";
import { command } from "./commands.ts";
import { idOfKey } from "./outgoing.ts";

/** How conversations of chats are started. */
export interface ConversationOptions {
  client: Source;
  /** Name of the agent of new conversations, or what names it. */
  agent: string | ((chatId: string) => string);
  /** Version of the agent: its number or an alias. Default: as `startConversation` chooses. */
  version?: { number: number } | { alias: string };
  /** Called when a chat gets a conversation: its first one, or a fork. */
  onConversation?: (chatId: string, conversationId: string) => void;
}

/**
 * The conversation of each chat. A conversation has its chat's id as a label, which its forks inherit: the mapping
 * survives a reload and other devices without a store of its own. The id of a conversation is also a chat id.
 */
export class Conversations {
  readonly #options: ConversationOptions;
  readonly #known = new Map<string, string>();

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** The conversation of a chat; null: it has none. */
  async find(chatId: string): Promise<string | null> {
    const known = this.#known.get(chatId);
    if (known !== undefined) return known;
    const { client } = this.#options;
    const { viewer, byId, byLabel } = await whileAway(() =>
      client.request(findChat, { id: chatId, labels: [labelOf(chatId)] })
    );
    // Another user's conversation may be shared with this one, or readable for its role, and may have any label.
    const own = byLabel?.nodes.find(({ owner }) => owner === null || owner === viewer.subject);
    // A conversation that is found by its id has forks with the label of an earlier regeneration.
    const found = own?.id ?? byId?.id ?? null;
    if (found !== null) this.#known.set(chatId, found);
    return found;
  }

  /** The conversation of a chat, which is started where there is none. */
  async open(chatId: string): Promise<string> {
    return await this.find(chatId) ?? await this.start(chatId, chatId);
  }

  /** Starts a conversation for a chat. Concurrent calls with one key start one. */
  async start(chatId: string, idempotencyKey: string): Promise<string> {
    const { client, agent, version = null } = this.#options;
    const { conversation } = await command(client, startChat, {
      ...{ idempotencyKey, version, labels: [labelOf(chatId)] },
      agent: typeof agent === "string" ? agent : agent(chatId),
    });
    this.assign(chatId, conversation.id);
    return conversation.id;
  }

  /** The chat goes on in this conversation. */
  assign(chatId: string, conversationId: string): void {
    this.#known.set(chatId, conversationId);
    this.#options.onConversation?.(chatId, conversationId);
  }

  /** The entry before a user's message, null before the first one; undefined: the conversation does not have the message. */
  async entryBefore(
    conversationId: string,
    { id }: UIMessage,
  ): Promise<string | null | undefined> {
    const { client } = this.#options;
    let isFound = false;
    for (let before: string | null = null;;) {
      const { conversation }: ChatMessagesQuery = await whileAway(() =>
        client.request(chatMessages, { id: conversationId, before })
      );
      if (!conversation) return undefined;
      const { nodes, pageInfo } = conversation.entries;
      for (const entry of nodes.toReversed()) {
        if (isFound) return entry.id;
        isFound = entry.__typename === "Message" && entry.role === "USER" &&
          (entry.id === id || idOfKey(entry.idempotencyKey ?? "") === id);
      }
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    return isFound ? null : undefined;
  }
}

const labelOf = (chatId: string) => `ai-sdk:${chatId}`;
