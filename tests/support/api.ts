import {
  applyEvent,
  type ConversationView,
  conversationView,
  follow,
  request,
} from "../../clients/typescript/mod.ts";
import * as documents from "./documents.generated.ts";

/** An event as the test documents select it. */
export interface SeenEvent {
  __typename: string;
  cursor: string;
  fromSeq: number;
  seq: number;
  at: string;
  status?: string;
  entryId?: string;
  turnId?: string;
  stepId?: string;
  attempt?: number;
  retryAt?: string | null;
  note?: string | null;
  failure?: { code: string; message: string } | null;
  approvalId?: string;
  verdict?: string;
  nodeId?: string;
  offset?: number;
  text?: string;
}

/** The API as a test speaks to it: through the shipped client only. */
export class Api {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Runs an operation; throws on GraphQL errors. */
  async run<T = Record<string, never>>(query: string, variables: object = {}): Promise<T> {
    return await request({ url: this.url }, query, { ...variables }) as T;
  }

  /** Registers `name` with the tools of `prices`; the version's id. */
  async register(name: string, over: object = {}): Promise<string> {
    const tools = [{ server: "prices", name: "get_current_stock_price" }];
    const instructions = { text: "You are a price analyst." };
    const input = { name, model: "mistral-medium-latest", instructions, tools, ...over };
    return (await this.mutate<{ version: { id: string } }>(documents.register, input)).version.id;
  }

  /** Starts a conversation, with a first message if one is given; its id. */
  async start(agent: string, text?: string): Promise<string> {
    const input = { agent, ...(text && { content: [{ text }] }) };
    type Started = { conversation: { id: string } };
    return (await this.mutate<Started>(documents.start, input)).conversation.id;
  }

  /** Sends a message; the cursor behind which all that it causes comes, and its turn. */
  async send(conversationId: string, text: string, over: object = {}): Promise<Sent> {
    return await this.mutate(documents.send, { conversationId, content: [{ text }], ...over });
  }

  /** Cancels a turn. */
  async cancel(turnId: string, reason?: string): Promise<void> {
    await this.mutate(documents.cancel, { turnId, reason });
  }

  /** The approvals that wait, of this turn alone if one is named. */
  async pending(turnId?: string): Promise<PendingApproval[]> {
    type Inbox = { approvals: { nodes: PendingApproval[] } };
    const { approvals } = await this.run<Inbox>(documents.inbox);
    return approvals.nodes.filter((a) => turnId === undefined || a.toolCall.turn.id === turnId);
  }

  /** Decides about an approval: the verdict as VerdictInput takes it. */
  async decide({ id, argumentsHash }: PendingApproval, verdict: object): Promise<void> {
    await this.mutate(documents.decide, { approvalId: id, argumentsHash, verdict });
  }

  /** Closes a conversation. */
  async close(conversationId: string): Promise<void> {
    await this.mutate(documents.close, { conversationId });
  }

  /** A conversation with its entries, turns and steps. */
  async read(id: string): Promise<Read> {
    return (await this.run<{ conversation: Read }>(documents.read, { id })).conversation;
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
    return follow({ url, retry }, options) as AsyncIterableIterator<SeenEvent>;
  }

  /** Runs a mutation with a new key; its payload. Throws with the result when it is refused. */
  async mutate<T>(query: string, input: object): Promise<T> {
    const result = await this.attempt(query, input);
    if (result.__typename.endsWith("Payload")) return result as T;
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
export interface PendingApproval {
  id: string;
  verdict: string;
  argumentsHash: string;
  proposedArguments: unknown;
  expiresAt: string;
  toolCall: { id: string; name: string; status: string; turn: { id: string } };
}

/** What `send` answers. */
export interface Sent {
  eventCursor: string;
  turn: { id: string };
}

/** What `documents.read` selects. */
export interface Read {
  id: string;
  eventCursor: string;
  closedAt: string | null;
  usage: {
    inputTokens: number;
    outputTokens: number;
    modelCalls: number;
    toolCalls: number;
    estimated: boolean;
    possiblyPaidTwice: number;
  };
  live: { fromWorkflow: boolean; queued: number; runId: string | null } | null;
  entries: { nodes: ReadEntry[] };
  turns: { nodes: ReadTurn[] };
}

/** An entry of `Read`. */
export interface ReadEntry {
  __typename: string;
  id: string;
  status: string;
  role?: string;
  text?: string;
  name?: string;
  arguments?: unknown;
  result?: string;
}

/** A turn of `Read`. */
export interface ReadTurn {
  id: string;
  number: number;
  cancelReason: string | null;
  messages: { text: string }[];
  status: string;
  failure: { code: string; message: string } | null;
  reply: { text: string } | null;
  steps: { __typename: string; id: string; status: string; attempts: number; model?: string }[];
}

/** Reads until `last` says so, or the stream ends; all events read. Fails after `withinMs`. */
export async function readUntil(
  events: AsyncIterableIterator<SeenEvent>,
  last: (event: SeenEvent) => boolean,
  withinMs = 60_000,
): Promise<SeenEvent[]> {
  const seen: SeenEvent[] = [];
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

/** Faults of a reader's rule: facts in order, without holes or doubles, deltas where they belong. */
export function ruleBreaks(events: readonly SeenEvent[], from = 0): string[] {
  const breaks: string[] = [];
  const lengths = new Map<string, number>();
  let last = from;
  for (const e of events) {
    if (e.fromSeq !== last + 1) breaks.push(`fromSeq ${e.fromSeq} after ${last}`);
    if (e.__typename === "TextDelta") {
      const key = `${e.nodeId}`;
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
