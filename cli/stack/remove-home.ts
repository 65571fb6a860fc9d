import { homeAt } from "./home.ts";
import { lockHome } from "./home-lock.ts";
import { rootFolder } from "./postgres/folders.ts";
import { readJson } from "./home.ts";
import type { State } from "./state.ts";
import { endOrphans } from "./supervise/orphans.ts";

/**
 * Deletes a state folder with all its content, and PostgreSQL's data where it is in another folder.
 * Reads state of any format. Throws `AlreadyRunningError` while a start holds the folder.
 */
export async function removeHome(path: string): Promise<void> {
  const home = homeAt(path);
  using _ = await lockHome(path);
  await endOrphans(home.run).catch(ignoreAbsent);
  const data = readJson<State>(`${path}/state.json`)?.postgresFolder;
  // A damaged file must not name another folder.
  if (data?.startsWith(`${rootFolder}/data-`)) {
    await Deno.remove(data, { recursive: true }).catch(ignoreAbsent);
  }
  await Deno.remove(path, { recursive: true });
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
