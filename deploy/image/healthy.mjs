// `healthy.mjs <port> [path]`, on Node or Deno: exits with 0 when the process of this container is ready, else with 1.
import process from "node:process";

const [port, path = "/readyz"] = process.argv.slice(2);
try {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    signal: AbortSignal.timeout(3_000),
  });
  await response.body?.cancel();
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
