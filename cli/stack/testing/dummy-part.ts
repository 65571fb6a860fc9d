// Helpers of the tests of supervision.
import type { GroupSettings } from "../supervise/group.ts";
import { openHome } from "../home.ts";
import { ownNode } from "../node/find-node.ts";
import type { Death, PartSpec, Reporter } from "../supervise/part.ts";
import { fromFileUrl } from "../paths.ts";
import { findFreePort } from "../supervise/ports.ts";
import { httpProbe } from "../supervise/probes.ts";

/** The path of `dummy-program.mjs`. */
export const dummyProgram = fromFileUrl(new URL("./dummy-program.mjs", import.meta.url));

/** A part that runs the dummy program on a free port. */
export function dummyPart(
  name: string,
  mode: "serve" | "deaf" | "die" | "parent",
  rest: Partial<PartSpec> = {},
): PartSpec {
  const port = findFreePort();
  return {
    name,
    program: async () => ({
      command: (await ownNode()).path,
      args: [dummyProgram, mode, String(port)],
      env: { PATH: Deno.env.get("PATH") ?? "" },
    }),
    ready: httpProbe(`http://127.0.0.1:${port}/readyz`),
    readyWithinMs: 15_000,
    graceMs: 300,
    ...rest,
  };
}

/** Settings of a group in a new folder, and a record of its changes. */
export async function testGroup(
  stopOrder: readonly string[] = [],
): Promise<{ settings: GroupSettings; events: string[]; nextDeath: () => Promise<Death> }> {
  const home = await openHome(await Deno.makeTempDir({ prefix: "tramontane-test-" }));
  const events: string[] = [];
  const deaths: ((death: Death) => void)[] = [];
  const reporter: Reporter = {
    ready: (part) => events.push(`${part} ready`),
    stopped: (part) => events.push(`${part} stopped`),
    died: (part, death) => {
      events.push(`${part} died`);
      deaths.splice(0).forEach((tell) => tell(death));
    },
  };
  const nextDeath = () => new Promise<Death>((resolve) => deaths.push(resolve));
  return { settings: { ...home, stopOrder, reporter }, events, nextDeath };
}
