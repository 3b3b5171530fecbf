/** The shapes that the figures pass around; for the type checker, no part of any page. */

/** The contract of a Jupyter front-end widget, as far as the figures use it. */
export interface Model {
  get(key: string): any;
  set(key: string, value: unknown): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  save_changes(): void;
}

export interface Figure {
  render(context: { model: Model; el: HTMLElement }): () => void;
}

/** One measured quantity in the field's words. */
export interface Quantity {
  name: string;
  phrase: string;
  symbol: string;
  unit: string;
}

export interface Words {
  x: Quantity;
  y: Quantity;
  slope: { unit: string };
  mse: { unit: string };
  observation: string;
  observations: string;
}

export interface Data {
  x: number[];
  y: number[];
}

/** What the model of a figure holds: the first five given, the others the figures' own state. */
export interface Values {
  data: Data;
  words: Words;
  learning_rate: number;
  too_large: number;
  epochs: number;
  fit?: { w: number; b: number; squares: boolean; best: boolean };
  descend?: { rate: number; scaledRate: number; standardise: boolean };
  /** `seed` is the notebook's `random_state`. */
  hold_out?: { degree: number; count: number; seed: number };
}

/** The mean squared error of every straight line: a bowl around the best one. */
export interface Bowl {
  n: number;
  meanX: number;
  meanY: number;
  varX: number;
  varY: number;
  slope: number;
  intercept: number;
  best: number;
}

/** One epoch of a descent: how many are done, where it stands, the loss there. */
export interface Epoch {
  epoch: number;
  w: number;
  b: number;
  mse: number;
}

/** Least-squares polynomials of every degree up to one, over an orthogonal basis. */
export interface Polynomials {
  center: number;
  spread: number;
  recurrence: number[][];
  coefficients: number[];
  errors: number[];
}

export interface Scale {
  (value: number): number;
  low: number;
  high: number;
  log: boolean;
  /** Set the pixels of both ends. */
  range(from: number, to: number): void;
  /** The number at a pixel; on a logarithmic scale, its power of ten. */
  invert(pixel: number): number;
}

export type Point = readonly [number, number];

/** What a figure is given to build itself from. */
export interface Kit<State> {
  root: HTMLElement;
  model: Model;
  data: Data;
  words(): Words;
  state(): State;
  put(change: Partial<State>): void;
  /** Say in words what is to be seen, soon; aloud only when nothing is moving. */
  say(sentence: () => string, moving?: boolean): void;
}

/** What a built figure can be asked to do. */
export interface View {
  draw(): void;
  reword(): void;
  /** Let nothing move any more. */
  pause?(): void;
}
