import type { PromptFolder } from "./prompt-folder.ts";

/** How often files are looked at for those who listen, in milliseconds. A request looks by itself. */
export const pollMs = 1_000;

/** Calls `changed` with each server whose prompts are others than before. Returns what ends it. */
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
      // A file that did not change gives the very same prompt again.
      if (now.length !== before.length || now.some((p, i) => p !== before[i])) changed(server);
    }
  }, everyMs);
  return () => clearInterval(timer);
}
