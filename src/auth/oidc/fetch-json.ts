import { deadlineSignal } from "../../../protocol/async/deadline.ts";

/** Limits of a request to an issuer; tests use others. */
const limits = { withinMs: 5_000, maxLength: 1_000_000 };

/** A JSON object from an issuer. Follows no redirect: the address that the configuration names is the one that counts. */
export async function fetchJson(
  url: string,
  { withinMs }: { withinMs: number } = limits,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: deadlineSignal(withinMs),
  });
  const text = await readText(response);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const value = JSON.parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${url} answered no JSON object`);
}

async function readText({ body, url }: Response): Promise<string> {
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.length > limits.maxLength) throw new Error(`the answer of ${url} is too long`);
  }
  return text;
}
