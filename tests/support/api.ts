import {
  applyEvent,
  type ConversationView,
  conversationView,
  follow,
  request,
} from "../../clients/client/mod.ts";
import type { Typed } from "../../clients/client/document.ts";
import type { Member, Payload } from "../../cli/graph/mutate.ts";
import type { Flat } from "./flat.ts";
import * as documents from "./documents.generated.ts";

type Union = documents.EventsSubscription["event"] | documents.ApprovalEventsSubscription["event"];

/** An event of a conversation or of the approvals; fields that only some kinds have are optional. */
export type SeenEvent = Flat<Union>;

/** A client of the API, through the shipped client library only. */
export class Api {
  readonly url: string;
  readonly #token: string | undefined;

  /** `token`: sent with each request and socket; left out: none. */
  constructor(url: string, token?: string) {
    this.url = url;
    this.#token = token;
  }

  /** The options of a request of the client library. */
  get #to() {
    const headers: Record<string, string> = this.#token === undefined
      ? {}
      : { authorization: `Bearer ${this.#token}` };
    return { url: this.url, headers };
  }

  /** Runs an operation; throws on GraphQL errors. */
  run<R, V>(document: string & Typed<R, V>, variables: NoInfer<V>): Promise<R>;
  run<T = Record<string, never>>(query: string, variables?: object): Promise<T>;
  async run<T = Record<string, never>>(query: string, variables: object = {}): Promise<T> {
    return await request(this.#to, query, { ...variables }) as T;
  }

  /** Registers `name` with the tools of `prices`; the version's id. */
  async register(name: string, over: object = {}): Promise<string> {
    const tools = [{ server: "prices", name: "get_current_stock_price" }];
    const instructions = { text: "You are a price analyst." };
    const input = { name, model: "mistral-medium-latest", instructions, tools, ...over };
    return (await this.mutate(documents.register, input)).version.id;
  }

  /** Starts a conversation, with a first message if one is given; its id. */
  async start(agent: string, text?: string): Promise<string> {
    const input = { agent, ...(text && { content: [{ text }] }) };
    return (await this.mutate(documents.start, input)).conversation.id;
  }

  /** Sends a message; the cursor after which all its events come, and its turn. */
  async send(conversationId: string, text: string, over: object = {}): Promise<Sent> {
    return await this.mutate(documents.send, { conversationId, content: [{ text }], ...over });
  }

  /** Cancels a turn. */
  async cancel(turnId: string, reason?: string): Promise<void> {
    await this.mutate(documents.cancel, { turnId, reason });
  }

  /** The pending approvals, of one turn if it is given. */
  async pending(turnId?: string): Promise<PendingApproval[]> {
    const { approvals } = await request(this.#to, documents.inbox);
    return (approvals?.nodes ?? []).filter((a) =>
      turnId === undefined || a.toolCall?.turn.id === turnId
    );
  }

  /** Decides about an approval: the verdict as VerdictInput takes it. */
  async decide({ id, argumentsHash }: PendingApproval, verdict: object): Promise<void> {
    await this.mutate(documents.decide, { approvalId: id, argumentsHash, verdict });
  }

  /** Whether these MCP servers are listed with tools. */
  async listsTools(...names: string[]): Promise<boolean> {
    const { mcpServers } = await this.run(documents.servers, {});
    const listed = mcpServers?.filter(({ tools }) => tools && tools.length > 0).map((s) => s.name);
    return names.every((name) => listed?.includes(name));
  }

  /** Closes a conversation. */
  async close(conversationId: string): Promise<void> {
    await this.mutate(documents.close, { conversationId });
  }

  /** A conversation with its entries, turns and steps. */
  async read(id: string): Promise<Read> {
    const { conversation } = await request(this.#to, documents.read, { id });
    if (!conversation) throw new Error(`there is no conversation ${id}`);
    return conversation;
  }

  /** Events of a conversation by subscription, from `after`. */
  follow(id: string, after?: string, url = this.url): AsyncIterableIterator<SeenEvent> {
    return this.#events(url, { query: documents.events, variables: { id }, after });
  }

  /** Events of all approvals, from `after`. */
  followApprovals(after?: string): AsyncIterableIterator<SeenEvent> {
    return this.#events(this.url, { query: documents.approvalEvents, after });
  }

  #events(url: string, options: Parameters<typeof follow>[1]): AsyncIterableIterator<SeenEvent> {
    const retry = { firstMs: 50, maxMs: 500, attempts: 120 };
    const params = this.#token !== undefined && { connectionParams: { token: this.#token } };
    return follow({ url, retry, ...params }, options) as AsyncIterableIterator<SeenEvent>;
  }

  /** Runs a mutation with a new key; its payload. Throws with the result when it is refused. */
  async mutate<R extends Member, V>(
    document: string & Typed<{ result: R }, V>,
    input: object,
  ): Promise<Payload<R>> {
    const result = await this.attempt(document, input);
    if (result.__typename.endsWith("Payload")) return result as Payload<R>;
    throw new Error(JSON.stringify(result));
  }

  /** Runs a mutation with a new key, unless `input` has one; its result, whichever member it is. */
  async attempt(
    query: string,
    input: object,
  ): Promise<{ __typename: string } & Record<string, unknown>> {
    const variables = { input: { idempotencyKey: crypto.randomUUID(), ...input } };
    const [result] = Object.values(
      await this.run<Record<string, { __typename: string }>>(query, variables),
    );
    if (!result) throw new Error("a mutation answered nothing");
    return { ...result };
  }
}

/** An approval as the inbox shows it. */
export type PendingApproval = NonNullable<documents.InboxQuery["approvals"]>["nodes"][number];

/** The payload of `send`. */
export type Sent = Payload<documents.SendMutation["result"]>;

type Stored = NonNullable<documents.ReadQuery["conversation"]>;

/** A conversation; fields that only some kinds of entries or steps have are optional. */
export type Read = Omit<Stored, "entries" | "turns"> & {
  entries: { nodes: ReadEntry[] };
  turns: { nodes: ReadTurn[] };
};

/** An entry of a conversation. */
export type ReadEntry = Flat<Stored["entries"]["nodes"][number]>;

type StoredTurn = Stored["turns"]["nodes"][number];

/** A turn of a conversation. */
export type ReadTurn = Omit<StoredTurn, "steps"> & { steps: Flat<StoredTurn["steps"][number]>[] };

/** The fields of an event, of whichever stream. */
interface Numbered {
  __typename: string;
  fromSeq: number;
  seq: number;
  status?: string | null | undefined;
  nodeId?: string | undefined;
  part?: number | undefined;
  offset?: number | undefined;
  text?: string | undefined;
}

/** Reads until `last` says so, or the stream ends; all events read. Fails after `withinMs`. */
export async function readUntil<E extends Numbered>(
  events: AsyncIterableIterator<E>,
  last: (event: E) => boolean,
  withinMs = 120_000,
): Promise<E[]> {
  const seen: E[] = [];
  const timer = setTimeout(() => void events.return?.(), withinMs);
  try {
    for await (const event of events) {
      seen.push(event);
      if (last(event)) return seen;
    }
  } finally {
    clearTimeout(timer);
  }
  if (seen.at(-1)?.__typename === "ConversationClosed") return seen;
  const tail = seen.slice(-5).map((e) => `${e.seq} ${e.__typename} ${e.status ?? ""}`).join(", ");
  throw new Error(`the awaited event did not come; the last were: ${tail}`);
}

/** True for the end of the n-th turn that ends; makes a fresh counter at each call. */
export function turnEnds(n = 1): (event: SeenEvent) => boolean {
  let ended = 0;
  return ({ __typename, status }) => {
    const ends = ["COMPLETED", "FAILED", "CANCELLED"].includes(status ?? "");
    return __typename === "TurnChanged" && ends && ++ended >= n;
  };
}

/** True for the end of this turn. */
export function endOf(turnId: string): (event: SeenEvent) => boolean {
  const ends = turnEnds();
  return (event) => event.turnId === turnId && ends(event);
}

/** Breaks of the rule that a reader checks: events in order, without gaps or duplicates, deltas where they belong. */
export function ruleBreaks(events: readonly Numbered[], from = 0): string[] {
  const breaks: string[] = [];
  const lengths = new Map<string, number>();
  let last = from;
  for (const e of events) {
    if (e.fromSeq !== last + 1) breaks.push(`fromSeq ${e.fromSeq} after ${last}`);
    if (e.__typename === "TextDelta") {
      const key = `${e.nodeId}/${e.part}`;
      if ((e.offset ?? 0) > (lengths.get(key) ?? 0)) breaks.push(`a hole in the text of ${key}`);
      lengths.set(key, (e.offset ?? 0) + (e.text ?? "").length);
      if (e.seq !== last) breaks.push(`a delta with seq ${e.seq} after ${last}`);
    } else last = e.seq;
  }
  return breaks;
}

/** What a reader of these events has on the screen. */
export function screen(events: readonly SeenEvent[]): ConversationView {
  return events.reduce(
    (view, e) => applyEvent(view, e as Parameters<typeof applyEvent>[1]),
    conversationView(),
  );
}
