/** What a back end gives: files of a package, by their paths in it. Pure data; who asked for them writes them. */
export interface EmittedFile {
  /** `/`-separated, relative to the package's root. */
  readonly path: string;
  readonly text: string;
}
