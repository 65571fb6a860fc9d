import { ownNode } from "../../cli/stack/node/find-node.ts";
import { spawnChild } from "../../cli/stack/supervise/child.ts";
import { lastLines } from "../../cli/stack/supervise/log-file.ts";
import { findFreePort } from "../../cli/stack/supervise/ports.ts";
import { poll } from "../../protocol/async/poll.ts";
import { npmPackages } from "./installed-packages.ts";

/** The version of `examples/react-chat`. */
const version = "8.4.0";

/** A Vite development server. */
export interface ViteServer extends AsyncDisposable {
  port: number;
}

/** Starts Vite in a new folder with these files, one of which is its configuration. */
export async function startVite(files: Readonly<Record<string, string>>): Promise<ViteServer> {
  const [packages, node] = await Promise.all([npmPackages({ vite: version }), ownNode()]);
  const folder = await Deno.makeTempDir({ prefix: "tramontane-vite-" });
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  // Vite resolves packages from the folder.
  await Deno.symlink(`${packages}/node_modules`, `${folder}/node_modules`);
  const port = findFreePort();
  const log = `${folder}/log`;
  const child = await spawnChild({
    command: node.path,
    args: [
      ...["node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", `${port}`],
      ...["--strictPort", "--clearScreen", "false"],
    ],
    env: { ...Deno.env.toObject(), NO_COLOR: "1" },
    cwd: folder,
  }, { log, pidFile: `${folder}/pid`, stopSignal: "SIGTERM", graceMs: 3_000 });
  const stop = async () => {
    await child.stop();
    await Deno.remove(folder, { recursive: true });
  };
  try {
    const answers = () => fetch(`http://127.0.0.1:${port}/`).then((r) => r.text(), () => undefined);
    await poll(answers, { withinMs: 60_000, everyMs: 100, what: "Vite answers" });
  } catch (error) {
    const lines = await lastLines(log, 10);
    await stop();
    throw new Error(`Vite did not start: ${lines.join("\n")}`, { cause: error });
  }
  return { port, [Symbol.asyncDispose]: stop };
}
