const vscode = require("vscode");

/** Files that only this extension host knows, under `memfs:/workspace`. */
class MemoryFiles {
  #entries = new Map();
  #changes = new vscode.EventEmitter();
  onDidChangeFile = this.#changes.event;

  constructor() {
    this.createDirectory(vscode.Uri.parse("memfs:/"));
    this.createDirectory(vscode.Uri.parse("memfs:/workspace"));
  }

  watch() {
    return new vscode.Disposable(() => {});
  }

  stat(uri) {
    const { type, time, data } = this.#entry(uri);
    return { type, ctime: time, mtime: time, size: data?.byteLength ?? 0 };
  }

  readDirectory(uri) {
    const prefix = uri.path === "/" ? "/" : `${uri.path}/`;
    return [...this.#entries]
      .filter(([path]) => path.startsWith(prefix) && path.length > prefix.length)
      .map(([path, { type }]) => [path.slice(prefix.length), type])
      .filter(([name]) => !name.includes("/"));
  }

  createDirectory(uri) {
    this.#set(uri, { type: vscode.FileType.Directory });
  }

  readFile(uri) {
    return this.#entry(uri).data;
  }

  writeFile(uri, data, { create, overwrite }) {
    const exists = this.#entries.has(uri.path);
    if (!exists && !create) throw vscode.FileSystemError.FileNotFound(uri);
    if (exists && create && !overwrite) throw vscode.FileSystemError.FileExists(uri);
    this.#set(uri, { type: vscode.FileType.File, data });
  }

  delete(uri) {
    for (const path of [...this.#entries.keys()])
      if (path === uri.path || path.startsWith(`${uri.path}/`)) this.#entries.delete(path);
    this.#changes.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from, to, { overwrite }) {
    if (this.#entries.has(to.path)) {
      if (!overwrite) throw vscode.FileSystemError.FileExists(to);
      this.delete(to);
    }
    this.#set(to, this.#entry(from));
    for (const [path, entry] of [...this.#entries])
      if (path.startsWith(`${from.path}/`))
        this.#set(to.with({ path: to.path + path.slice(from.path.length) }), entry);
    this.delete(from);
  }

  #entry(uri) {
    const entry = this.#entries.get(uri.path);
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }

  #set(uri, entry) {
    const type = this.#entries.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#entries.set(uri.path, { ...entry, time: Date.now() });
    this.#changes.fire([{ type, uri }]);
  }
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider("memfs", new MemoryFiles()));
};
