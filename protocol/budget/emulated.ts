/** True if the models of this provider are emulated: their answers are made up, and nothing is paid for them. */
export const isEmulated = (provider: string): boolean => provider.startsWith("emulator");
