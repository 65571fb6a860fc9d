/** A CSS module: names of the file to names that are unique in the bundle. */
declare module "*.module.css" {
  const names: Readonly<Record<string, string>>;
  export default names;
}
declare module "*.css";
