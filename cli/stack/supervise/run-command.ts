/** A command ended with a code other than 0; the message has the end of its output. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Runs a short command to its end and returns its output; throws `CommandError` when it fails. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: Omit<Deno.CommandOptions, "args"> = {},
): Promise<string> {
  const result = await new Deno.Command(command, { ...options, args: [...args] }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (result.success) return text(result.stdout);
  const output = `${text(result.stdout)}\n${text(result.stderr)}`.trim().slice(-2_000);
  throw new CommandError(`${command} ended with code ${result.code}: ${output}`);
}

/** Like `runCommand`, but undefined instead of an error, also where the command does not exist. */
export async function tryCommand(
  command: string,
  args: readonly string[],
  options: Omit<Deno.CommandOptions, "args"> = {},
): Promise<string | undefined> {
  try {
    return await runCommand(command, args, options);
  } catch {
    return undefined;
  }
}

/** The first executable of that name in the folders of a PATH. */
export async function onPath(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? "").split(":").filter((one) => one !== "")) {
    const file = `${folder}/${name}`;
    const info = await Deno.stat(file).catch(() => undefined);
    if (info?.isFile && ((info.mode ?? 0) & 0o111) !== 0) return file;
  }
}
