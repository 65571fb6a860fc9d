import { type Client, RequestError, StreamError } from "@tramontane/client";
import type { Session } from "./session.ts";

/** Codes with which the API says that a token is not accepted (any more). */
const refusals: readonly string[] = ["UNAUTHENTICATED", "TOKEN_EXPIRED", "TOKEN_REVOKED"];
/** Codes with which a socket is closed for that reason. */
const closeCodes: readonly (number | undefined)[] = [4401, 4403];

/** True for an error that says that the token is not accepted (any more). */
export function isRefusal(error: unknown): boolean {
  if (error instanceof RequestError) return refusals.includes(error.code);
  return error instanceof StreamError &&
    (refusals.includes(error.code) || closeCodes.includes(error.closeCode));
}

/** The client, whose refusals end the session. */
export function sessionClient(client: Client, session: Session): Client {
  const signIn = session.signIns();
  const seen = (error: unknown) => {
    if (isRefusal(error)) session.end(signIn);
    return error;
  };
  checkAfterCuts(client, seen);
  return {
    ...client,
    request: async (...args) => {
      try {
        return await client.request(...args);
      } catch (error) {
        throw seen(error);
      }
    },
    follow: (...args) => watched(client.follow(...args), seen),
    followAnswers: (...args) => watched(client.followAnswers(...args), seen),
  };
}

/**
 * A socket that was closed is opened again with a fresh token, many times: it may have been closed because the old one had
 * expired. A request says at once whether the token is still accepted.
 */
function checkAfterCuts(client: Client, seen: (error: unknown) => unknown): void {
  let isChecking = false;
  client.onConnection(() => {
    if (client.connection().state !== "waiting" || isChecking) return;
    isChecking = true;
    client.request("{ viewer { subject } }", {}).catch(seen).finally(() => (isChecking = false));
  });
}

function watched<T>(
  events: AsyncIterableIterator<T, undefined>,
  seen: (error: unknown) => unknown,
): AsyncIterableIterator<T, undefined> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next().catch((error) => Promise.reject(seen(error))),
    return: () => events.return?.() ?? Promise.resolve({ done: true, value: undefined }),
  };
}
