import { type SocketClient, socketClient } from "../../src/websocket/testing/socket-client.ts";
import * as documents from "./documents.generated.ts";

/** A socket that has signed in. */
export interface SignedInSocket extends SocketClient {
  /** Follows a conversation; resolves when its first event has come. */
  follow(conversationId: string): Promise<void>;
  /** Sends a fresh token; the payload of the answer. */
  renew(token: string): Promise<{ type: string; expiresAt?: string }>;
  /** The code of the first error that ends an operation. */
  errorCode(): Promise<string>;
}

/** Opens a socket with a token. */
export async function socketWith(url: string, token: string): Promise<SignedInSocket> {
  const client = socketClient(url.replace(/^http/, "ws"));
  await client.opened;
  client.send({ type: "connection_init", payload: { token } });
  await client.received("connection_ack");
  return {
    ...client,
    async follow(id) {
      const payload = { query: documents.events, variables: { id } };
      client.send({ type: "subscribe", id: crypto.randomUUID(), payload });
      await client.received("next");
    },
    async renew(token) {
      client.send({ type: "ping", payload: { type: "renew", token } });
      const pong = await client.received("pong");
      client.messages.splice(client.messages.indexOf(pong), 1);
      return pong.payload as { type: string; expiresAt?: string };
    },
    async errorCode() {
      for (;;) {
        const found = client.messages.map(codeOf).find((code) => code !== null);
        if (found) return found;
        if (client.socket.readyState === WebSocket.CLOSED) {
          throw new Error("closed without an error");
        }
        await client.next();
      }
    },
  };
}

/** The code of the errors that end an operation; null: the message has none. Errors beside data are of single fields. */
function codeOf({ type, payload }: { type: string; payload?: unknown }): string | null {
  const { data, errors } = (payload ?? {}) as { data?: unknown; errors?: unknown };
  const ends = type === "error" ? payload : data ? null : errors;
  if (!Array.isArray(ends)) return null;
  return String((ends[0] as { extensions?: { code?: string } }).extensions?.code);
}
