import type { ServerResponse } from "node:http";

/** An answer to `tools/call`. `id` and `name` are those of the request, `nth` counts its calls from 1. */
export type OddAnswer = (
  response: ServerResponse,
  about: { id: unknown; name: string; nth: number },
) => void | Promise<void>;

const head = (response: ServerResponse, type: string, status = 200) =>
  response.writeHead(status, { "content-type": type });
const body = (text: string, type = "application/json", status = 200): OddAnswer => (response) =>
  void head(response, type, status).end(text);
const status = (code: number, headers: Record<string, string> = {}): OddAnswer => (response) =>
  void response.writeHead(code, headers).end("later");

/** Answers with this text as the result, which may be invalid JSON. */
export const raw = (result: string): OddAnswer => (response, { id }) =>
  void head(response, "application/json").end(
    `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`,
  );
/** Answers with a result. */
export const result = (value: unknown): OddAnswer => raw(JSON.stringify(value));
/** Answers with one text. */
export const text = (value: string) => result({ content: [{ type: "text", text: value }] });

const events = (...data: string[]): OddAnswer => async (response) => {
  head(response, "text/event-stream");
  for (const one of data) await new Promise((done) => response.write(`data: ${one}\n\n`, done));
};
const log = JSON.stringify({ jsonrpc: "2.0", method: "notifications/message", params: {} });

/** Bytes that the last flood wrote before the client closed the connection. */
export const lastFlood = { bytes: 0 };

/** Writes chunks of 64 KiB until `bytes` are written or the client closes the connection. */
const flood =
  (begin: string, bytes: number, end: string): OddAnswer => async (response, { id }) => {
    head(response, "application/json");
    response.write(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${begin}`);
    const chunk = "x".repeat(65_536);
    for (let sent = 0; sent < bytes && !response.destroyed; sent += chunk.length) {
      lastFlood.bytes = sent;
      if (!response.write(chunk)) {
        await new Promise((next) => response.once("drain", next).once("close", next));
      }
    }
    response.end(`${end}}`);
  };

/** Answers by the name of the tool. */
export const oddAnswers: Record<string, OddAnswer> = {
  plain: text("fine"),
  dataOnly: result({ structuredContent: { price: 12.5 } }),
  streamed: async (response, about) => {
    await events(log)(response, about);
    const answer = {
      jsonrpc: "2.0",
      id: about.id,
      result: { content: [{ type: "text", text: "fine" }] },
    };
    response.end(`data: ${JSON.stringify(answer)}\n\n`);
  },
  unended: (response, { id }) => {
    const answer = { jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "fine" }] } };
    head(response, "text/event-stream").end(`event: result\ndata: ${JSON.stringify(answer)}`);
  },
  flooded: async (response, { id }) => {
    const ask = { jsonrpc: "2.0", id: "s", method: "sampling/createMessage", params: {} };
    const other = { jsonrpc: "2.0", id: Number(id) + 1, result: { content: [] } };
    const some = [log, JSON.stringify(ask), JSON.stringify(other)].map((m) => `data: ${m}\n\n`);
    head(response, "text/event-stream");
    for (let i = 0; i < 100; i++) {
      await new Promise((next) => response.write(some.join("").repeat(100), next));
    }
    response.end(
      `data: {"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"fine"}]}}\n\n`,
    );
  },
  failing: result({ isError: true, content: "no such ticker" }),
  rpcError: (response, { id }) =>
    void head(response, "application/json").end(
      JSON.stringify({
        jsonrpc: "2.0",
        id,
        error: { code: -32602, message: "symbol is missing\u0000" },
      }),
    ),
  rpcError400: (response, { id }) =>
    void head(response, "application/json", 400).end(
      JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32600, message: "symbol is missing" } }),
    ),
  notJson: body("{oops"),
  half: raw('{"content":['),
  html: body("<html>sign in</html>", "text/html"),
  nothing: body(""),
  noMessage: body('{"ok":true}'),
  otherId: body('{"jsonrpc":"2.0","id":"another","result":{"content":[]}}'),
  nullResult: raw("null"),
  accepted: status(202),
  notHttp: (response) => void response.socket?.end("HTTP/1.1 two hundred\r\n\r\n"),
  notGzip: (response) =>
    void response.writeHead(200, {
      "content-type": "application/json",
      "content-encoding": "gzip",
    }).end("{}"),
  floodWithText: flood('{"content":[{"type":"text","text":"', 300e6, '"}]}'),
  floodWithout: flood('{"structuredContent":{"v":"', 20e6, '"}}'),
  busy: status(429, { "retry-after": "7" }),
  away: status(503, { "retry-after": "7" }),
  awayForNow: status(503, { "retry-after": "0" }),
  tooEarly: status(425),
  unauthorized: status(401),
  forbidden: status(403),
  narrow: status(403, { "www-authenticate": 'Bearer error="insufficient_scope", scope="x"' }),
  gone: status(410),
  moved: status(308, { location: "https://elsewhere.example/mcp?key=secret" }),
  crashed: status(500),
  badGateway: status(502),
  unavailable: status(503),
  cutStream: async (response, about) => {
    await events(log)(response, about);
    response.end();
  },
  droppedStream: async (response, about) => {
    await events(log)(response, about);
    response.destroy();
  },
  droppedBody: (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"jsonrpc":', () => response.destroy());
  },
  hung: () => {},
};
