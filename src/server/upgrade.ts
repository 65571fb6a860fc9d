import { Buffer } from "node:buffer";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { toRequest } from "./request.ts";

type Upgrade = (request: IncomingMessage, connection: Duplex, head: Buffer) => void;

/** Passes on handshakes that `refuse` accepts with null; the others get its answer, and their connection ends. */
export function upgradeHandler(
  refuse: (request: Request) => Response | null,
  accept: Upgrade,
): Upgrade {
  return (incoming, connection, head) => {
    connection.on("error", () => connection.destroy());
    const request = toRequest(incoming, null, null);
    const refusal = request ? refuse(request) : new Response(null, { status: 400 });
    if (refusal) void respondAndClose(refusal, connection);
    else accept(incoming, connection, head);
  };
}

/** Answers a handshake that is refused, and ends its connection. */
export async function respondAndClose(answer: Response, connection: Duplex): Promise<void> {
  const { status, headers } = answer;
  const body = Buffer.from(await answer.arrayBuffer());
  const fields = [...headers, ["content-length", `${body.length}`], ["connection", "close"]];
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    "\r\n",
  ];
  connection.once("finish", () => connection.destroy());
  connection.end(Buffer.concat([Buffer.from(lines.join("\r\n")), body]));
}
