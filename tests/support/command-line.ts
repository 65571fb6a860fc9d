import { repositoryRoot } from "../../cli/stack/paths.ts";

/** Starts `tramontane` with these arguments, as a person does; it ends after three minutes at the latest. */
export const startCommand = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Deno.ChildProcess =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "cli/main.ts", ...args],
    ...{ cwd: repositoryRoot, stdin: "null", stdout: "piped", stderr: "piped", env },
    signal: AbortSignal.timeout(180_000),
  }).spawn();

/** Runs `tramontane` to its end. */
export async function runCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await startCommand(args, env).output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}
