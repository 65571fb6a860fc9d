import { textOfEntry } from "../../clients/typescript/mod.ts";
import { duration } from "../start/part-lines.ts";
import { asked, type Counts, counts } from "./emulator.ts";
import type { DemoEvent } from "./events.ts";
import { Graph } from "./graph.ts";
import { type DemoServer, killWorker, workerAfter } from "./server.ts";
import { Reader } from "./reader.ts";
import type { Screen } from "./demo-screen.ts";
import { count } from "./shorten.ts";
import { isGood, verdictOf } from "./verdict.ts";
import { eventually } from "./deadline.ts";

const agent = "price-analyst";
/** Not the one for past prices: rules that look for words would call it for a price of now, too. */
const tools = ["get_current_stock_price", "compare_stocks", "search_symbols"];
const questions = {
  first: "What do NVDA and AMD cost right now?",
  followUp: "Which of the two is higher, and by how much?",
  long: "Explain in about 160 words what a quote does not tell.",
};
/** Characters of the long answer that are read before the worker is killed. */
const killAfter = 240;

/** Plays the demo in a place where Tramontane runs. Throws when anything is not as promised. */
export async function play(place: DemoServer, screen: Screen, leave: AbortSignal): Promise<void> {
  const graph = new Graph(place.graphql);
  const before = place.sandbox && await counts(place.sandbox);
  const version = await register(graph, screen);
  const stop = new AbortController();
  const signal = AbortSignal.any([leave, stop.signal]);
  try {
    screen.heading("Two stocks");
    screen.said("you", questions.first, screen.look.bold);
    const { id, turnId } = await graph.start(agent, version, questions.first);
    const reader = new Reader(graph.follow(id, signal), screen);
    await reader.untilEnd(turnId);

    screen.heading("A question that needs the answer before it");
    screen.said("you", questions.followUp, screen.look.bold);
    await reader.untilEnd(await graph.send(id, questions.followUp));

    screen.heading("The worker killed in the middle of an answer");
    screen.said("you", questions.long, screen.look.bold);
    await killedInTheMiddle(place, reader, await graph.send(id, questions.long), screen);
    await prove({ place, graph, screen, reader, id, before });
  } finally {
    stop.abort();
  }
}

/** Registers the agent; the number of its version. */
async function register(graph: Graph, screen: Screen): Promise<number> {
  const { serverInfo } = await graph.about();
  for (const line of bannerOf(serverInfo)) screen.line(screen.look.warn(line));
  screen.line();
  await eventually(60_000, `the MCP server prices offers ${tools.join(", ")}`, async () => {
    const { mcpServers } = await graph.about();
    const offered = mcpServers.find(({ name }) => name === "prices")?.tools ?? [];
    return tools.every((tool) => offered.some(({ name }) => name === tool)) || undefined;
  });
  const { version, created } = await graph.register({
    name: agent,
    description: "Tells what stocks cost.",
    model: "mistral-medium-latest",
    instructions: {
      text: "You are a price analyst. Look prices up with your tools, never guess them. Be brief.",
    },
    tools: tools.map((name) => ({ server: "prices", name })),
  });
  const how = created ? "registered" : "known already";
  screen.said("agent", `${agent}, version ${version.number} on ${version.model}, ${how}`);
  screen.said("tools", version.tools.map(({ tool }) => tool.name).join(", "));
  return version.number;
}

function bannerOf(info: { emulated: boolean; sampleMarketData: boolean }): string[] {
  const says = [
    ...(info.emulated ? ["the model is emulated"] : []),
    ...(info.sampleMarketData ? ["prices are samples"] : []),
  ].join("; ");
  return says === "" ? [] : [`${says[0]?.toUpperCase()}${says.slice(1)}.`];
}

async function killedInTheMiddle(
  place: DemoServer,
  reader: Reader,
  turnId: string,
  screen: Screen,
): Promise<void> {
  let killed: { at: number; back: Promise<void>; resumed: boolean } | undefined;
  const seen = (event: DemoEvent) => {
    if (event.__typename !== "TextDelta") return;
    const written = reader.view.entries.at(-1);
    if (!killed && written && textOfEntry(written).length >= killAfter) {
      killed = { at: performance.now(), back: kill(place, screen), resumed: false };
      killed.back.catch(() => undefined);
    } else if (killed && !killed.resumed && reader.discarded > 0) {
      killed.resumed = true;
    }
  };
  await reader.untilEnd(turnId, seen);
  await killed?.back;
  if (!killed) throw new Error("the answer ended before the worker was killed");
  if (!killed.resumed) throw new Error("the killed answer was not written anew");
  const took = duration(performance.now() - killed.at);
  screen.said("whole", `the answer stands ${took} after the kill`, screen.look.dim);
}

async function kill(place: DemoServer, screen: Screen): Promise<void> {
  const begun = performance.now();
  const pid = await killWorker(place);
  screen.said("KILL", `worker, process ${pid}, by SIGKILL`, screen.look.bad);
  screen.said("wait", "until it is started again, and its step is given out anew", screen.look.dim);
  const next = await workerAfter(place, pid);
  const took = duration(performance.now() - begun);
  screen.said("back", `worker, process ${next}, ready after ${took}`, screen.look.good);
}

async function prove(
  { place, graph, screen, reader, id, before }: {
    place: DemoServer;
    graph: Graph;
    screen: Screen;
    reader: Reader;
    id: string;
    before: Counts | undefined;
  },
): Promise<void> {
  screen.heading("What came of it");
  const { usage, entries } = await graph.stored(id);
  const log = await graph.log(id);
  const verdict = verdictOf(reader, log, entries.nodes);
  const { lost, doubled, different } = verdict;
  screen.said("events", `${count(reader.seqs.length, "fact")} read live, ${log.length} in the log`);
  screen.said(
    "text",
    different.length === 0
      ? `all ${entries.nodes.length} entries on this screen are as stored`
      : `differs from what is stored: ${different.join(", ")}`,
  );
  const tokens = `${usage.inputTokens} tokens read, ${usage.outputTokens} written`;
  screen.said("used", `${count(usage.toolCalls, "tool call")}, ${tokens}`);
  screen.said("model", `${count(usage.modelCalls, "call")} by the log`);
  const model = place.sandbox && before
    ? await paid(place.sandbox, id, before, screen)
    : `${count(usage.modelCalls, "model call")}, paid twice: a real provider does not tell`;
  const sum = `${lost.length} events lost, ${doubled.length} doubled, ${model}`;
  screen.line();
  screen.line(isGood(verdict) ? screen.look.good(sum) : screen.look.bad(sum));
  if (!isGood(verdict)) throw new Error("what was read is not what is stored");
}

async function paid(
  sandbox: NonNullable<DemoServer["sandbox"]>,
  id: string,
  before: Counts,
  screen: Screen,
): Promise<string> {
  const { requests, ran, unheard } = await asked(sandbox, id);
  const twice = (await counts(sandbox)).paidTwice - before.paidTwice;
  const alone = unheard === 0 ? "" : `, ${unheard} of them after its caller was killed`;
  screen.said("", `${count(requests, "request")} at the emulator; ${ran} ran to the end${alone}`);
  const why = twice === unheard && twice > 0 ? " (the killed one)" : "";
  return `${count(requests, "model call")}, paid twice: ${twice}${why}`;
}
