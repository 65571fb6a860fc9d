import type { Logger } from "../telemetry/log.ts";
import { errorFields } from "../telemetry/log.ts";
import { parsePrompt, type PromptFile } from "./prompt-file.ts";

/** Where the prompts of our servers stand: `<server>/<prompt>.md`. The process may read nothing else. */
export const promptsFolder = new URL("./prompts/", import.meta.url);

/** The prompts of every server, as their files are now. */
export interface PromptFolder {
  /** A server's prompts by name. A file that was edited is read again; one that is broken stays as it was, and is logged. */
  of(server: string): PromptFile[];
}

interface Kept {
  /** What tells an edited file: its time and size. */
  mark: string;
  prompt: PromptFile | undefined;
}

/** Reads prompts from a folder, each file again only when it has changed. */
export function createPromptFolder(log: Logger, folder: URL = promptsFolder): PromptFolder {
  const servers = new Map<string, Map<string, Kept>>();

  function read(server: string, file: string, before: Kept | undefined): Kept {
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
        // An editor that replaces a file leaves a moment without it. The next look finds it.
        if (!(error instanceof Deno.errors.NotFound)) {
          log.error("mcp.prompts_read_failed", { server, ...errorFields(error) });
        }
      }
      const kept = [...servers.get(server)?.values() ?? []];
      return kept.flatMap(({ prompt }) => prompt ?? []);
    },
  };
}

/** Files of a folder by name. */
function filesIn(folder: URL): string[] {
  return [...Deno.readDirSync(folder)].map((e) => e.name).filter((n) => n.endsWith(".md")).sort();
}
