import type { Logger } from "../telemetry/log.ts";
import { errorFields } from "../telemetry/log.ts";
import { parsePrompt, type PromptFile } from "./prompt-file.ts";

/** Folder of the prompts, `<server>/<prompt>.md`. The process may read no other folder. */
export const promptsFolder = new URL("./prompts/", import.meta.url);

/** The current prompts of all servers. */
export interface PromptFolder {
  /** Prompts of a server, by name. Reads changed files again. An invalid file is logged, and its previous prompt is kept. */
  of(server: string): PromptFile[];
}

interface CachedPrompt {
  /** Time and size of the file, which show changes. */
  mark: string;
  prompt: PromptFile | undefined;
}

/** Reads prompts from a folder, each file only when it has changed. */
export function createPromptFolder(log: Logger, folder: URL = promptsFolder): PromptFolder {
  const servers = new Map<string, Map<string, CachedPrompt>>();

  function read(server: string, file: string, before: CachedPrompt | undefined): CachedPrompt {
    const path = new URL(`${server}/${file}`, folder);
    const { mtime, size } = Deno.statSync(path);
    const mark = `${mtime?.getTime()}:${size}`;
    if (before?.mark === mark) return before;
    try {
      const prompt = parsePrompt(file.slice(0, -".md".length), Deno.readTextFileSync(path));
      return { mark, prompt };
    } catch (error) {
      log.error("mcp.prompt_read_failed", { server, file, ...errorFields(error) });
      return { mark, prompt: before?.prompt };
    }
  }

  return {
    of(server) {
      const before = servers.get(server);
      try {
        const files = filesIn(new URL(`${server}/`, folder));
        servers.set(server, new Map(files.map((f) => [f, read(server, f, before?.get(f))])));
      } catch (error) {
        // An editor may remove a file before it writes the new one. The next call reads it.
        if (!(error instanceof Deno.errors.NotFound)) {
          log.error("mcp.prompts_read_failed", { server, ...errorFields(error) });
        }
      }
      const cached = [...servers.get(server)?.values() ?? []];
      return cached.flatMap(({ prompt }) => prompt ?? []);
    },
  };
}

/** Files of a folder by name. */
function filesIn(folder: URL): string[] {
  return [...Deno.readDirSync(folder)].map((e) => e.name).filter((n) => n.endsWith(".md")).sort();
}
