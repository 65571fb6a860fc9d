import type { Principal } from "../../protocol/auth/principal.ts";
import type { Authenticator } from "../auth/authenticator.ts";
import type { OpenStreams } from "../auth/open-streams.ts";
import type { Requester } from "../auth/requester.ts";
import { endClose } from "../auth/stream-end.ts";
import { isNarrower, isRenewal, renewed } from "./renewal.ts";
import { expiryOf, maxInitBytes, signIn } from "./sign-in.ts";

/** How sockets find their requesters, and when they have to end. */
export interface SocketAuth {
  authenticator: Authenticator;
  streams: OpenStreams;
  /** Counts a socket until the returned function is called; null: its principal has too many. Absent: no limit. */
  openSocket?: (principal: Principal) => Promise<(() => void) | null>;
}

/** Renewals of a socket that may be refused in a row. Each costs a check of a token. */
const maxRefusals = 5;

type Close = (code: number, reason: string) => void;

/** The requester that a socket belongs to: null until its `connection_init` is accepted, then of one subject. */
export class SocketOwner {
  readonly #auth: SocketAuth;
  readonly #address: string | null;
  readonly #close: Close;
  #requester: Requester | null = null;
  readonly #onSignIn: () => void;
  #release: () => void = () => {};
  #leave: () => void = () => {};
  #isOver = false;
  #isRenewing = false;
  #refusals = 0;

  /** `address` is that of the peer. `onSignIn` is called when the socket has signed in. */
  constructor(
    auth: SocketAuth,
    address: string | null,
    { close, onSignIn }: { close: Close; onSignIn: () => void },
  ) {
    this.#auth = auth;
    this.#address = address;
    this.#close = close;
    this.#onSignIn = onSignIn;
  }

  /** Of operations that start now; null before the socket has signed in. */
  get requester(): Requester | null {
    return this.#requester;
  }

  /** Whether a message of this size may be read: before the sign-in a peer gets little memory. */
  mayRead(bytes: number): boolean {
    return this.#requester !== null || this.#auth.authenticator.mode === "LOCAL" ||
      bytes <= maxInitBytes;
  }

  /** Signs in. The payload of `connection_ack`, or false, which closes the socket with 4403. */
  async connect(
    params: Record<string, unknown> | undefined,
  ): Promise<false | Record<string, unknown> | undefined> {
    const { authenticator, streams } = this.#auth;
    const done = await signIn(params, authenticator, this.#address);
    if ("closeCode" in done) {
      this.#close(done.closeCode, done.message);
      return false;
    }
    const leave = await this.#auth.openSocket?.(done.principal);
    if (leave === null) {
      this.#close(4429, "Too many open sockets");
      return false;
    }
    if (leave) this.#leave = leave;
    if (this.#isOver) {
      this.end();
      return false;
    }
    this.#requester = done;
    this.#onSignIn();
    let isEnded = false;
    this.#release = streams.add(done, {
      id: null,
      end: (reason) => {
        isEnded = true;
        const close = endClose(reason);
        this.#close(close.code, close.reason);
      },
    });
    if (isEnded) return false;
    return authenticator.mode === "LOCAL" ? undefined : expiryOf(done);
  }

  /** The payload of the pong to a ping: the same one, unless the ping renews the socket. */
  async pong(payload: unknown): Promise<unknown> {
    if (!isRenewal(payload)) return payload;
    if (this.#isRenewing) return { type: "refused" };
    this.#isRenewing = true;
    const fresh = await this.#renew(payload.token).finally(() => (this.#isRenewing = false));
    this.#refusals = fresh ? 0 : this.#refusals + 1;
    if (this.#refusals > maxRefusals) this.#close(4403, "Too many renewals were refused");
    return fresh ? { type: "renewed", ...expiryOf(fresh) } : { type: "refused" };
  }

  async #renew(token: unknown): Promise<Requester | null> {
    const { authenticator, streams } = this.#auth;
    const before = this.#requester;
    const fresh = before && await renewed(before, token, authenticator, this.#address);
    if (!fresh || this.#requester !== before) return null;
    this.#requester = fresh;
    streams.renew(before, fresh);
    if (isNarrower(fresh.principal, before.principal)) {
      streams.end((requester, id) => requester === fresh && id !== null, "NARROWED");
    }
    return fresh;
  }

  /** After the end of the socket. */
  end(): void {
    this.#isOver = true;
    this.#requester = null;
    this.#release();
    this.#leave();
  }
}
