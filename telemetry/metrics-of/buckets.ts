/** For durations from a fast commit to a long turn, s. */
export const long = [
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
  30,
  60,
  120,
  300,
  900,
] as const;
/** For durations of milliseconds, s. */
export const short = [
  0.001,
  0.0025,
  0.005,
  0.01,
  0.025,
  0.05,
  0.1,
  0.25,
  0.5,
  1,
  2.5,
  5,
  10,
] as const;
/** For human decisions and research runs, s. */
export const patient = [1, 5, 15, 60, 300, 900, 3600, 14400, 86400] as const;
