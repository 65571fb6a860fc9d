import { serverAddress, unreachableLines } from "./server-address.ts";

/**
 * Runs a command at the server of `url`, or at the start of this folder. An error says what to do if no server answers.
 */
export async function atServer<T>(
  url: string | null | undefined,
  run: (url: string) => Promise<T>,
): Promise<T> {
  const address = url ?? await serverAddress();
  try {
    return await run(address);
  } catch (error) {
    const lines = unreachableLines(error, address);
    throw lines ? new Error(lines.join("\n")) : error;
  }
}
