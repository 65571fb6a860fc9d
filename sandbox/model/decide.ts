import { callsOf, chooseTools } from "./choose-calls.ts";
import { symbolsIn } from "./companies.ts";
import { readDirectives } from "./directives.ts";
import { executions, partsAfter, thoughts } from "./executions.ts";
import { outcomesOf, priceQuotesOf } from "./price-quotes.ts";
import { malformed } from "./malform.ts";
import { compare, describeOutcomes, describeQuote, emulatedNote, filler } from "./prose.ts";
import { playRole } from "./roles/play.ts";
import { instanceOf } from "./schema-instance.ts";
import type { Directives } from "./directives.ts";
import type { PriceQuote } from "./price-quotes.ts";
import type { ModelOutput, Prompt, PromptEntry } from "./types.ts";

/** Entries before the last user message, since the turn began, and since the last user message (`fresh`). */
type Turn = {
  before: PromptEntry[];
  since: PromptEntry[];
  fresh: PromptEntry[];
  directives: Directives;
};

const comparing =
  /\b(which|higher|lower|difference|cheaper|dearer|expensive|by how much|of the two|of them|both|average)\b/i;

/** A user message that arrives together with tool results belongs to the running turn. */
function turnOf(seen: readonly PromptEntry[]): Turn {
  const at = seen.findLastIndex((entry) => entry.kind === "user");
  const last = seen[at];
  const began = seen.findLastIndex((entry, i) =>
    entry.kind === "user" && seen[i - 1]?.kind !== "result" && seen[i - 1]?.kind !== "user"
  );
  return {
    before: seen.slice(0, Math.max(at, 0)),
    since: seen.slice(began + 1),
    fresh: seen.slice(at + 1),
    directives: readDirectives(last?.kind === "user" ? last.text : ""),
  };
}

function directedCalls(turn: Turn): ModelOutput[] {
  const { directives } = turn;
  const rounds = turn.since.filter((s, i) =>
    s.kind === "result" && turn.since[i + 1]?.kind !== "result"
  );
  const call = (name: string, args: string): ModelOutput => ({
    kind: "call",
    name,
    arguments: args,
  });
  const first = [
    ...directives.calls.map((c) => call(c.name, c.arguments)),
    ...(directives.unknownTool ? [call("no_such_tool", "{}")] : []),
    ...(directives.brokenArguments ? [call("broken_arguments", '{"symbol": "AA')] : []),
  ];
  const steps = [
    ...(first.length > 0 ? [first] : []),
    ...directives.then.map((c) => [call(c.name, c.arguments)]),
  ];
  // Without `tool`, a `then` follows the calls that the model chooses from the text of the message.
  const at = first.length > 0 || directives.then.length === 0 ? rounds.length : rounds.length - 1;
  return steps[at] ?? [];
}

function lastResults(before: readonly PromptEntry[]): PromptEntry[] {
  const end = before.findLastIndex((entry) => entry.kind === "result");
  const start = before.slice(0, Math.max(end, 0)).findLastIndex((entry) => entry.kind === "user");
  return before.slice(start + 1, end + 1);
}

/** The prices that a follow-up is about: those of the tickers it names, else the newest, at least two. */
function earlierQuotes(turn: Turn): PriceQuote[] {
  const bySymbol = new Map<string, PriceQuote>();
  for (const quote of outcomesOf(turn.before).flatMap(priceQuotesOf)) {
    bySymbol.delete(quote.symbol);
    bySymbol.set(quote.symbol, quote);
  }
  const named = symbolsIn(turn.directives.text);
  if (named.length > 0) return named.flatMap((symbol) => bySymbol.get(symbol) ?? []);
  const recent = new Set(
    outcomesOf(lastResults(turn.before)).flatMap(priceQuotesOf).map((f) => f.symbol),
  );
  return [...bySymbol.values()].slice(-Math.max(2, recent.size));
}

function isFollowUp(turn: Turn): boolean {
  const named = symbolsIn(turn.directives.text).length;
  const known = earlierQuotes(turn).length;
  return comparing.test(turn.directives.text) && known > 0 && known >= named;
}

function calls(prompt: Prompt, turn: Turn): ModelOutput[] {
  const directed = directedCalls(turn);
  if (directed.length > 0) return directed;
  const must = prompt.toolChoice === "any" || prompt.toolChoice === "required";
  const answered = turn.fresh.some((entry) => entry.kind === "result");
  if (prompt.toolChoice === "none" || prompt.tools.length === 0) return [];
  if (!must && (answered || isFollowUp(turn) || turn.directives.calls.length > 0)) return [];
  const chosen = chooseTools(prompt.tools, turn.directives.text);
  const tools = chosen.length === 0 && must ? prompt.tools.slice(0, 1) : chosen;
  return tools.flatMap((tool) => callsOf(tool, turn.directives.text)).slice(0, 16);
}

