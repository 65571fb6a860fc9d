/** Limits on the resources of an API process that peers may occupy. */
export const serverLimits = {
  /** Connections of all peers together; further ones are closed at once. */
  connections: 10_000,
  /** A request's line and headers must be here within this, ms. */
  headerMs: 10_000,
  /** A whole request must be here within this, ms. */
  requestMs: 20_000,
  /** An answer of which the peer reads nothing for this long is cut, ms. */
  stalledMs: 30_000,
  /** A connection without a request is closed after this, ms. Longer than the usual idle time of proxies. */
  keepAliveMs: 75_000,
  /** Request line and headers, bytes. */
  headerBytes: 32_768,
  /** Requests that wait on one connection until those before them are answered. */
  pipelined: 8,
  /** Fragments of a WebSocket message. */
  fragments: 512,
  /** Pieces in which an unfinished WebSocket frame may arrive. */
  chunks: 4_096,
  /** WebSocket pings that wait for their pong to leave. */
  pendingPongs: 64,
  /** Unfinished requests and WebSocket messages of all peers together, bytes. */
  unfinishedBytes: 24_000_000,
  /** Answers that their peers have not read yet, all together, bytes. */
  untakenBytes: 48_000_000,
};

/** The limits, as they are or as a test sets them. */
export type ServerLimits = typeof serverLimits;
