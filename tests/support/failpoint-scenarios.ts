import { endOf, readUntil, ruleBreaks, turnEnds } from "./api.ts";
import { modelRequests, remoteHistory, repeatedFinished, userTexts } from "./remote.ts";
import { isTool, type Scenario } from "./failpoint-rules.ts";
import { type TestStack, unique } from "./test-stack.ts";

/** The provider refuses a turn whose message contains this, after `refuseSome`. */
const failing = "this one is refused";

/** Lets the provider refuse the first turns of so many `restart` scenarios. */
export const refuseSome = (t: TestStack, times: number) =>
  t.sandbox.post("faults", {
    kind: "error_500",
    status: 422,
    match: { textIncludes: failing },
    times,
  });

/** Brings a conversation to its call that dies, follows it to the end of that turn; what was said in good turns. */
export async function run(t: TestStack, { kind, agent }: Scenario) {
  const word = unique("said");
  const text = kind === "buy"
    ? `[[tool:orders__buy {"key":"${word}"}]] ${word}`
    : kind === "results" || kind === "price"
    ? `What does AAPL cost? ${word}`
    : `tell me of ${word}`;
  if (kind === "start" || kind === "results" || isTool(kind)) {
    const id = await t.api.start(agent, text);
    const events = await readUntil(t.api.follow(id), turnEnds());
    return { id, events, from: 0, said: [text], word };
  }
  const id = await t.api.start(agent, `hello ${word}`);
  await readUntil(t.api.follow(id), turnEnds());
  if (kind === "restart") {
    const bad = await t.api.send(id, `${failing} ${word}`);
    await readUntil(t.api.follow(id, bad.eventCursor), endOf(bad.turn.id));
  }
  const { eventCursor, turn } = await t.api.send(id, text);
  const events = await readUntil(t.api.follow(id, eventCursor), endOf(turn.id));
  const from = (events[0]?.fromSeq ?? 1) - 1;
  return { id, events, from, said: [`hello ${word}`, text], word };
}

/** What `run` answers. */
export type Ran = Awaited<ReturnType<typeof run>>;

/** What is wrong with a conversation whose call died; nothing when all is well. */
export async function faults(
  t: TestStack,
  { kind, point }: Scenario,
  ran: Ran,
  /** True where the provider hid what was finished, so that it may have been asked for again. */
  hidden = false,
) {
  const { id, events, from, said } = ran;
  const wrong = ruleBreaks(events, from);
  const { turns, entries } = await t.api.read(id);
  const turn = turns.nodes.at(-1);
  if (turn?.status !== "COMPLETED") {
    wrong.push(`the turn is ${turn?.status} ${turn?.failure?.code}`);
  }
  if (entries.nodes.some((e) => e.status === "RUNNING")) wrong.push("an entry is left open");
  const requests = await modelRequests(t, id);
  if (!hidden && repeatedFinished(requests).length > 0) {
    wrong.push("a finished call was made again");
  }
  const base = requests.findLast((r) => r.ran === "full")?.conversation ?? "";
  const texts = userTexts(await remoteHistory(t, base));
  if (texts.join("|") !== said.join("|")) wrong.push(`the provider knows ${texts.join("|")}`);
  const answers = entries.nodes.filter((e) => e.role === "AGENT" && e.status === "COMPLETED");
  if (answers.length !== said.length) wrong.push(`${answers.length} answers`);
  return wrong.map((what) => `${kind} at ${point}: ${what}`);
}

/** What is wrong with the tool call of a tool scenario. `calls`: how often the tool with side effects was called. */
export function toolFaults({ kind, point }: Scenario, { events }: Ran, calls: number): string[] {
  if (!isTool(kind)) return [];
  const ended = events.findLast((e) =>
    e.__typename === "StepChanged" && e.stepId?.startsWith("tool_")
  );
  const code = ended?.failure?.code ?? null;
  const wrong: string[] = [];
  // A server that was away for longer than the attempts last is a typed failure, too.
  if (kind === "price" && ended?.status !== "COMPLETED" && code !== "UNAVAILABLE") {
    wrong.push(`the tool call is ${ended?.status} ${code}`);
  }
  if (kind === "buy") {
    if (calls > 1) wrong.push(`bought ${calls} times`);
    const sure = ended?.status === "COMPLETED" && calls === 1;
    if (!sure && code !== "OUTCOME_UNKNOWN") wrong.push(`${ended?.status} ${code}, ${calls} calls`);
  }
  return wrong.map((what) => `${kind} at ${point}: ${what}`);
}

/** The requests that asked the model for what the last one did. */
export async function askedAlike(t: TestStack, id: string) {
  const requests = await modelRequests(t, id);
  return requests.filter((r) => r.inputHash === requests.at(-1)?.inputHash);
}
