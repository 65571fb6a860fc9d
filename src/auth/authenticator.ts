import { localPrincipal, type Principal } from "../../protocol/auth/principal.ts";

/** What a request brings to say who makes it. */
export interface Credentials {
  /** The bearer token; null where there is none. */
  token: string | null;
  /** Address of the peer, for limits and the audit; null if unknown. */
  address: string | null;
}

/** The credentials are missing or not accepted. The message is for the caller: it never says which part is wrong. */
export class Unauthenticated extends Error {
  override name = "Unauthenticated";
  /** Why, for logs and metrics: one of a few words. */
  readonly reason: string;

  constructor(reason: string) {
    super("Send a valid token as `Authorization: Bearer <token>`.");
    this.reason = reason;
  }
}

/** Whether the credentials are valid cannot be found out now: the database does not answer. The caller can retry. */
export class AuthenticationUnavailable extends Error {
  override name = "AuthenticationUnavailable";

  constructor() {
    super("Credentials cannot be verified now. Try again.");
  }
}

/** Finds out who makes a request. */
export interface Authenticator {
  /** How principals are known: `LOCAL` needs no credentials. */
  mode: "LOCAL" | "TOKENS";
  /** The principal; throws Unauthenticated or AuthenticationUnavailable. */
  authenticate(credentials: Credentials): Promise<Principal>;
}

/** The authenticator of a deployment that only this machine can reach: everyone is its owner. */
export const localAuthenticator: Authenticator = {
  mode: "LOCAL",
  authenticate: () => Promise.resolve(localPrincipal),
};
