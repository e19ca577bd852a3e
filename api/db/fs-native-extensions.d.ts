declare module 'fs-native-extensions' {
  /** An exclusive lock on the whole file; false when another process holds it. */
  export function tryLock(fd: number): boolean;
}
