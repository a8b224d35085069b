/** What Figma gives to the main code, and nothing else: see the manifest's `api`. */
declare const figma: import("@figma/plugin-typings/plugin-api-standalone.d.ts").PluginAPI;
/** The files that the manifest names under `ui`. */
declare const __uiFiles__: Readonly<Record<string, string>>;
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number): void;
