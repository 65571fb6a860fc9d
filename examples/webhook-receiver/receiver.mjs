// A receiver of webhooks: verifies each message, sees by `previousSeq` what it has not received, and answers at once.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const received = new Map(); // seq -> previousSeq; a real receiver keeps it in its database, with `webhook-id` as the key

createServer(async (request, response) => {
  try {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { type, data } = webhook.verify(body, request.headers);
    if (data.seq !== null) received.set(data.seq, data.previousSeq);
    const gaps = [...received.values()].filter((seq) => !received.has(seq)).sort((a, b) => a - b);
    console.log(type, data.nodeId ?? "", data.status ?? "", "gaps after", gaps.slice(1)); // the first: where it began
    response.writeHead(204).end();
  } catch {
    response.writeHead(400).end();
  }
}).listen(Number(process.env.PORT ?? 3000));
