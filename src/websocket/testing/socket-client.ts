/** A message of graphql-transport-ws. */
export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A bare socket of a test. */
export interface SocketClient {
  socket: WebSocket;
  closed: Promise<CloseEvent>;
  opened: Promise<unknown>;
  messages: Message[];
  /** The first message of this type that has come or comes. Throws when the socket closes without one. */
  received(type: string): Promise<Message>;
  /** Resolves at the next message, or at the close. */
  next(): Promise<void>;
  send(message: unknown): void;
}

/** Opens a socket. */
export function socketClient(
  url: string,
  protocol: string | string[] = "graphql-transport-ws",
): SocketClient {
  const socket = new WebSocket(url, protocol);
  const opened = new Promise((resolve) => (socket.onopen = resolve));
  const messages: Message[] = [];
  const waiting: (() => void)[] = [];
  const next = () => new Promise<void>((resolve) => waiting.push(resolve));
  socket.onmessage = ({ data }) => {
    messages.push(JSON.parse(data));
    for (const resolve of waiting.splice(0)) resolve();
  };
  const closed = new Promise<CloseEvent>((resolve) => {
    socket.onclose = (event) => {
      resolve(event);
      for (const wake of waiting.splice(0)) wake();
    };
  });
  const received = async (type: string) => {
    for (;;) {
      const found = messages.find((message) => message.type === type);
      if (found) return found;
      if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed without ${type}`);
      await next();
    }
  };
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  return { socket, closed, opened, received, next, send, messages };
}
