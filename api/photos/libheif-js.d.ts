declare module 'libheif-js/wasm-bundle.js' {
  const libheif: {
    ready: Promise<unknown>;
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
  };
  export default libheif;
  interface Pixels {
    data: Uint8ClampedArray<ArrayBuffer>;
    width: number;
    height: number;
  }
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    /** Fills `data` with RGBA and hands it back; null when it cannot. */
    display(image: Pixels, done: (shown: Pixels | null) => void): void;
  }
}
