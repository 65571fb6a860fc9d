import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { type ClassifiedAnswer, classifyAnswer, classifyCallFault } from "./classify-answer.ts";
import { lastFlood } from "./testing/odd-answers.ts";
import { type OddServer, startOddServer } from "./testing/odd-server.ts";
import { ToolServers } from "./tool-servers.ts";
import { callTool } from "./use-tool.ts";

/** The outcome of a call; `again`: it is repeated. */
interface Ends {
  code: string;
  again: boolean;
}
interface Row {
  /** The server's answer, as in the table of docs/operations.md. */
  answer: string;
  means: "answered" | "error" | "malformed" | "refused" | "lost";
  /** Outcomes of a read-only or idempotent tool, and of any other. */
  read: Ends;
  write: Ends;
  answers: string[];
}

const final = (code: string): Ends => ({ code, again: false });
const again = (code: string): Ends => ({ code, again: true });
const both = (ends: Ends) => ({ read: ends, write: ends });
const lost = (code: string) => ({ read: again(code), write: final("OUTCOME_UNKNOWN") });

const rows: Row[] = [
  {
    answer: "a result",
    means: "answered",
    ...both(final("COMPLETED")),
    answers: ["plain", "dataOnly", "streamed", "unended", "flooded"],
  },
  {
    answer: "more than 4 MiB, with text at its beginning",
    means: "answered",
    ...both(final("COMPLETED")),
    answers: ["floodWithText"],
  },
  {
    answer: "a result with `isError`",
    means: "error",
    ...both(final("TOOL_ERROR")),
    answers: ["failing"],
  },
  {
    answer: "a JSON-RPC error",
    means: "error",
    ...both(final("TOOL_ERROR")),
    answers: ["rpcError", "rpcError400"],
  },
  {
    answer: "a body that is empty, no JSON or no JSON-RPC, has another id or no result; HTTP 202",
    means: "malformed",
    ...both(final("TOOL_ERROR")),
    answers: [
      "notJson",
      "half",
      "html",
      "nothing",
      "noMessage",
      "otherId",
      "nullResult",
      "accepted",
    ],
  },
  {
    answer: "malformed HTTP, or `content-encoding: gzip` with a body that is not gzip",
    means: "malformed",
    ...both(final("TOOL_ERROR")),
    answers: ["notHttp", "notGzip"],
  },
  {
    answer: "more than 4 MiB, without text at its beginning",
    means: "malformed",
    ...both(final("TOOL_ERROR")),
    answers: ["floodWithout"],
  },
  { answer: "HTTP 429", means: "refused", ...both(again("RATE_LIMITED")), answers: ["busy"] },
  {
    answer: "HTTP 408, 425, or 503 with `Retry-After`",
    means: "refused",
    ...both(again("UNAVAILABLE")),
    answers: ["away", "awayForNow", "tooEarly"],
  },
  {
    answer: "HTTP 401, or 403, also with `insufficient_scope`",
    means: "refused",
    ...both(final("REFUSED")),
    answers: ["unauthorized", "forbidden", "narrow"],
  },
  {
    answer: "any other HTTP 4xx, or a redirect",
    means: "refused",
    ...both(final("REFUSED")),
    answers: ["gone", "moved"],
  },
  {
    answer: "no connection: refused, unknown host name, or no valid certificate",
    means: "refused",
    ...both(again("UNAVAILABLE")),
    answers: ["@nowhere", "@unnamed"],
  },
  {
    answer: "HTTP 5xx",
    means: "lost",
    ...lost("UNAVAILABLE"),
    answers: ["crashed", "badGateway", "unavailable"],
  },
  {
    answer: "the stream or the connection ends before the answer",
    means: "lost",
    ...lost("UNAVAILABLE"),
    answers: ["cutStream", "droppedStream", "droppedBody"],
  },
  {
    answer: "no answer within `TOOL_TIMEOUT_MS`",
    means: "lost",
    ...lost("TIMED_OUT"),
    answers: ["hung"],
  },
];

let odd: OddServer;
let servers: ToolServers;
before(async () => {
  odd = await startOddServer();
  const closed = await startOddServer();
  await closed.close();
  servers = new ToolServers([
    odd.entry,
    { ...closed.entry, name: "nowhere" },
    { ...odd.entry, name: "unnamed", url: "http://no-such-host.invalid/" },
  ]);
});
after(async () => {
  await servers.close();
  await odd.close();
});

async function classified(name: string, idempotent: boolean): Promise<ClassifiedAnswer> {
  const [server, tool] = name.startsWith("@") ? [name.slice(1), "plain"] : ["odd", name];
  try {
    const raw = await servers.use(server, (client) => {
      const timeout = name === "hung" ? 300 : 8_000;
      const inputSchema = { type: "object" };
      return callTool(client, { name: tool, inputSchema }, { id: "call_1", args: {} }, { timeout });
    });
    return classifyAnswer(tool, raw, idempotent);
  } catch (error) {
    return classifyCallFault(error, { name: tool, idempotent, sent: true }, 5);
  }
}

for (const { answer, read, write, answers } of rows) {
  test(`${answer}: ${cell(read)}; of a tool with side effects: ${cell(write)}`, async () => {
    for (const name of answers) {
      for (const [idempotent, ends] of [[true, read], [false, write]] as const) {
        const calls = odd.calls.length;
        const { outcome, again } = await classified(name, idempotent);
        const code = outcome.failure?.code ?? "COMPLETED";
        assert.deepEqual({ code, again }, ends, `${name}: ${outcome.result.slice(0, 200)}`);
        assert.ok(odd.calls.length <= calls + 1, `${name} was sent more than once in one attempt`);
      }
    }
  });
}

test("of an answer of 300 MB little more than the limit is read, and memory does not grow", async () => {
  await classified("floodWithText", true);
  const before = process.memoryUsage.rss();
  for (let i = 0; i < 3; i++) await classified("floodWithText", true);
  const grown = process.memoryUsage.rss() - before;
  assert.ok(grown < 100e6, `${grown} bytes more, of the server and the client together`);
  assert.ok(lastFlood.bytes < 30e6, `${lastFlood.bytes} bytes were sent`);
});

function cell({ code, again }: Ends): string {
  return again ? `repeated, then \`${code}\`` : `\`${code}\``;
}

test("docs/operations.md contains this table of outcomes", () => {
  const text = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const section = text.split("### What an answer of a tool means\n")[1]?.split("\n#")[0] ?? "";
  const shown = section.split("\n").filter((line) => line.startsWith("|")).slice(2)
    .map((line) => line.split("|").slice(1, -1).map((part) => part.trim()));
  assert.deepEqual(shown, rows.map((r) => [r.answer, r.means, cell(r.read), cell(r.write)]));
});
