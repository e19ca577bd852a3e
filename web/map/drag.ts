import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';

type Moved = MapMouseEvent | MapTouchEvent;

/** Lets the visitor drag what a layer draws, by mouse or finger; `moved` hears every place on the way. */
export function letDrag(
  map: MapLibreMap,
  layer: string,
  moved: (place: { lon: number; lat: number }) => void,
): void {
  const follow = ({ lngLat }: Moved) => moved({ lon: lngLat.lng, lat: lngLat.lat });
  const begin = (event: Moved, move: 'mousemove' | 'touchmove', end: 'mouseup' | 'touchend') => {
    // Else the map itself would be dragged.
    event.preventDefault();
    map.on(move, follow);
    map.once(end, () => map.off(move, follow));
  };
  map.on('mousedown', layer, (event) => begin(event, 'mousemove', 'mouseup'));
  map.on('touchstart', layer, (event) => {
    if (event.points.length === 1) begin(event, 'touchmove', 'touchend');
  });
}
