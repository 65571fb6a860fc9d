/** Limits on the resources of an API process that peers may occupy. */
export const serverLimits = {
  /** Connections of all peers together; further ones are closed at once. */
  connections: 10_000,
  /** A request's line and headers must arrive within this time, ms. */
  headerMs: 10_000,
  /** A whole request must arrive within this time, ms. */
  requestMs: 20_000,
  /** An answer of which the peer reads nothing for this long is cut, ms. */
  stalledMs: 30_000,
  /** A connection without a request is closed after this time, ms. Longer than the usual idle time of proxies. */
  keepAliveMs: 75_000,
  /** Request line and headers, bytes. */
  headerBytes: 32_768,
  /** Requests of one connection that wait for the answers to earlier ones. */
  pipelined: 8,
  /** Fragments of a WebSocket message. */
  fragments: 512,
  /** Chunks in which an unfinished WebSocket frame may arrive. */
  chunks: 4_096,
  /** WebSocket pings whose pong has not been sent. */
  pendingPongs: 64,
  /** Unfinished requests and WebSocket messages of all peers together, bytes. */
  unfinishedBytes: 24_000_000,
  /** Answers that their peers have not read yet, all together, bytes. */
  unreadBytes: 48_000_000,
};

/** The limits, or those of a test. */
export type ServerLimits = typeof serverLimits;
