// `deno task images:check`: executes `deploy/*.Dockerfile` in an empty folder, and starts each process from its image as
// another user on a read-only tree. It needs no container engine, and prints what it therefore cannot check.
import { checkImages } from "./offline/images/check.ts";

await checkImages((line) => console.log(line));
console.log(
  "Not checked without a container engine: the base images, a build for arm64, the limits of containers.",
);
