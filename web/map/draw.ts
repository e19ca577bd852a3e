/**
 * Terra Draw, https://terradraw.io. Large, so only ever imported lazily.
 */
import type { Polygon, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  ValidateNotSelfIntersecting,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { DRAWN } from './style.ts';

const DECIMALS = 7;

export interface Drawing {
  /** Shows this polygon, to be changed by its corners; null: nothing, to start anew. */
  show: (polygon: Polygon | null) => void;
  stop: () => void;
}

/**
 * Lets the visitor tap the corners of a polygon, and afterwards move them. `colour` as #rrggbb.
 * `drawn` hears each finished polygon: longitude, latitude, to a centimetre.
 */
export function startDrawing(
  map: MapLibreMap,
  colour: `#${string}`,
  drawn: (polygon: Polygon) => void,
): Drawing {
  const look = {
    fillColor: colour,
    fillOpacity: 0.2,
    outlineColor: colour,
    outlineWidth: 3,
  };
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: DRAWN, coordinatePrecision: 9 }),
    modes: [
      new TerraDrawPolygonMode({
        pointerDistance: 30,
        validation: (feature, { updateType }) =>
          updateType === 'finish' ? ValidateNotSelfIntersecting(feature) : { valid: true },
        styles: { ...look, closingPointColor: colour, closingPointWidth: 8 },
      }),
      new TerraDrawSelectMode({
        flags: {
          polygon: {
            feature: { coordinates: { draggable: true, midpoints: true, deletable: true } },
          },
        },
        styles: {
          selectedPolygonColor: colour,
          selectedPolygonFillOpacity: 0.2,
          selectedPolygonOutlineColor: colour,
          selectedPolygonOutlineWidth: 3,
          selectionPointColor: colour,
          selectionPointWidth: 7,
          midPointColor: colour,
          midPointWidth: 4,
        },
      }),
    ],
  });
  draw.start();
  draw.setMode('polygon');
  draw.on('finish', (id) => {
    const { geometry } = draw.getSnapshotFeature(id) ?? {};
    if (geometry?.type !== 'Polygon') return;
    edit(id);
    drawn({ type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(rounded)) });
  });

  function edit(id: string | number) {
    if (draw.getMode() === 'select') return;
    draw.setMode('select');
    draw.selectFeature(id);
  }

  return {
    show(polygon) {
      draw.clear();
      draw.setMode('polygon');
      if (!polygon) return;
      const [added] = draw.addFeatures([
        { type: 'Feature', geometry: polygon, properties: { mode: 'polygon' } },
      ]);
      if (added?.valid && added.id !== undefined) edit(added.id);
    },
    stop: () => draw.stop(),
  };
}

const rounded = (position: Position): Position => position.map((n) => Number(n.toFixed(DECIMALS)));
