/** Makes a ticket for one event stream. */
export interface CreateStreamTicket {
  idempotencyKey: string;
  /** Text of the subscription, exactly as it will be sent. */
  query: string;
  operationName: string | null;
  variables: unknown;
}

/** Result of `CreateStreamTicket`. */
export interface NewStreamTicket {
  /** The ticket itself; null in a replay: it is stored nowhere. */
  ticket: string | null;
  /** ISO 8601. */
  expiresAt: string;
  replayed: boolean;
}

/** Time within which a ticket has to be used, ms. */
export const ticketLifetimeMs = 30_000;

/** True for text of the form of a ticket. */
export const isTicket = (text: string): boolean => /^tmst_[\w-]{43}$/.test(text);

/** A ticket with the hash of the operation that is to be opened, as one credential. No header can contain it. */
export const ticketFor = (ticket: string, operation: string): string => `${ticket} ${operation}`;

/** The parts of `ticketFor`; null for another text. */
export function readTicketFor(text: string): { ticket: string; operation: string } | null {
  const [, ticket, operation] = /^(tmst_[\w-]{43}) ([0-9a-f]{64})$/.exec(text) ?? [];
  return ticket !== undefined && operation !== undefined ? { ticket, operation } : null;
}
