import type { PromptFolder } from "./prompt-folder.ts";

/** Interval at which files are checked for subscribed clients, ms. Requests check by themselves. */
export const pollMs = 1_000;

/** Calls `changed` with each server whose prompts changed. The returned function ends it. */
export function watchPrompts(
  prompts: PromptFolder,
  servers: readonly string[],
  changed: (server: string) => void,
  everyMs = pollMs,
): () => void {
  const seen = new Map(servers.map((server) => [server, prompts.of(server)]));
  const timer = setInterval(() => {
    for (const [server, before] of seen) {
      const now = prompts.of(server);
      seen.set(server, now);
      // An unchanged file returns the same object.
      if (now.length !== before.length || now.some((p, i) => p !== before[i])) changed(server);
    }
  }, everyMs);
  return () => clearInterval(timer);
}
