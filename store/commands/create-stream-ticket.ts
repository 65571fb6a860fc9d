import type { Principal } from "../../protocol/auth/principal.ts";
import type { CreateStreamTicket, NewStreamTicket } from "../../protocol/auth/stream-ticket.ts";
import { insertTicket, type NewTicket, operationHash } from "../ticket/stream-tickets.ts";
import { defineCommand } from "./define-command.ts";

/** The ticket never leaves the process with the result, which is stored for replays. */
type Stored = Omit<NewStreamTicket, "ticket">;

/** Stores a ticket for one stream of the principal. Refuses: ConflictError (KEY_REUSED). */
export const createStreamTicket = defineCommand<
  CreateStreamTicket,
  Stored,
  [NewTicket, Principal]
>("createStreamTicket", async (tx, { tenant }, command, { hash }, principal) => {
  const operation = operationHash(command);
  const expiresAt = await insertTicket(tx, { tenant, hash, operation, principal });
  return { expiresAt: expiresAt.toISOString() };
});
