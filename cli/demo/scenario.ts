import { textOfEntry } from "../../clients/client/mod.ts";
import { poll } from "../../protocol/async/poll.ts";
import { duration } from "../start/part-lines.ts";
import { type Counts, counts, readRequests } from "./emulator.ts";
import type { DemoEvent } from "./events.ts";
import { Graph } from "./graph.ts";
import { type DemoServer, killWorker, nextWorker, type Sandbox } from "./server.ts";
import { Reader } from "./reader.ts";
import type { DemoScreen } from "./demo-screen.ts";
import { count } from "./shorten.ts";
import { isGood, verdictOf } from "./verdict.ts";
import { readable } from "../graph/readable.ts";

const agent = "price-analyst";
/** Without the tool for past prices: the emulator's rules match words, and would call it for current prices too. */
const tools = ["get_current_stock_price", "compare_stocks", "search_symbols"];
const questions = {
  first: "What do NVDA and AMD cost right now?",
  followUp: "Which of the two is higher, and by how much?",
  long: "Explain in about 160 words what a quote does not tell.",
};
/** Characters of the long answer that are read before the worker is killed. */
const killAfter = 240;

/** Runs the demo at a server; the id of its conversation. Throws when a comparison at its end finds a difference. */
export async function runScenario(
  server: DemoServer,
  screen: DemoScreen,
  interrupt: AbortSignal,
): Promise<string> {
  const graph = new Graph(server.graphql);
  const before = server.sandbox && await counts(server.sandbox);
  const version = await register(graph, screen);
  const stop = new AbortController();
  const signal = AbortSignal.any([interrupt, stop.signal]);
  try {
    screen.heading("Two stocks");
    screen.row("you", questions.first, screen.style.bold);
    const { id, turnId } = await graph.start(agent, version, questions.first);
    const reader = new Reader(graph.follow(id, signal), screen);
    await reader.untilEnd(turnId);

    screen.heading("A question that needs the answer before it");
    screen.row("you", questions.followUp, screen.style.bold);
    await reader.untilEnd(await graph.send(id, questions.followUp));

    screen.heading("The worker killed in the middle of an answer");
    screen.row("you", questions.long, screen.style.bold);
    await killInMidAnswer(server, reader, await graph.send(id, questions.long), screen);
    await compare({ server, graph, screen, reader, id, before });
    return id;
  } finally {
    stop.abort();
  }
}

/** Registers the agent; the number of its version. */
async function register(graph: Graph, screen: DemoScreen): Promise<number> {
  const { serverInfo } = await graph.about();
  for (const line of bannerOf(serverInfo)) screen.line(screen.style.warn(line));
  screen.line();
  await poll(async () => {
    const { mcpServers } = await graph.about();
    const offered = mcpServers?.find(({ name }) => name === "prices")?.tools ?? [];
    return tools.every((tool) => offered.some(({ name }) => name === tool)) || undefined;
  }, { withinMs: 60_000, what: `the MCP server prices offers ${tools.join(", ")}` });
  const { version, created } = await graph.register({
    name: agent,
    description: "Answers questions about prices of stocks.",
    model: "mistral-medium-latest",
    instructions: {
      text: "You are a price analyst. Look prices up with your tools, never guess them. Be brief.",
    },
    tools: tools.map((name) => ({ server: "prices", name })),
  });
  const how = created ? "registered" : "registered before";
  screen.row("agent", `${agent}, version ${version.number} on ${version.model}, ${how}`);
  screen.row(
    "tools",
    readable(version.tools, "agents:read:spec").map(({ tool }) => tool.name).join(", "),
  );
  return version.number;
}

function bannerOf(info: { emulated: boolean; sampleMarketData: boolean }): string[] {
  const warnings = [
    ...(info.emulated ? ["the model is emulated"] : []),
    ...(info.sampleMarketData ? ["prices are samples"] : []),
  ].join("; ");
  return warnings === "" ? [] : [`${warnings[0]?.toUpperCase()}${warnings.slice(1)}.`];
}

