import { readable } from "../readable.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import type { VerdictInput } from "../document-types.generated.ts";
import { decideApproval, type ToDecide } from "./commands.ts";
import type { StoreContext } from "./context.ts";
import { RequestError } from "../errors.ts";
import type { Fault, Result } from "./fault.ts";
import { LiveCell } from "./live-cell.ts";
import type { Readable } from "./readable.ts";
import {
  approvalInbox,
  approvalInboxEvents,
  type ApprovalInboxEventsSubscription,
  type ApprovalInboxQuery,
  inboxApprovalById,
} from "./store.generated.ts";

/** An approval that waits for a decision, with its tool call and conversation. */
export type InboxApproval = NonNullable<
  ApprovalInboxQuery["approvals"]
>["nodes"][number];

/** The approvals that wait for a decision. */
export interface ApprovalsState {
  /** By the time at which they expire, the earliest first; at most 100. */
  readonly approvals: readonly InboxApproval[];
  /** True: more wait than are listed. They come as others are decided. */
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly connection: ConnectionState;
  readonly fault: Fault | null;
}

type ApprovalEvent = ApprovalInboxEventsSubscription["event"];

/** Approvals that are listed at a time, and the number below which the list is read again where more wait. */
const listed = { most: 100, least: 50 };

/** The inbox of approvals of the caller's tenant, kept current. */
export class ApprovalsStore {
  readonly #context: StoreContext;
  readonly live: LiveCell<ApprovalsState, ApprovalEvent>;
  #approvals: readonly InboxApproval[] = [];
  #hasMore = false;
  #isLoading = true;

  constructor(context: StoreContext) {
    this.#context = context;
    this.live = new LiveCell<ApprovalsState, ApprovalEvent>(context, {
      load: (signal) => this.#load(signal),
      follow: (after, signal) =>
        context.source.follow({ query: approvalInboxEvents, after }, {
          signal,
        }),
      apply: (event, signal) => this.#apply(event, signal),
      show: (connection, fault) => ({
        approvals: this.#approvals,
        hasMore: this.#hasMore,
        isLoading: this.#isLoading,
        connection,
        fault,
      }),
    });
  }

  get state(): Readable<ApprovalsState> {
    return this.live.state;
  }

  /** Decides on an approval; the verdict that now holds. */
  decide(approval: ToDecide, verdict: VerdictInput): Promise<Result<string>> {
    return decideApproval(this.#context.source, approval, verdict);
  }

  async #load(signal: AbortSignal): Promise<string> {
    const variables = { first: listed.most };
    const { approvals } = await readable(
      this.#context.source.request(approvalInbox, variables, { signal }),
    );
    if (!approvals) {
      const message = "approvals are read with the scope approvals:read";
      throw new RequestError("FORBIDDEN", message, { retryable: false });
    }
    this.#approvals = approvals.nodes;
    this.#hasMore = approvals.totalCount > approvals.nodes.length;
    this.#isLoading = false;
    this.live.changed();
    return approvals.eventCursor;
  }

  async #apply(event: ApprovalEvent, signal: AbortSignal): Promise<void> {
    const { approvalId: id, verdict } = event;
    const others = this.#approvals.filter((one) => one.id !== id);
    if (verdict === "PENDING") {
      const approval = event.approval ?? await this.#read(id, signal);
      // The link shows the approval as it is now: the event of its decision follows.
      const isOpen = approval?.verdict === "PENDING";
      this.#approvals = isOpen ? [...others, approval].toSorted(byExpiry) : others;
    } else this.#approvals = others;
    this.live.changed();
    if (this.#hasMore && this.#approvals.length < listed.least) {
      this.live.reload();
    }
  }

  async #read(id: string, signal: AbortSignal): Promise<InboxApproval | null> {
    const { node } = await readable(
      this.#context.source.request(inboxApprovalById, { id }, { signal }),
    );
    return node?.__typename === "Approval" ? node : null;
  }
}

const byExpiry = (a: InboxApproval, b: InboxApproval) =>
  Date.parse(a.expiresAt) - Date.parse(b.expiresAt);
