import type { ConnectionState } from "../connection/connection-state.ts";
import type { ConversationFilter } from "../document-types.generated.ts";
import { RequestError } from "../errors.ts";
import { type NewConversation, startConversation, type Started } from "./commands.ts";
import type { StoreContext } from "./context.ts";
import type { AgentName, Status } from "./entries.ts";
import type { Fault, Result } from "./fault.ts";
import { ListReadings } from "./list-readings.ts";
import { LiveCell } from "./live-cell.ts";
import type { Readable } from "./readable.ts";
import { nameOf } from "./show-entries.ts";
import {
  conversationList,
  type ConversationListQuery,
  storeFeed,
  type StoreFeedSubscription,
} from "./store.generated.ts";

/** A conversation of a list. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string | null;
  /** First words of its first own message, at most 200 characters; empty when there are none. */
  readonly firstText: string;
  readonly agent: AgentName;
  readonly createdAt: string;
  /** Time of the latest change. */
  readonly activeAt: string;
  readonly closedAt: string | null;
  /** Of its open turn; null: it is idle. */
  readonly status: Status | null;
}

/** The latest conversations. */
export interface ConversationsState {
  /** The latest first. */
  readonly conversations: readonly ConversationSummary[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly connection: ConnectionState;
  readonly fault: Fault | null;
}

type Listed = NonNullable<ConversationListQuery["conversations"]>;

/** What changes the list. */
const kinds: StoreFeedSubscription["event"]["kind"][] = [
  ...[
    "CONVERSATION_STARTED",
    "CONVERSATION_UPDATED",
    "CONVERSATION_CLOSED",
  ] as const,
  ...["CONVERSATION_ERASED", "TURN_CHANGED"] as const,
];

/**
 * The latest conversations of the caller: read again when the feed reports a change, and after what this client has seen
 * or done; every 10 s where the feed cannot be followed.
 */
export class ConversationsStore {
  readonly live: LiveCell<ConversationsState, { cursor: string; list: Listed }>;
  readonly #context: StoreContext;
  readonly #variables: { first: number; filter: ConversationFilter | null };
  #list: readonly ConversationSummary[] = [];
  #hasMore = false;
  #isLoading = true;
  readonly #readings = new ListReadings();

  constructor(
    context: StoreContext,
    first: number,
    filter: ConversationFilter | null,
  ) {
    this.#context = context;
    this.#variables = { first, filter };
    this.live = new LiveCell<
      ConversationsState,
      { cursor: string; list: Listed }
    >(context, {
      load: async (signal) => {
        const list = await this.#read(signal);
        this.#take(list);
        return list.eventCursor;
      },
      follow: (after, signal) => this.#follow(after, signal),
      apply: ({ list }) => this.#take(list),
      show: (connection, fault) => ({
        conversations: this.#list,
        hasMore: this.#hasMore,
        isLoading: this.#isLoading,
        connection,
        fault,
      }),
    });
  }

  get state(): Readable<ConversationsState> {
    return this.live.state;
  }

  /** Starts a conversation. */
  async start(conversation: NewConversation): Promise<Result<Started>> {
    const result = await startConversation(this.#context.source, conversation);
    this.refresh();
    return result;
  }

  /** Something of a conversation has changed: reads the list soon. */
  refresh(): void {
    this.#readings.ask();
  }

  async *#follow(after: string, signal: AbortSignal) {
    const filter = { kinds, agent: this.#variables.filter?.agent ?? null };
    const items = this.#context.source.follow(
      { query: storeFeed, variables: { filter }, after },
      { signal },
    );
    // The conversations of research phases are not in the list.
    const isListed = ({ researchId }: { researchId: string | null }) => researchId === null;
    for await (
      const cursor of this.#readings.after(after, items, isListed, signal)
    ) {
      yield { cursor, list: await this.#read(signal) };
    }
  }

  async #read(signal: AbortSignal): Promise<Listed> {
    const { source } = this.#context;
    const { conversations } = await source.request(
      conversationList,
      this.#variables,
      { signal },
    );
    if (conversations) return conversations;
    const message = "conversations are read with the scope conversations:read";
    throw new RequestError("FORBIDDEN", message, { retryable: false });
  }

  #take({ nodes, pageInfo }: Listed): void {
    const known = new Map(this.#list.map((one) => [one.id, one]));
    this.#list = nodes.map((node) => {
      const [was, now] = [known.get(node.id), summaryOf(node)];
      return was && JSON.stringify(was) === JSON.stringify(now) ? was : now;
    });
    this.#hasMore = pageInfo.hasNextPage;
    this.#isLoading = false;
    this.live.changed();
  }
}

function summaryOf(
  {
    id,
    title,
    createdAt,
    activeAt,
    closedAt,
    agentVersion,
    currentTurn,
    ...rest
  }: Listed["nodes"][
    number
  ],
): ConversationSummary {
  const status = currentTurn?.status ?? null;
  const agent = nameOf(agentVersion);
  return {
    id,
    title,
    firstText: rest.firstText ?? "",
    agent,
    createdAt,
    activeAt,
    closedAt,
    status,
  };
}
