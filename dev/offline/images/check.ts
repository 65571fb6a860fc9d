import { startStack } from "../../../cli/stack/stack.ts";
import { buildImages } from "./check-images.ts";
import { imageUser, runImages } from "./run-images.ts";

/** Builds all images in a new folder, runs them with a new PostgreSQL and Temporal, and cleans up. */
export async function checkImages(report: (line: string) => void): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-images-" });
  const stack = await startStack({
    home: await Deno.makeTempDir({ prefix: "tramontane-images-" }),
    env: { ...Deno.env.toObject(), DATABASE_URL: "", TEMPORAL_ADDRESS: "" },
    parts: ["postgres", "temporal"],
  });
  try {
    const built = await buildImages(folder, report);
    const user = Deno.uid() === 0 ? imageUser : null;
    report(user === null ? "run as this user, who is not root" : `run as user ${user}`);
    const place = `${folder}/run`;
    await Deno.mkdir(place);
    await runImages(built, {
      folder: place,
      // Names instead of addresses, as in a container: permissions must include them.
      databaseUrls: {
        owner: named(stack.urls.database),
        api: named(stack.urls.databases.api),
        worker: named(stack.urls.databases.worker),
      },
      temporalAddress: named(stack.urls.temporal),
      user,
      report,
    });
  } finally {
    await stack.destroy();
    await removeFrozen(folder);
  }
}

const named = (address: string) => address.replace("127.0.0.1", "localhost");

/** Makes folders writable first: a user other than root cannot delete from read-only ones. */
async function removeFrozen(folder: string): Promise<void> {
  await new Deno.Command("chmod", { args: ["-R", "u+w", folder], stderr: "null" }).output();
  await Deno.remove(folder, { recursive: true });
}
