import { follow, request } from "../graph/client.ts";
import type { RegisterAgentInput } from "../../schema/document-types.generated.ts";
import { mutate } from "../graph/mutate.ts";
import * as documents from "./demo.generated.ts";
import type { DemoEvent } from "./events.ts";

/** The API of conversations, through the shipped client. */
export class Graph {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  about() {
    return request(this.#url, documents.about);
  }

  register(input: Omit<RegisterAgentInput, "idempotencyKey">) {
    return mutate(this.#url, documents.register, input);
  }

  /** Starts a conversation on a version with a first message; its id and the id of the turn. */
  async start(
    agent: string,
    number: number,
    text: string,
  ): Promise<{ id: string; turnId: string }> {
    const { conversation, turn } = await mutate(this.#url, documents.start, {
      agent,
      version: { number },
      title: "Demo",
      labels: ["demo"],
      content: [{ text }],
    });
    return { id: conversation.id, turnId: turn?.id ?? "" };
  }

  /** Sends a message; the id of its turn. */
  async send(conversationId: string, text: string): Promise<string> {
    const input = { conversationId, content: [{ text }] };
    return (await mutate(this.#url, documents.send, input)).turn.id;
  }

  /** The events of a conversation from its first; closes with the signal. */
  follow(id: string, signal: AbortSignal): AsyncIterableIterator<DemoEvent> {
    return follow({ url: this.#url, signal }, { query: documents.events, variables: { id } });
  }

  /** Numbers of all events in the log, in its order. */
  async log(id: string): Promise<number[]> {
    const seqs: number[] = [];
    for (let after: string | null = null;;) {
      const variables: documents.LogQueryVariables = { id, after };
      const answer: documents.LogQuery = await request(this.#url, documents.log, variables);
      const page = answer.conversation?.events;
      seqs.push(...page?.nodes.map(({ seq }) => seq) ?? []);
      if (!page?.pageInfo.hasNextPage) return seqs;
      after = page.pageInfo.endCursor;
    }
  }

  /** The usage and the entries as they are stored. */
  async stored(id: string) {
    const { conversation } = await request(this.#url, documents.stored, { id });
    if (!conversation) throw new Error(`the server has no conversation ${id}`);
    return conversation;
  }
}
