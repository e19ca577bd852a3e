// Its own types are not found by who imports it as a module.
declare module 'cephes' {
  const cephes: {
    compiled: Promise<void>;
    /** Inverse of the regularised incomplete beta function. */
    incbi: (a: number, b: number, y: number) => number;
    ndtr: (z: number) => number;
    ndtri: (p: number) => number;
  };
  export default cephes;
}
