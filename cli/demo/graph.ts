import { follow, request } from "../../clients/typescript/mod.ts";
import * as documents from "./documents.ts";
import type { DemoEvent, Entry, Usage } from "./events.ts";

/** What the API says of itself. */
export interface About {
  serverInfo: { version: string; emulated: boolean; sampleMarketData: boolean };
  mcpServers: { name: string; tools: { name: string }[] }[];
}

/** A conversation as it is stored. */
export interface Stored {
  usage: Usage;
  entries: { nodes: Entry[] };
}

interface LogPage {
  nodes: { seq: number }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Refusal {
  __typename: string;
  message?: string;
  issues?: { path: string[]; message: string }[];
}

/** The API as the demo speaks to it: nothing but the public graph, through the shipped client. */
export class Graph {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  about(): Promise<About> {
    return request<About>(this.#url, documents.about);
  }

  async register(input: object) {
    type Payload = {
      created: boolean;
      version: { number: number; model: string; tools: { tool: { name: string } }[] };
    };
    return await this.#mutate<Payload>(documents.register, input);
  }

  /** Starts a conversation on a version with a first message; its id and that of the turn. */
  async start(
    agent: string,
    number: number,
    text: string,
  ): Promise<{ id: string; turnId: string }> {
    type Payload = { conversation: { id: string }; turn: { id: string } };
    const input = {
      agent,
      version: { number },
      title: "Demo",
      labels: ["demo"],
      content: [{ text }],
    };
    const { conversation, turn } = await this.#mutate<Payload>(documents.start, input);
    return { id: conversation.id, turnId: turn.id };
  }

  /** Sends a message; the id of its turn. */
  async send(conversationId: string, text: string): Promise<string> {
    const input = { conversationId, content: [{ text }] };
    return (await this.#mutate<{ turn: { id: string } }>(documents.send, input)).turn.id;
  }

  /** The events of a conversation from its first; closes with the signal. */
  follow(id: string, signal: AbortSignal): AsyncIterableIterator<DemoEvent> {
    return follow<{ conversationEvents: DemoEvent }>({ url: this.#url, signal }, {
      query: documents.events,
      variables: { id },
    });
  }

  /** Numbers of all facts in the log, in its order. */
  async log(id: string): Promise<number[]> {
    const seqs: number[] = [];
    let after: string | null = null;
    do {
      const page: LogPage = await this.#page(id, after);
      seqs.push(...page.nodes.map(({ seq }) => seq));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return seqs;
  }

  async stored(id: string): Promise<Stored> {
    type Answer = { conversation: Stored };
    return (await request<Answer>(this.#url, documents.stored, { id })).conversation;
  }

  async #page(id: string, after: string | null): Promise<LogPage> {
    type Answer = { conversation: { events: LogPage } };
    return (await request<Answer>(this.#url, documents.log, { id, after })).conversation.events;
  }

  // With its key a mutation could be repeated; the demo asks once and says what went wrong.
  async #mutate<T>(document: string, input: object): Promise<T> {
    const variables = { input: { idempotencyKey: crypto.randomUUID(), ...input } };
    const { result } = await request<{ result: Refusal }>(this.#url, document, variables);
    if (result.__typename.endsWith("Payload")) return result as T;
    const issues = (result.issues ?? []).map(({ path, message }) =>
      `${path.join(".")}: ${message}`
    );
    throw new Error([`${result.__typename}: ${result.message}`, ...issues].join("\n  "));
  }
}
