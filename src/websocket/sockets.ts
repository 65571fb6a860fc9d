import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Buffer } from "node:buffer";
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from "graphql-ws";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { count } from "../../telemetry/metrics.ts";
import { addressGroup } from "../http/client-address.ts";
import { BufferBudget } from "../server/buffer-budget.ts";
import { countAborted } from "../server/http-server.ts";
import { serverLimits } from "../server/server-limits.ts";
import { respondAndClose } from "../server/upgrade.ts";
import { Backpressure, limitedReason } from "./backpressure.ts";
import { MessageInbox, pausedByMany } from "./inbox.ts";
import { handshakeOptions, neededOf, offersOurs, type Peer, tooManyPending } from "./handshake.ts";
import { Heartbeat } from "./heartbeat.ts";
import { type Extra, prepare, run, sendingAnswers, wireError } from "./operation.ts";
import { PendingSockets } from "./pending-sockets.ts";
import { type SocketAuth, SocketOwner } from "./socket-owner.ts";
import { isStream } from "../graphql/is-stream.ts";
import { watchUnfinished } from "./unfinished-messages.ts";
import { writeTogether } from "./write-together.ts";
import type { Yoga } from "../graphql/yoga.ts";

/** The WebSockets of this process. */
export interface Sockets {
  /** Answers an accepted handshake, and takes over its connection. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void;
  /** Closes all with 1001, after which clients reconnect. */
  close(): void;
  /** The number of open ones. */
  open(): number;
}

/**
 * Close codes in addition to the protocol's. Never 1000, 1008, 1011 or 4500: clients do not reconnect properly after
 * these.
 */
export const closeCodes = { drain: 1001, tooBig: 1009, lagging: 1013 } as const;

/** A process whose event loop was blocked reads data late that arrived in time. */
const initMs = 10_000;
/** The same where credentials are needed: a peer without any occupies a socket that long. */
const signInMs = 3_000;

/** Times and limits; tests use others. */
export interface SocketOptions {
  initMs?: number;
  lagMs?: number;
  heartbeatMs?: number;
  unreadBytes?: number;
  unfinishedBytes?: number;
  /** Address of the client that sent a handshake; without it no address is known. */
  addressOf?: (request: IncomingMessage) => string | null;
}

