import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { attempt } from "../attempt.ts";

// Run by Node.js: sends a message to receivers that misuse the protocol, all at a time, and prints how each attempt went,
// as lines of JSON.
const repeat = (socket: Socket, text: string, everyMs: number) => {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.on("close", () => clearInterval(timer));
};
const chunked = "transfer-encoding: chunked\r\n\r\n";
const zipped = gzipSync(Buffer.alloc(50_000_000));

const receivers: Record<string, (socket: Socket) => void> = {
  "changes the protocol": (socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nx"),
  "writes its body for ever": (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${chunked}`);
    repeat(socket, "1\r\nx\r\n", 1_000);
  },
  "writes the body of an error for ever": (socket) => {
    socket.write(`HTTP/1.1 503 Later\r\nretry-after: 90\r\n${chunked}`);
    repeat(socket, "1\r\nx\r\n", 1_000);
  },
  "writes its head for ever": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\nx: ");
    repeat(socket, "y", 500);
  },
  "gives hints for ever": (socket) => repeat(socket, "HTTP/1.1 103 Early Hints\r\n\r\n", 100),
  "has a huge head": (socket) =>
    socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(200_000)}\r\n\r\n`),
  "has a huge body": (socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n");
    const write = () => {
      if (!socket.destroyed) socket.write(Buffer.alloc(65_536, "x"), write);
    };
    write();
  },
  "has a body that unpacks to 50 MB": (socket) => {
    const head = `content-encoding: gzip\r\ncontent-length: ${zipped.length}\r\n\r\n`;
    socket.write(`HTTP/1.1 200 OK\r\n${head}`);
    socket.write(zipped);
  },
  "breaks off in its body": (socket) =>
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", () => socket.destroy()),
  "has a body that it must not have": (socket) =>
    socket.write("HTTP/1.1 204 None\r\ncontent-length: 5\r\n\r\nhello"),
  "speaks another protocol": (socket) => socket.write("\x16\x03\x01 hello\r\n\r\n"),
  "says nothing and ends": (socket) => socket.end(),
};

const message = { id: "delivery_1", body: "{}", secrets: ["whsec_c2VjcmV0"] };
await Promise.all(
  Object.entries(receivers).map(async ([name, answer]) => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => answer(socket));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const never = new AbortController().signal;
    const done = await attempt({ ...message, url }, { allowsLoopback: true }, never);
    const { status, failure, answer: body, retryAfterMs } = done;
    console.log(JSON.stringify({ name, status, failure, retryAfterMs, bytes: body?.length }));
    server.close();
  }),
);
