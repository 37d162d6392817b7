// What the checker of types is told about our pages: whatever a script looks for in them by a
// selector is an HTML element, never a drawing (SVG).

interface ParentNode {
  querySelector<Found extends HTMLElement = HTMLElement>(selectors: string): Found | null;
  querySelectorAll<Found extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<Found>;
}

interface Element {
  closest<Found extends HTMLElement = HTMLElement>(selectors: string): Found | null;
}
