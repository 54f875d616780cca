type Corners = readonly (readonly [number, number])[];

/** A shape as Plot draws it. */
interface Shape {
  draw(context: Pick<CanvasPath, "moveTo" | "lineTo" | "closePath">, size: number): void;
}

/** A closed shape from corners in units of the radius of a circle that looks equally large. */
function polygon(corners: Corners): Shape {
  return {
    draw(context, size) {
      const radius = Math.sqrt(size / Math.PI);
      corners.forEach(([x, y], index) => {
        if (index === 0) context.moveTo(x * radius, y * radius);
        else context.lineTo(x * radius, y * radius);
      });
      context.closePath();
    },
  };
}

const CROSS: Corners = [
  [-1, -0.6],
  [-0.6, -1],
  [0, -0.4],
  [0.6, -1],
  [1, -0.6],
  [0.4, 0],
  [1, 0.6],
  [0.6, 1],
  [0, 0.4],
  [-0.6, 1],
  [-1, 0.6],
  [-0.4, 0],
];

/** The shapes of the verdicts: each can be filled or, for a body with failing checks, hollow. */
export const SYMBOLS = {
  circle: "circle",
  triangleUp: polygon([
    [0, -1.4],
    [1.3, 0.9],
    [-1.3, 0.9],
  ]),
  triangleDown: polygon([
    [0, 1.4],
    [-1.3, -0.9],
    [1.3, -0.9],
  ]),
  diamond: polygon([
    [0, -1.4],
    [1.15, 0],
    [0, 1.4],
    [-1.15, 0],
  ]),
  square: polygon([
    [-0.95, -0.95],
    [0.95, -0.95],
    [0.95, 0.95],
    [-0.95, 0.95],
  ]),
  cross: polygon(CROSS),
  bar: polygon([
    [-1.2, -0.4],
    [1.2, -0.4],
    [1.2, 0.4],
    [-1.2, 0.4],
  ]),
} as const satisfies Record<string, Shape | "circle">;

export type SymbolName = keyof typeof SYMBOLS;