function smallTalk(prompt: Prompt, turn: Turn): string {
  const earlier = turn.before.filter((entry) => entry.kind === "user").map((entry) => entry.text);
  const name = earlier.map((text) => /\bmy name is ([\p{L}-]+)/iu.exec(text)?.[1]).findLast(
    Boolean,
  );
  if (name && /\bmy name\b/i.test(turn.directives.text)) return `Your name is **${name}**.`;
  const asked = turn.directives.text.replace(/\s+/g, " ").slice(0, 120);
  const past = earlier.at(-1)?.replace(/\s+/g, " ").slice(0, 60);
  const who = prompt.agentName ? `I am ${prompt.agentName}. ` : "";
  const memory = past ? ` Before that you said: "${past}".` : "";
  return `${who}You said: "${asked}".${memory} I am a rule-based emulator, so I cannot say more about it.`;
}

function prose(prompt: Prompt, turn: Turn): string {
  const outcomes = outcomesOf(turn.since);
  const quotes = isFollowUp(turn) ? earlierQuotes(turn) : [];
  const answer = outcomes.length > 0
    ? describeOutcomes(outcomes)
    : quotes.length > 0
    ? [compare(quotes), ...quotes.map(describeQuote)].filter(Boolean).join("\n")
    : "";
  const { length } = turn.directives;
  if (length && length.unit !== "words" && !answer) return filler(length);
  const body = length
    ? [answer, filler(length)].filter(Boolean).join("\n\n")
    : answer || smallTalk(prompt, turn);
  return `${body}\n\n${emulatedNote}`;
}

function structured(schema: Prompt["schema"] & object, turn: Turn): string {
  const quotes = outcomesOf(turn.since).flatMap(priceQuotesOf);
  const source = {
    text: turn.directives.text,
    quotes: quotes.length > 0 ? quotes : earlierQuotes(turn),
  };
  const free = {
    answer: describeOutcomes(outcomesOf(turn.since)) || turn.directives.text,
    note: "emulated answer",
  };
  return JSON.stringify(Object.keys(schema).length === 0 ? free : instanceOf(schema, source));
}

function handoff(prompt: Prompt, turn: Turn): ModelOutput[] {
  if (turn.fresh.length > 0) return [];
  const wanted = turn.directives.handoff?.toLowerCase();
  const text = turn.directives.text.toLowerCase();
  const to = prompt.handoffs.find(({ name, id }) =>
    wanted
      ? [name.toLowerCase(), id].includes(wanted) || name.toLowerCase().startsWith(`${wanted}-v`)
      : text.includes(name.toLowerCase())
  );
  return to ? [{ kind: "handoff", to: to.id }] : [];
}

function ranTools(
  hosted: readonly string[],
  toolChoice: string,
  { fresh, directives }: Turn,
): ModelOutput[] {
  const results = fresh.some((entry) => entry.kind === "result");
  return toolChoice === "none" || results ? [] : executions(hosted, directives);
}

/** The final message: text only, or with thinking before it and the citations of its built-in tools. */
function finalMessage(prompt: Prompt, turn: Turn, text: string): ModelOutput {
  const ran = ranTools(prompt.hosted, prompt.toolChoice, turn);
  const thinks = prompt.thinks || turn.directives.think;
  const cites = prompt.schema ? [] : ran.flatMap((one) => partsAfter(one, turn.directives.text));
  if (!thinks && cites.length === 0) return { kind: "message", text };
  const thought = { type: "thinking" as const, text: thoughts(turn.directives.text) };
  return { kind: "parts", parts: [...(thinks ? [thought] : []), ...cites, { type: "text", text }] };
}

/** The outputs of the model. Deterministic: the same prompt gives the same decision. */
export function decide(prompt: Prompt): ModelOutput[] {
  const played = playRole(prompt);
  if (played) return played;
  const turn = turnOf(prompt.seen);
  const passed = handoff(prompt, turn);
  if (passed.length > 0) return passed;
  const wanted = calls(prompt, turn);
  if (wanted.length > 0) return wanted;
  const text = prompt.schema
    ? malformed(structured(prompt.schema, turn), prompt.seen)
    : prose(prompt, turn);
  return [...ranTools(prompt.hosted, prompt.toolChoice, turn), finalMessage(prompt, turn, text)];
}
