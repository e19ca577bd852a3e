import type { Polygon } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Drawing } from './draw.ts';
import { MARK } from './order.ts';

type Box = [west: number, south: number, east: number, north: number];

/** Where the map should look: a box, or a place from near enough. */
export type CameraRequest =
  { box: Box } | { lon: number; lat: number; zoom: number; atLeast?: boolean };
export const CameraRequest = {
  box: (box: Box): CameraRequest => ({ box }),
  /** From no further than `zoom`. */
  near: (lon: number, lat: number, zoom: number): CameraRequest => ({
    lon,
    lat,
    zoom,
    atLeast: true,
  }),
};

/** Degrees; zoom as MapLibre counts it; the box is what is visible. */
export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
  box: Box;
}

/** Pixels at the edges of the map where what is looked at should not lie. */
export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What lies over the edges: the filters at the top, the note and the buttons at the foot. */
const MARGINS: Margins = { top: 112, right: 24, bottom: 48, left: 24 };

/** The map for those who do not draw it: where it looks, and asking it to look elsewhere. */
export class MapState {
  camera = $state.raw<Camera | null>(null);
  /** Everything asked for is drawn. */
  ready = $state(false);
  #map: MapLibreMap | null = null;
  #waiting: CameraRequest | null = null;
  #moved: (() => void) | null = null;
  /** Pixels of its foot that lie under something else: on a phone, under the panel. */
  covered = 0;
  readonly #margins: Margins;

  constructor(margins = MARGINS) {
    this.#margins = margins;
  }

  get margins(): Margins {
    return { ...this.#margins, bottom: this.#margins.bottom + this.covered };
  }

  /** Where nothing was asked for, it looks at `everything`. */
  attach(map: MapLibreMap, everything: Box): void {
    this.#map = map;
    this.#look(this.#waiting ?? CameraRequest.box(everything), true);
    this.#waiting = null;
    this.#read();
    map.on('moveend', (event) => {
      this.#read();
      if ((event as { byVisitor?: boolean }).byVisitor || event.originalEvent) this.#moved?.();
    });
    map.on('idle', () => (this.ready = true));
    map.on('movestart', () => (this.ready = false));
    map.on('dataloading', () => (this.ready = false));
  }

  detach(): void {
    this.#map = null;
    this.camera = null;
    this.ready = false;
  }

  /** `heard` is told when the visitor moved the map, not when we did. */
  onVisitorMoves(heard: () => void): void {
    this.#moved = heard;
  }

  show(request: CameraRequest): void {
    if (this.#map) this.#look(request, false);
    else this.#waiting = request;
  }

  /** Rings a place, without a new style: it follows the mouse. Null: none. */
  mark(place: [lon: number, lat: number] | null): void {
    const source = this.#map?.getSource<GeoJSONSource>(MARK);
    void source?.setData({
      type: 'FeatureCollection',
      features: place
        ? [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: place } }]
        : [],
    });
  }

  zoomBy(levels: number): void {
    const map = this.#map;
    if (!map) return;
    const camera = { zoom: map.getZoom() + levels };
    if (still()) map.jumpTo(camera, { byVisitor: true });
    else map.easeTo({ ...camera, duration: 250 }, { byVisitor: true });
  }

  /** Lets the visitor draw a polygon; null while there is no map. */
  async draw(colour: `#${string}`, drawn: (polygon: Polygon) => void): Promise<Drawing | null> {
    const { startDrawing } = await import('./draw.ts');
    return this.#map && startDrawing(this.#map, colour, drawn);
  }

  #look(request: CameraRequest, atOnce: boolean): void {
    const map = this.#map!;
    const wanted =
      'box' in request
        ? map.cameraForBounds(request.box, { padding: this.margins, maxZoom: 16 })
        : {
            center: [request.lon, request.lat] as [number, number],
            zoom: request.atLeast ? Math.max(request.zoom, map.getZoom()) : request.zoom,
          };
    if (!wanted) return;
    if (atOnce || still()) map.jumpTo(wanted);
    else map.easeTo({ ...wanted, duration: 500 });
  }

  #read(): void {
    const map = this.#map!;
    const { lng, lat } = map.getCenter();
    const bounds = map.getBounds();
    this.camera = {
      lon: lng,
      lat,
      zoom: map.getZoom(),
      box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    };
  }
}

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
