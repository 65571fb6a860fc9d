import type { Client, GetPromptResult } from "@modelcontextprotocol/client";
import { ProtocolError } from "@modelcontextprotocol/client";
import { classifyFault } from "./classify-fault.ts";
import { listPrompts } from "./list-server.ts";
import type { ToolServers } from "./tool-servers.ts";
import { unwrapFault } from "./wire/faults.ts";

/** A prompt and its arguments. */
export interface PromptRequest {
  server: string;
  name: string;
  arguments: Record<string, string>;
}

/** A fetched prompt, as one text. */
export interface FetchedPrompt {
  ok: true;
  text: string;
  /** The version of the prompt, if the server reports one. */
  version: string | null;
}

/** A failed request for a prompt. */
export interface PromptError {
  ok: false;
  /**
   * `unknown_server`, `unknown_prompt`, `bad_arguments` and `not_text` are permanent; `timed_out` and `unavailable` may
   * succeed at a retry.
   */
  reason:
    | "unknown_server"
    | "unknown_prompt"
    | "bad_arguments"
    | "not_text"
    | "timed_out"
    | "unavailable";
  retryable: boolean;
  /** A message that clients can show next to an input field. */
  message: string;
}

/** Maximum UTF-16 units of a prompt. */
const longest = 200_000;

/** The key at which the built-in servers report a prompt's version. */
const versionKey = "tramontane/version";

/**
 * Fetches a prompt from its server within `timeoutMs`, including the connection. It throws only if the signal aborts;
 * other failures have a reason. The texts of several messages are joined by an empty line.
 */
export async function getPrompt(
  servers: ToolServers,
  asked: PromptRequest,
  signal: AbortSignal,
  timeoutMs = 10_000,
): Promise<FetchedPrompt | PromptError> {
  const { server, name } = asked;
  if (!servers.entries.some((e) => e.name === server)) {
    return failure("unknown_server", `There is no MCP server named ${server}.`);
  }
  const late = AbortSignal.timeout(timeoutMs);
  const both = AbortSignal.any([signal, late]);
  try {
    return await unless(both, servers.use(server, (client) => ask(client, asked, both, timeoutMs)));
  } catch (error) {
    signal.throwIfAborted();
    const { code, cause } = classifyFault(error);
    return late.aborted || code === "TIMED_OUT"
      ? failure("timed_out", `The MCP server ${server} did not return the prompt ${name} in time.`)
      : failure("unavailable", `The MCP server ${server} ${cause}.`);
  }
}

/** Reads the listing after a refusal, to find out whether the name or the arguments are wrong. */
async function ask(client: Client, asked: PromptRequest, signal: AbortSignal, timeout: number) {
  const { server, name, arguments: given } = asked;
  try {
    return read(asked, await client.getPrompt({ name, arguments: given }, { signal, timeout }));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (unwrapFault(error) !== error) throw error;
    const listed = (await listPrompts(client, { signal, timeout })).find((p) => p.name === name);
    if (!listed) return failure("unknown_prompt", `${server} has no prompt named ${name}.`);
    const missing = listed.arguments
      .filter((a) => a.required && given[a.name] === undefined).map((a) => a.name);
    const text = `${server} refused the arguments of the prompt ${name}`;
    return failure(
      "bad_arguments",
      missing.length > 0 ? `${text}: ${missing.join(", ")} must be given.` : `${text}.`,
    );
  }
}

function read({ name }: PromptRequest, { messages, _meta }: GetPromptResult) {
  const texts = messages.flatMap(({ content }) => (content.type === "text" ? [content.text] : []));
  const text = texts.join("\n\n");
  if (texts.length < messages.length || text.trim() === "") {
    return failure("not_text", `The prompt ${name} is empty, or contains more than text.`);
  }
  if (text.length > longest) {
    return failure("not_text", `The prompt ${name} is longer than ${longest} characters.`);
  }
  const version = _meta?.[versionKey];
  return { ok: true as const, text, version: typeof version === "string" ? version : null };
}

function failure(reason: PromptError["reason"], message: string): PromptError {
  const retryable = reason === "timed_out" || reason === "unavailable";
  return { ok: false, reason, retryable, message };
}

/** The outcome of `value`, or a rejection if the signal aborts first; a later failure of `value` is ignored. */
function unless<T>(signal: AbortSignal, value: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
