import type { StoreEvent, StoreNode } from "../entries.ts";

type Fields<E> = E extends unknown ? Omit<E, "cursor" | "fromSeq" | "seq" | "at">
  : never;
/** An event without its numbers. */
export type NewEvent = Fields<Exclude<StoreEvent, { __typename: "TextDelta" }>>;

const at = "2026-11-29T10:00:00.000Z";

/** One conversation of the fake API: its log, and the text that is being written. */
export class FakeConversation {
  readonly id: string;
  readonly events: StoreEvent[] = [];
  readonly entries = new Map<string, StoreNode>();
  readonly turns = new Map<string, StoreNode["status"]>();
  /** Events before this number were deleted. */
  firstKept = 1;
  readonly #drafts = new Map<string, string>();
  #waiting: (() => void)[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** Appends an event; entries that it links are stored. */
  add(event: NewEvent): void {
    const seq = this.events.length + 1;
    const whole = {
      ...event,
      cursor: `${this.id}:${seq}`,
      fromSeq: seq,
      seq,
      at,
    } as StoreEvent;
    this.events.push(whole);
    if (whole.__typename === "TurnChanged") {
      this.turns.set(whole.turnId, whole.status);
    }
    const node = whole.__typename === "EntryChanged"
      ? whole.entry
      : whole.__typename === "StepChanged" &&
          whole.step?.__typename === "ToolCall"
      ? whole.step
      : null;
    if (node) this.entries.set(node.id, node as StoreNode);
    if (whole.__typename === "EntryChanged" && whole.status !== "RUNNING") {
      this.#drafts.delete(whole.entryId);
    }
    this.#wake();
  }

  /** More text of an entry that runs. */
  write(entryId: string, text: string): void {
    this.#drafts.set(entryId, (this.#drafts.get(entryId) ?? "") + text);
    this.#wake();
  }

  /** The page that a query answers. */
  page() {
    return {
      eventCursor: `${this.id}:${this.events.length}`,
      id: this.id,
      title: null,
      emulated: true,
      closedAt: null,
      agentVersion: { number: 1, agent: { name: "analyst" } },
      forkedFrom: null,
      entries: {
        nodes: [...this.entries.values()].map((entry) => ({
          ...entry,
          turn: {
            ...entry.turn,
            status: this.turns.get(entry.turn.id) ?? "QUEUED",
            failure: null,
          },
        })),
        pageInfo: { hasPreviousPage: false, startCursor: null },
      },
      newest: { nodes: this.events.slice(-1).map(({ seq }) => ({ seq })) },
    };
  }

  /** The stream after a cursor: stored events, the open texts from their start, then what comes. */
  async *stream(
    after: string | null,
    deltas: boolean,
  ): AsyncGenerator<StoreEvent> {
    let last = after === null ? this.firstKept - 1 : Number(after.split(":").at(-1));
    const sent = new Map<string, number>();
    for (;;) {
      const event = this.events[last];
      if (event) {
        last++;
        yield event;
        continue;
      }
      const piece = deltas ? this.#piece(sent, last) : null;
      if (piece) yield piece;
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #piece(sent: Map<string, number>, seq: number): StoreEvent | null {
    for (const [nodeId, whole] of this.#drafts) {
      const offset = sent.get(nodeId) ?? 0;
      if (whole.length === offset) continue;
      sent.set(nodeId, whole.length);
      const numbers = {
        cursor: `${this.id}:${seq}`,
        fromSeq: seq + 1,
        seq,
        at,
      };
      const text = whole.slice(offset);
      return {
        __typename: "TextDelta",
        ...numbers,
        nodeId,
        part: 0,
        kind: "TEXT",
        offset,
        text,
      };
    }
    return null;
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
