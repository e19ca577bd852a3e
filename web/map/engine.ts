/**
 * MapLibre GL JS, https://maplibre.org/maplibre-gl-js/docs/. Large, so only ever imported lazily.
 */
import { AttributionControl, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { breaths } from '../ui/pause.ts';

setWorkerUrl(workerUrl);

/** A drawn image and how many of its pixels make one on the screen. */
export interface DrawnImage {
  image: ImageData;
  pixelRatio: number;
}

export interface EngineOptions {
  container: HTMLElement;
  /** Draws an image that the style names; null when it knows no such name. */
  draw: (name: string) => DrawnImage | null;
  attribution: string;
  /** What is drawn stays to be read: browsers print nothing else. Costs memory. */
  printable: boolean;
  label: string;
  /** Of the button that shows who made the map. */
  credits: string;
}

const NARROW_PIXELS = 700;

export function openMap(options: EngineOptions): MapLibreMap {
  const map = new MapLibreMap({
    container: options.container,
    attributionControl: false,
    canvasContextAttributes: { preserveDrawingBuffer: options.printable },
    dragRotate: false,
    touchPitch: false,
    pitchWithRotate: false,
    maxZoom: 19,
    minZoom: 5,
    // What changes is there at once: a fade is drawn a dozen times.
    fadeDuration: 0,
    locale: {
      'Map.Title': options.label,
      'AttributionControl.ToggleAttribution': options.credits,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new AttributionControl({ compact: true, customAttribution: options.attribution }));
  // On paper nobody can unfold who made the map.
  if (options.container.clientWidth < NARROW_PIXELS && !options.printable)
    map.once('idle', () => {
      const credits = options.container.querySelector('.maplibregl-ctrl-attrib');
      credits?.classList.remove('maplibregl-compact-show');
      credits?.removeAttribute('open');
    });
  // One after the other: a tile may ask for dozens at once.
  const breathe = breaths();
  let turn = Promise.resolve();
  map.setMissingStyleImageResolver((name) => {
    const mine = turn.then(breathe).then(() => {
      const drawn = map.style && !map.hasImage(name) && options.draw(name);
      if (drawn) map.addImage(name, drawn.image, { pixelRatio: drawn.pixelRatio });
    });
    turn = mine.catch(() => undefined);
    return mine;
  });
  return map;
}
