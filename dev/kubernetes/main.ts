// `deno task kubernetes:test`: applies the files of deploy/kubernetes to an API server of Kubernetes, which it builds from
// its Go modules where the cache folder does not have it yet (docs/operations.md).
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { standardOutput } from "../../cli/terminal/terminal.ts";
import { findGo } from "../offline/build-temporal.ts";
import { buildClusterPrograms } from "./build-programs.ts";
import { findClusterPrograms, kubernetesRelease } from "./release.ts";

const terminal = standardOutput();
const env = Deno.env.toObject();
if (!await findClusterPrograms(env)) {
  if (!await findGo(env)) {
    terminal.print("!!  Kubernetes is built with Go: install Go 1.21 or newer (https://go.dev/dl)");
    Deno.exit(2);
  }
  const ending = new AbortController();
  Deno.addSignalListener("SIGINT", () => ending.abort());
  terminal.print(`..  building Kubernetes ${kubernetesRelease} from its Go modules, once`);
  await buildClusterPrograms((what) => terminal.busy(`..  ${what}`), ending.signal);
}
const args = ["test", "-A", "--no-check", "--config=deno.json", "tests/deploy/api-server.test.ts"];
const { code } = await new Deno.Command(Deno.execPath(), { args, cwd: repositoryRoot }).spawn()
  .status;
Deno.exit(code);
