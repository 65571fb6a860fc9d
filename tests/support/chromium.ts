import { onPath } from "../../cli/stack/supervise/run-command.ts";

type Env = Readonly<Record<string, string | undefined>>;

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium that `TEST_CHROMIUM` or PATH names; undefined without one. */
export async function findChromium(env: Env): Promise<string | undefined> {
  if (env.TEST_CHROMIUM) return env.TEST_CHROMIUM;
  const found = await Promise.all(names.map((name) => onPath(name, env.PATH)));
  return found.find((path) => path !== undefined);
}

/** What to do on a machine without Chromium. */
export const chromiumMissing = "Browser tests need Chromium, which is not on PATH. " +
  "Debian, as root: `apt-get update && apt-get install --yes --no-install-recommends chromium` " +
  "(the gate does this itself where it can). Elsewhere: TEST_CHROMIUM=/path/of/chromium.";
