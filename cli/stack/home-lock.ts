/** Another start uses the state folder. */
export class AlreadyRunningError extends Error {
  override name = "AlreadyRunningError";
}

/**
 * Locks the folder for this process; the kernel releases the lock when the process ends. Throws an
 * `AlreadyRunningError` while another process has it.
 */
export async function lockHome(path: string): Promise<Disposable> {
  const file = await Deno.open(`${path}/lock`, { create: true, write: true, mode: 0o600 });
  if (await file.tryLock(true)) return file;
  file.close();
  throw new AlreadyRunningError(`the state folder ${path} is in use by another start`);
}

/** Whether a process has locked the folder. */
export async function isLocked(path: string): Promise<boolean> {
  try {
    using _ = await lockHome(path);
    return false;
  } catch (error) {
    if (error instanceof AlreadyRunningError) return true;
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
