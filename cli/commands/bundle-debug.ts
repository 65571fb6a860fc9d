import { defineCommand } from "../command/define-command.ts";

/** `tramontane bundle-debug`. */
export const bundleDebug = defineCommand({
  name: "bundle-debug",
  summary: "Writes versions, configuration, state and logs into one file for an issue",
  options: {},
  notes: "Secrets are masked; look through the file before you share it.",
  async run() {
    const { debugReport } = await import("../debug/report.ts");
    const { examineHere } = await import("../doctor/examine.ts");
    const { repositoryRoot } = await import("../stack/paths.ts");
    const { config, env, findings } = await examineHere();
    const time = new Date().toISOString().replaceAll(/[^\dT]/g, "").slice(0, 15);
    const name = `tramontane-debug-${time}.log`;
    const report = await debugReport(config.home, env, findings, repositoryRoot);
    await Deno.writeTextFile(name, report, { mode: 0o600 });
    console.log(`wrote ${name}; secrets are masked, but look through it before you share it`);
    return 0;
  },
});