async function killInMidAnswer(
  server: DemoServer,
  reader: Reader,
  turnId: string,
  screen: DemoScreen,
): Promise<void> {
  let killed: { at: number; back: Promise<void>; resumed: boolean } | undefined;
  const onEvent = (event: DemoEvent) => {
    if (event.__typename !== "TextDelta") return;
    const written = reader.view.entries.at(-1);
    if (!killed && written && textOfEntry(written).length >= killAfter) {
      killed = { at: performance.now(), back: kill(server, screen), resumed: false };
      killed.back.catch(() => undefined);
    } else if (killed && !killed.resumed && reader.discarded > 0) {
      killed.resumed = true;
    }
  };
  await reader.untilEnd(turnId, onEvent);
  await killed?.back;
  if (!killed) throw new Error("the answer ended before the worker was killed");
  if (!killed.resumed) throw new Error("the worker's next attempt did not write the answer again");
  const took = duration(performance.now() - killed.at);
  screen.row("whole", `the answer is complete ${took} after the kill`, screen.style.dim);
}

async function kill(server: DemoServer, screen: DemoScreen): Promise<void> {
  const startedAt = performance.now();
  const pid = await killWorker(server);
  screen.row("KILL", `worker, process ${pid}, by SIGKILL`, screen.style.bad);
  screen.row(
    "wait",
    "until it is started again and another worker takes the step",
    screen.style.dim,
  );
  const next = await nextWorker(server, pid);
  const took = duration(performance.now() - startedAt);
  screen.row("back", `worker, process ${next}, ready after ${took}`, screen.style.good);
}

async function compare(
  { server, graph, screen, reader, id, before }: {
    server: DemoServer;
    graph: Graph;
    screen: DemoScreen;
    reader: Reader;
    id: string;
    before: Counts | undefined;
  },
): Promise<void> {
  screen.heading("Result");
  const { entries, ...stored } = await graph.stored(id);
  const usage = readable(stored.usage, "usage:read");
  const log = await graph.log(id);
  const verdict = verdictOf(reader, log, entries.nodes);
  const { lost, doubled, different } = verdict;
  screen.row(
    "events",
    `${count(reader.seqs.length, "event")} read live, ${log.length} in the log`,
  );
  screen.row(
    "text",
    different.length === 0
      ? `all ${entries.nodes.length} entries on this screen are as stored`
      : `differs from what is stored: ${different.join(", ")}`,
  );
  const tokens = `${usage.inputTokens} tokens read, ${usage.outputTokens} written`;
  screen.row("used", `${count(usage.toolCalls, "tool call")}, ${tokens}`);
  screen.row("model", `${count(usage.modelCalls, "call")} by the log`);
  const model = server.sandbox && before
    ? await paidText(server.sandbox, id, before, screen)
    : `${count(usage.modelCalls, "model call")}, paid twice: a real provider does not say`;
  const sum = `${lost.length} events lost, ${doubled.length} doubled, ${model}`;
  screen.line();
  screen.line(isGood(verdict) ? screen.style.good(sum) : screen.style.bad(sum));
  if (!isGood(verdict)) throw new Error("the events that were read differ from the stored ones");
}

async function paidText(
  sandbox: Sandbox,
  id: string,
  before: Counts,
  screen: DemoScreen,
): Promise<string> {
  const { requests, ran, unanswered } = await readRequests(sandbox, id);
  const twice = (await counts(sandbox)).paidTwice - before.paidTwice;
  const alone = unanswered === 0 ? "" : `, ${unanswered} of them after its caller was killed`;
  screen.row("", `${count(requests, "request")} at the emulator; ${ran} ran to the end${alone}`);
  const why = twice === unanswered && twice > 0 ? " (the killed one)" : "";
  return `${count(requests, "model call")}, paid twice: ${twice}${why}`;
}
