import { ownNode } from "../../cli/stack/node/find-node.ts";

/** A sandbox process with a temporary state folder. */
export interface SandboxProcess extends AsyncDisposable {
  /** Value of YAHOO_URL. */
  readonly yahooUrl: string;
  /** Sets faults of the Yahoo emulator. */
  control(faults: { rotateCrumb?: boolean; fault429?: number }): Promise<void>;
}

const main = new URL("../../sandbox/main.ts", import.meta.url).pathname;
const root = new URL("../../", import.meta.url).pathname;

/** Starts the sandbox on a free port and waits until it listens. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const home = await Deno.makeTempDir();
  const child = new Deno.Command((await ownNode()).path, {
    args: ["--import", "tsx", main],
    cwd: root,
    env: { SANDBOX_HOME: home, SANDBOX_PORT: "0" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const [lines, rest] = child.stdout.tee();
  const drained = rest.pipeTo(new WritableStream());
  const url = `http://127.0.0.1:${await portOf(lines)}`;
  return {
    yahooUrl: `${url}/yahoo`,
    async control(faults) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(faults);
      const answer = await fetch(`${url}/control/yahoo`, { method: "POST", headers, body });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the sandbox refused a control request: ${answer.status}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await Promise.all([child.status, drained]);
      await Deno.remove(home, { recursive: true });
    },
  };
}

async function portOf(stdout: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<number> {
  let text = "";
  for await (const part of stdout.pipeThrough(new TextDecoderStream())) {
    text += part;
    const port = /"event":"sandbox.server_listening".*?"port":(\d+)/.exec(text)?.[1];
    if (port) return Number(port);
  }
  throw new Error(`the sandbox ended before it listened: ${text}`);
}
