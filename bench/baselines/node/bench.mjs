// node --expose-gc --max-old-space-size=16000 [--single-threaded-gc] bench.mjs churn 18 | static random|tree|list N | cycles K   (env SYS=name)
class Node {
  constructor() {
    this.l = null;
    this.r = null;
    this.a = 0;
    this.b = 0;
  }
}
let S = 12345;
const rnd = () => {
  S ^= S << 13;
  S ^= S >>> 17;
  S ^= S << 5;
  return S >>> 0;
};
const now = () => Number(process.hrtime.bigint());
const cpu = () => {
  const u = process.cpuUsage();
  return (u.user + u.system) * 1e3;
};
const cp = [];
const SYS = process.env.SYS || 'node';
const BYTES = 56;
const rep = (wl, sh, n, v) => {
  v.sort((a, b) => a - b);
  cp.sort((a, b) => a - b);
  const k = v.length,
    m = v[k >> 1];
  console.log(
    JSON.stringify({
      sys: SYS,
      wl,
      shape: sh,
      n,
      ns: +(m / n).toFixed(3),
      min: +(v[0] / n).toFixed(3),
      max: +(v[k - 1] / n).toFixed(3),
      cpu: +(cp[k >> 1] / n).toFixed(3),
      MBs: +(((BYTES * n) / m) * 1e3).toFixed(1),
    }),
  );
};
let allocs = 0,
  root = null,
  arr = null;
function bottomUp(d) {
  const n = new Node();
  allocs++;
  if (d > 0) {
    n.l = bottomUp(d - 1);
    n.r = bottomUp(d - 1);
  }
  return n;
}
function topDown(d, n) {
  if (d <= 0) return;
  n.l = new Node();
  n.r = new Node();
  allocs += 2;
  topDown(d - 1, n.l);
  topDown(d - 1, n.r);
}
const treeSize = (d) => 2 ** (d + 1) - 1;
function churnOnce(stretch) {
  bottomUp(stretch);
  const ll = new Node();
  allocs++;
  topDown(stretch - 2, ll);
  root = ll;
  arr = new Float64Array(500000);
  for (let i = 0; i < 500000; i++) arr[i] = 1 / (i + 1);
  for (let d = 4; d <= stretch - 2; d += 2) {
    const iters = Math.floor((2 * treeSize(stretch)) / treeSize(d));
    for (let i = 0; i < iters; i++) {
      const x = new Node();
      allocs++;
      topDown(d, x);
    }
    for (let i = 0; i < iters; i++) bottomUp(d);
  }
  if (root.l === null || arr[1000] !== 1 / 1001) throw 0;
  root = null;
  arr = null;
}
function tree(d) {
  const n = new Node();
  if (d > 0) {
    n.l = tree(d - 1);
    n.r = tree(d - 1);
  }
  return n;
}
function mk(sh, n) {
  if (sh === 'random') {
    const a = new Array(n),
      p = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const x = new Node();
      x.a = i;
      a[i] = x;
      p[i] = i;
    }
    gc();
    gc();
    for (let i = n - 1; i > 0; i--) {
      const j = rnd() % (i + 1);
      const t = p[i];
      p[i] = p[j];
      p[j] = t;
    }
    for (let i = 0; i < n; i++) {
      const x = a[p[i]];
      x.l = a[p[(i + 1) % n]];
      x.r = a[rnd() % n];
    }
    root = a[0];
    a.length = 0;
    return n;
  }
  if (sh === 'tree') {
    let d = 0;
    while (treeSize(d) < n * 0.99) d++;
    root = tree(d);
    return treeSize(d);
  }
  let h = null;
  for (let i = 0; i < n; i++) {
    const x = new Node();
    x.l = h;
    h = x;
  }
  root = h;
  return n;
}
function rings(k) {
  const a = new Array(k);
  for (let i = 0; i < k; i++) {
    const f = new Node();
    let p = f;
    for (let j = 1; j < 10; j++) {
      const q = new Node();
      p.l = q;
      q.r = p;
      p = q;
    }
    p.l = f;
    f.r = p;
    a[i] = f;
  }
  return a;
}
function mkdrop(k) {
  rings(k).length = 0;
}
const [wl, x, y] = process.argv.slice(2);
if (wl === 'churn') {
  const v = [];
  for (let it = 0; it < 6; it++) {
    allocs = 0;
    const c = cpu(),
      t = now();
    churnOnce(+(x || 18));
    const e = now() - t;
    if (it) {
      v.push(e);
      cp.push(cpu() - c);
    }
  }
  rep('churn', 'gcbench', allocs, v);
} else if (wl === 'static') {
  const n = mk(x, +y);
  gc();
  gc();
  gc();
  const v = [];
  for (let i = 0; i < 7; i++) {
    const c = cpu(),
      s = now();
    gc();
    v.push(now() - s);
    cp.push(cpu() - c);
  }
  rep('static', x, n, v);
  if (root === null) throw 0;
} else {
  const k = +x,
    v = [];
  for (let it = 0; it < 6; it++) {
    gc();
    mkdrop(k);
    const c = cpu(),
      s = now();
    gc();
    const e = now() - s;
    if (it) {
      v.push(e);
      cp.push(cpu() - c);
    }
  }
  rep('cycles', 'rings', k * 10, v);
}
