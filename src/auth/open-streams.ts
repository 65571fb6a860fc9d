import type { Requester } from "./requester.ts";
import { noRevocations } from "./revocations.ts";
import { type EndReason, reasonToEnd, type RevocationChecks } from "./stream-end.ts";

/** A socket, or the stream of a subscription. */
export interface OpenStream {
  /** Id of the followed stream, which is that of a conversation or run; null for a socket. */
  id: string | null;
  /** Ends it; a second call has no effect. */
  end(reason: EndReason): void;
}

/** Interval of the checks, ms. A stream ends at most this long after its credential. */
const defaultCheckMs = 250;

/**
 * The open sockets and streams of this process with the requesters that they belong to: the one mechanism that ends
 * them when the right to them ends. It checks the credentials periodically; who withdraws a share calls `end`. LOCAL is
 * not registered, since it never ends.
 */
export class OpenStreams {
  readonly #open = new Set<{ requester: Requester; stream: OpenStream }>();
  readonly #checks: RevocationChecks;
  readonly #checkMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(checks: RevocationChecks = noRevocations, checkMs: number = defaultCheckMs) {
    this.#checks = checks;
    this.#checkMs = checkMs;
  }

  /** The number of registered sockets and streams. */
  get size(): number {
    return this.#open.size;
  }

  /** Registers a stream until the returned function is called. One whose right has ended already is ended. */
  add(requester: Requester, stream: OpenStream): () => void {
    if (requester.principal.kind === "LOCAL") return () => {};
    const entry = { requester, stream };
    this.#open.add(entry);
    this.#timer ??= setInterval(() => this.check(), this.#checkMs);
    const reason = this.reasonToEnd(requester);
    if (reason !== null) stream.end(reason);
    return () => {
      this.#open.delete(entry);
      if (this.#open.size === 0) this.#stop();
    };
  }

  /** Why the streams of a requester have to end; null while they may stay. */
  reasonToEnd({ principal }: Requester): EndReason | null {
    return reasonToEnd(principal, this.#checks, Date.now());
  }

  /** The streams of a requester belong to its fresh principal from now on. */
  renew(requester: Requester, fresh: Requester): void {
    for (const entry of this.#open) if (entry.requester === requester) entry.requester = fresh;
  }

  /** The followed streams with their readers, to check their access again. Sockets are not among them. */
  followed(): { requester: Requester; id: string }[] {
    return [...this.#open].flatMap(({ requester, stream: { id } }) =>
      id === null ? [] : [{ requester, id }]
    );
  }

  /** The requesters that follow a stream, to check their access to it again. */
  readersOf(id: string): Set<Requester> {
    return new Set(
      [...this.#open].filter(({ stream }) => stream.id === id).map(({ requester }) => requester),
    );
  }

  /** Ends the streams that match; a socket has the id null. */
  end(matches: (requester: Requester, id: string | null) => boolean, reason: EndReason): void {
    for (const { requester, stream } of [...this.#open]) {
      if (matches(requester, stream.id)) stream.end(reason);
    }
  }

  /** Ends what has to end now. Also called when a revocation has arrived. */
  check(): void {
    for (const { requester, stream } of [...this.#open]) {
      const reason = this.reasonToEnd(requester);
      if (reason !== null) stream.end(reason);
    }
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
