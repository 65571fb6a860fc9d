import type { Principal } from "../../protocol/auth/principal.ts";
import {
  AuthenticationUnavailable,
  type Authenticator,
  Unauthenticated,
} from "../auth/authenticator.ts";
import { readReason, type Requester } from "../auth/requester.ts";

/** Limit on `connection_init` with its token, bytes; a larger one has no valid token. */
export const maxInitBytes = 16 * 1024;

/** The requester of a socket, or why it is closed. */
export type SignIn = Requester | { closeCode: 1013 | 4401 | 4403; message: string };

/** Reads `token` and `reason` of the payload of `connection_init`. */
export async function signIn(
  params: Record<string, unknown> | undefined,
  authenticator: Authenticator,
  address: string | null,
): Promise<SignIn> {
  const { token, reason } = params ?? {};
  if (authenticator.mode !== "LOCAL" && typeof token !== "string") {
    return { closeCode: 4401, message: "Send `token` in the payload of connection_init" };
  }
  const principal = await principalOf(token, authenticator, address);
  if (principal === null) return { closeCode: 4403, message: "Forbidden" };
  if (principal === "unknown") {
    return { closeCode: 1013, message: new AuthenticationUnavailable().message };
  }
  return { principal, reason: readReason(reason), address };
}

/** The principal of a token; null: it is refused; `unknown`: it cannot be verified now. */
export async function principalOf(
  token: unknown,
  authenticator: Authenticator,
  address: string | null,
): Promise<Principal | null | "unknown"> {
  try {
    const given = typeof token === "string" ? token : null;
    return await authenticator.authenticate({ token: given, address });
  } catch (error) {
    if (error instanceof Unauthenticated) return null;
    if (error instanceof AuthenticationUnavailable) return "unknown";
    throw error;
  }
}

/** The payload of `connection_ack` and of a pong says when the socket will be closed, so that a client can renew. */
export const expiryOf = ({ principal }: Requester): { expiresAt: string | null } => ({
  expiresAt: principal.expiresAt?.toISOString() ?? null,
});
