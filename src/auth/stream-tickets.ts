import { withDeadline } from "../../protocol/async/deadline.ts";
import type { Principal } from "../../protocol/auth/principal.ts";
import { readTicketFor } from "../../protocol/auth/stream-ticket.ts";
import { type Sql, useStreamTicket } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { AuthenticationUnavailable, Unauthenticated } from "./authenticator.ts";
import type { CredentialKind } from "./credential-kind.ts";

/** A ticket that is not found in this time cannot be verified, ms. */
const usedWithinMs = 3_000;

/** One-use tickets of event streams, each with the hash of the operation that it is used for (`ticketFor`). */
export function streamTickets({ sql, log }: { sql: Sql; log: Logger }): CredentialKind {
  return {
    recognizes: (text) => readTicketFor(text) !== null,
    async authenticate(text) {
      const parts = readTicketFor(text);
      const principal = parts && await used(parts, sql, log);
      // A ticket of the time before credentials were configured would be the owner of the machine.
      if (!principal || principal.kind === "LOCAL") throw new Unauthenticated("ticket");
      return principal;
    },
  };
}

async function used(
  { ticket, operation }: { ticket: string; operation: string },
  sql: Sql,
  log: Logger,
): Promise<Principal | null> {
  try {
    return await withDeadline(usedWithinMs, useStreamTicket(sql, ticket, operation));
  } catch (error) {
    log.warn("auth.ticket_read_failed", errorFields(error));
    throw new AuthenticationUnavailable();
  }
}