/** graphql-transport-ws on `ws`, which can limit the memory that a peer occupies; Deno's own sockets cannot. */
export function webSockets(
  yoga: { getEnveloped: Yoga["getEnveloped"] },
  auth: SocketAuth,
  log: Logger,
  options: SocketOptions = {},
): Sockets {
  const needsToken = auth.authenticator.mode !== "LOCAL";
  const pending = new PendingSockets();
  const closers = new Set<(code: number, reason: string) => void>();
  const unread = new BufferBudget(options.unreadBytes ?? serverLimits.unreadBytes);
  const unfinished = new BufferBudget(options.unfinishedBytes ?? serverLimits.unfinishedBytes);
  const heartbeat = new Heartbeat(options.heartbeatMs);
  const server = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: options.initMs ?? (needsToken ? signInMs : initMs),
    onConnect: (context) => {
      const { connectionParams } = context;
      // The parameters would be kept as long as the socket, and a token is a secret.
      (context as { connectionParams?: unknown }).connectionParams = undefined;
      return context.extra.owner.connect(connectionParams);
    },
    onSubscribe: (context, id, payload) => prepare(context, id, payload, log),
    onOperation: ({ extra }, id, _payload, _args, result) =>
      isStream(result) ? sendingAnswers(result, id, extra, log) : undefined,
    execute: (args) => run("execute", args, log),
    subscribe: (args) => run("subscribe", args, log),
    onNext: (_context, _id, _payload, _args, { errors, ...result }) =>
      errors ? { ...result, errors: errors.map(wireError) } : result,
    onError: (_context, _id, _payload, errors) => errors.map(wireError),
  });
  const handshakes = new WebSocketServer(handshakeOptions);

  function open(socket: WebSocket, connection: Duplex, { headers, address, onSignIn }: Peer) {
    let receive: (data: string) => Promise<void> = () => Promise.resolve();
    const backlog = unread.open(() => drop("unread"));
    const reading = pausedByMany(socket);
    const flow = new Backpressure(socket, reading(), (bytes) => backlog.set(bytes), options.lagMs);
    const inbox = new MessageInbox(reading(), (text) =>
      receive(text).catch((error) => {
        log.error("websocket.message_failed", errorFields(error));
        close(4400, "Invalid message received");
      }));
    const streams: Extra["streams"] = new Set();
    const unwatch = watchUnfinished(socket, connection, unfinished, () => drop("unfinished"));
    const stopBeating = heartbeat.begin(socket, () => flow.isFull);
    const owner = new SocketOwner(auth, address, { close, onSignIn });
    const closed = server.opened({
      protocol: GRAPHQL_TRANSPORT_WS_PROTOCOL,
      send,
      close: (code, reason) => close(closeCodeOf(code, needsToken), reason ?? ""),
      onMessage: (callback) => (receive = callback),
      onPing: async (given) => {
        const payload = await owner.pong(given);
        await send(JSON.stringify({ type: "pong", ...(payload ? { payload } : {}) }));
      },
    }, {
      ...{ headers, owner, getEnveloped: yoga.getEnveloped, streams, send },
      running: () => inbox.running,
    });

    /** Ends the sources first: `ws` reports a close only after the peer has answered. */
    function close(code: number, reason: string) {
      end(code, reason);
      socket.close(code, limitedReason(reason));
    }
    /** graphql-ws knows one stream per id; a peer that reuses an id at once has several. */
    function end(code: number, reason: string) {
      inbox.close();
      void closed(code, reason);
      for (const stream of streams) void stream.return?.();
    }
    function drop(reason: string) {
      countAborted(reason);
      log.info("websocket.connection_aborted", { reason });
      socket.terminate();
    }
    async function send(message: string) {
      if (socket.readyState !== socket.OPEN) return;
      writeTogether(connection);
      socket.send(Buffer.from(message), { binary: false }); // of a string, `ws` would count the bytes first
      if (await flow.drained() || socket.readyState !== socket.OPEN) return;
      log.info("websocket.slow_reader_closed", {});
      count("tramontane.websockets.slow_closed", {});
      close(closeCodes.lagging, "reads too slowly");
    }
    closers.add(close);
    socket.on("message", (data: RawData, isBinary: boolean) => {
      if (isBinary) return close(4400, "Invalid message received");
      if (!owner.mayRead(bytesOf(data))) return close(4401, "connection_init is too large");
      inbox.add(data.toString());
    });
    socket.on("close", (code, reason) => {
      closers.delete(close);
      for (const stop of [unwatch, stopBeating, backlog.close]) stop();
      owner.end();
      end(code, reason.toString());
    });
  }

  return {
    upgrade(request, connection, head) {
      const ours = offersOurs(request);
      const address = options.addressOf?.(request) ?? null;
      const onSignIn = needsToken ? pending.add(addressGroup(address ?? "")) : () => {};
      if (!onSignIn) return void respondAndClose(tooManyPending(), connection);
      connection.once("close", onSignIn);
      const peer = { headers: neededOf(request), address, onSignIn };
      handshakes.handleUpgrade(request, connection, head, (socket) => {
        socket.on("error", (error) => log.debug("websocket.connection_failed", errorFields(error))); // then close
        if (ours) open(socket, connection, peer);
        else socket.close(4406, "Subprotocol not acceptable");
      });
    },
    close() {
      heartbeat.close();
      for (const close of [...closers]) close(closeCodes.drain, "server stops");
    },
    open: () => closers.size,
  };
}

/** 4401 rather than graphql-ws's 4408 where a token was expected in time. */
function closeCodeOf(code: number | undefined, needsToken: boolean): number {
  const isLate = code === CloseCode.ConnectionInitialisationTimeout;
  return isLate && needsToken ? CloseCode.Unauthorized : code ?? closeCodes.drain;
}

const bytesOf = (data: RawData) =>
  Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength;
