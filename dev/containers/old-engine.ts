import { loadCompose } from "../../tests/support/compose.ts";

/**
 * An override of the compose file for engines before 25, which do not know `start_interval`: the only thing that it takes
 * out. Returns its path.
 */
export async function writeOldEngineOverride(folder: string): Promise<string> {
  const { services } = await loadCompose();
  const lines = Object.entries(services).filter(([, { healthcheck }]) => healthcheck).map(
    ([name]) => `  ${name}:\n    healthcheck: { start_interval: !reset null }\n`,
  );
  const path = `${folder}/old-engine.yml`;
  await Deno.writeTextFile(path, `services:\n${lines.join("")}`);
  return path;
}
