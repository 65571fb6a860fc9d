import type { PromptEntry } from "./types.ts";

/** What can be wrong with an answer that should be JSON; the README says what each is. */
const faults = {
  broken: (json: string) => json.replace(/}$/, ",}"),
  cut: (json: string) => json.slice(0, Math.ceil(json.length / 2)),
  misfit: () => JSON.stringify({ unasked: true }),
  prose: () => "I would rather say it in words.",
  fenced: (json: string) => `Here it is:\n\`\`\`json\n${json}\n\`\`\``,
  two: (json: string) => `{"draft":true}\n${json}`,
};

const order = /\[\[\s*json\s*:\s*([a-z]+)(?:\s+(\d+))?\s*\]\]/;

/**
 * Spoils JSON as the newest message with such an order asks for: as many answers after it as it says, one unless told,
 * so that a request to repair is followed or not.
 */
export function malformed(json: string, seen: readonly PromptEntry[]): string {
  const at = seen.findLastIndex((entry) => entry.kind === "user" && order.test(entry.text));
  const ordered = seen[at];
  const [, kind = "", times = "1"] = ordered?.kind === "user" ? order.exec(ordered.text) ?? [] : [];
  const answers = seen.slice(at + 1).filter((entry) => entry.kind === "answer").length;
  if (!(kind in faults) || answers >= Number(times)) return json;
  return faults[kind as keyof typeof faults](json);
}
