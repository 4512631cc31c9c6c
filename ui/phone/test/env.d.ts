declare module "*.mjs";
declare const __ROOT__: string;
