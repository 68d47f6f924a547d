// A Python program on another Python that runs where JavaScript does: node python-in-javascript.mjs NAME FOLDER REPS FILE
// NAME is pyodide, skulpt, brython or micropython; FOLDER is its npm package. The program defines run(), which is called.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

const [name, folder, reps, file] = process.argv.slice(2);
const program = `${readFileSync(file, 'utf8')}\n`;
const source = `${program}print(run())\n`;
const load = (path) => import(pathToFileURL(join(folder, path)).href);
const script = (path) => runInThisContext(readFileSync(join(folder, path), 'utf8'), { filename: path });
const HEAP_BYTES = 512 << 20;

/** @returns a function that runs the source once, and what it printed */
const systems = {
  async pyodide() {
    const { loadPyodide } = await load('pyodide.mjs');
    let output = '';
    const pyodide = await loadPyodide({ stdout: (text) => (output += text) });
    return () => {
      output = '';
      pyodide.runPython(source, { globals: pyodide.toPy({ __name__: '__main__' }) });
      return output;
    };
  },
  async micropython() {
    const { loadMicroPython } = await load('micropython.mjs');
    let output = '';
    const python = await loadMicroPython({
      heapsize: HEAP_BYTES,
      pystack: 1 << 20,
      stdout: (text) => (output += text),
      linebuffer: true,
    });
    return () => {
      output = '';
      python.runPython(source);
      return output;
    };
  },
  async skulpt() {
    script('dist/skulpt.js');
    script('dist/skulpt-stdlib.js');
    const { Sk } = globalThis;
    let output = '';
    Sk.configure({
      output: (text) => (output += text),
      read: (path) => Sk.builtinFiles.files[path],
      __future__: Sk.python3,
    });
    return () => {
      output = '';
      Sk.importMainWithBody('<stdin>', false, source, false);
      return output;
    };
  },
  async brython() {
    // What a page has, as far as it is looked at.
    globalThis.window = globalThis;
    globalThis.self = globalThis;
    globalThis.module = {};
    globalThis.location = {
      href: 'http://localhost/',
      origin: 'http://localhost',
      pathname: '/',
      search: '',
    };
    globalThis.document = fakeDocument();
    globalThis.addEventListener = () => undefined;
    globalThis.XMLHttpRequest = class {};
    globalThis.Window = class {};
    script('brython.js');
    let runs = 0;
    return () => {
      const names = globalThis.__BRYTHON__.runPythonSource(`${program}result = run()\n`, `program${runs++}`);
      return names.result;
    };
  },
};

function fakeDocument() {
  const element = () => ({
    getAttribute: () => null,
    setAttribute: () => undefined,
    appendChild: () => undefined,
    style: {},
  });
  return {
    currentScript: { src: 'http://localhost/brython.js' },
    getElementsByTagName: () => [element()],
    getElementById: () => null,
    querySelectorAll: () => [],
    createElement: element,
    addEventListener: () => undefined,
    dispatchEvent: () => undefined,
    body: element(),
    head: element(),
  };
}

const run = await systems[name]();
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const walls = [];
const cpus = [];
let output = '';
for (let k = 0; k < Number(reps); k++) {
  const [c, t] = [cpu(), performance.now()];
  output = run();
  walls.push((performance.now() - t) * 1e6);
  cpus.push((cpu() - c) * 1e3);
}
walls.sort((a, b) => a - b);
cpus.sort((a, b) => a - b);
console.log(
  JSON.stringify({ n: 1, ns: walls[walls.length >> 1], min: walls[0], cpu: cpus[0], result: Number(output) }),
);
process.exit(0);
