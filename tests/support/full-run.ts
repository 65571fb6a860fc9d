/** Whether `deno task test --full` runs this: the slow files, and the whole matrices. */
export const isFullRun = () => Deno.env.get("TEST_FULL") === "1";
