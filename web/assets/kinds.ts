import { BookOpen, HandHeart, Landmark, Repeat, Trees, UsersRound, type IconNode } from 'lucide';
import type { Kind } from '../../api/contracts/kinds.ts';

/** How a kind looks, everywhere: a shape and an icon on a grid of 24; its colour is the token of its name. */
interface Look {
  shape: string;
  icon: IconNode;
  /** Where the icon goes inside the shape, and how large (1: fills the grid). */
  at: { x: number; y: number; scale: number };
}

export const looks: Record<Kind, Look> = {
  place: {
    shape: 'M12 .9 22.6 11.5a.7.7 0 0 1 0 1L12 23.1 1.4 12.5a.7.7 0 0 1 0-1Z',
    icon: Trees,
    at: { x: 12, y: 12, scale: 0.45 },
  },
  association: {
    shape: 'M12 1.2 21.4 6.6V17.4L12 22.8 2.6 17.4V6.6Z',
    icon: UsersRound,
    at: { x: 12, y: 12, scale: 0.54 },
  },
  institution: {
    shape:
      'M4 2.6H20A1.4 1.4 0 0 1 21.4 4V20A1.4 1.4 0 0 1 20 21.4H4A1.4 1.4 0 0 1 2.6 20V4A1.4 1.4 0 0 1 4 2.6Z',
    icon: Landmark,
    at: { x: 12, y: 12, scale: 0.56 },
  },
  exchange: {
    shape: 'M12 1.4 23.2 21.4H.8Z',
    icon: Repeat,
    at: { x: 12, y: 15, scale: 0.42 },
  },
  story: {
    shape:
      'M2.8 2.6H21.2A1.2 1.2 0 0 1 22.4 3.8V17A1.2 1.2 0 0 1 21.2 18.2H12L6.6 22.8V18.2H2.8A1.2 1.2 0 0 1 1.6 17V3.8A1.2 1.2 0 0 1 2.8 2.6Z',
    icon: BookOpen,
    at: { x: 12, y: 10.4, scale: 0.5 },
  },
  person: {
    shape: 'M12 1.6A10.4 10.4 0 1 0 12 22.4 10.4 10.4 0 1 0 12 1.6Z',
    icon: HandHeart,
    at: { x: 12, y: 12, scale: 0.56 },
  },
};

/** In the order of the screen: what a neighbourhood shows most comes first. */
export const kindsInOrder = Object.keys(looks) as Kind[];

/** Languages that are offered; an asset may name others. */
export const languages = ['nl', 'en', 'ar', 'tr', 'pl', 'uk', 'ti', 'fr', 'de'];

export const wheelchairs = ['unknown', 'yes', 'limited', 'no'] as const;
export const visibilities = ['public', 'neighbourhood', 'connectors'] as const;
