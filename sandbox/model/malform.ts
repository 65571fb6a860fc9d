import type { PromptEntry } from "./types.ts";

/** Ways to malform a JSON answer; the README describes them. */
const faults = {
  broken: (json: string) => json.replace(/}$/, ",}"),
  cut: (json: string) => json.slice(0, Math.ceil(json.length / 2)),
  misfit: () => JSON.stringify({ unasked: true }),
  prose: () => "This answer is prose and not JSON.",
  fenced: (json: string) => `Here it is:\n\`\`\`json\n${json}\n\`\`\``,
  two: (json: string) => `{"draft":true}\n${json}`,
};

const directive = /\[\[\s*json\s*:\s*([a-z]+)(?:\s+(\d+))?\s*\]\]/;

/**
 * Malforms JSON as the newest message with a `json` directive asks for: as many answers after it as the directive says,
 * by default one. The answer to a request for repair is therefore valid or not.
 */
export function malformed(json: string, seen: readonly PromptEntry[]): string {
  const at = seen.findLastIndex((entry) => entry.kind === "user" && directive.test(entry.text));
  const directed = seen[at];
  const [, kind = "", times = "1"] = directed?.kind === "user"
    ? directive.exec(directed.text) ?? []
    : [];
  const answers = seen.slice(at + 1).filter((entry) => entry.kind === "answer").length;
  if (!(kind in faults) || answers >= Number(times)) return json;
  return faults[kind as keyof typeof faults](json);
}
