// `deno task images:check`: performs the steps of `deploy/*.Dockerfile` in an empty folder, and starts each process from
// what comes of it, as another user on a read-only tree. It needs no container engine and says what it therefore did not do.
import { checkImages } from "./offline/images/check.ts";

await checkImages((line) => console.log(line));
console.log(
  "Not done, for it takes a container engine: pulling the base images, a build for arm64, the limits of containers.",
);
