/** The bundler makes a picture's file its bytes. */
declare module "*.jpg" {
  const bytes: Uint8Array;
  export default bytes;
}
