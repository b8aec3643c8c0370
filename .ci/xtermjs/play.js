// node play.js COLSxROWS STEP... -- COMMAND [ARG...]
//
// Runs a command in xterm.js with its image addon, in headless Chromium, and takes the
// steps: KEYS are typed (ctrl+z is known), shot:FILE photographs, run:COMMAND runs a
// shell command, size:COLSxROWS gives the terminal another size, "storm:COLSxROWS ..."
// gives it these 40 ms after one another, wait:SECONDS waits.
// After keys and sizes the screen has 1.5 s to settle.
// Needs npm ci here, and the Debian packages chromium, fonts-dejavu-core and python3.
const { spawn, execSync } = require('child_process');
const path = require('path');
const puppeteer = require('puppeteer-core');

// The pseudoterminal: sizes come as lines on file 3.
const bridge = `
import os, pty, sys, fcntl, termios, struct, select
cols, rows, w, h = map(int, sys.argv[1:5])
pid, fd = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.execvp(sys.argv[5], sys.argv[5:])
def size(cols, rows, w, h):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, w, h))
size(cols, rows, w, h)
while True:
    ready, _, _ = select.select([fd, 0, 3], [], [])
    if fd in ready:
        try: data = os.read(fd, 65536)
        except OSError: break
        if not data: break
        os.write(1, data)
    if 0 in ready:
        os.write(fd, os.read(0, 65536))
    if 3 in ready:
        size(*map(int, os.read(3, 1000).split()[-4:]))
`;

async function main() {
  const [size, ...rest] = process.argv.slice(2);
  const steps = rest.slice(0, rest.indexOf('--'));
  const command = rest.slice(rest.indexOf('--') + 1);
  let [cols, rows] = size.split('x').map(Number);
  const browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium', headless: 'new',
    args: ['--no-sandbox', '--disable-gpu', '--force-device-scale-factor=1', '--font-render-hinting=none', '--no-first-run', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  await page.setViewport({ width: cols * 10 + 60, height: rows * 20 + 20 });
  const modules = path.join(__dirname, 'node_modules/@xterm');
  await page.setContent('<html><body style="margin:0;background:#000"><div id=t></div></body></html>');
  await page.addStyleTag({ path: modules + '/xterm/css/xterm.css' });
  await page.addScriptTag({ path: modules + '/xterm/lib/xterm.js' });
  await page.addScriptTag({ path: modules + '/addon-image/lib/addon-image.js' });
  let child;
  await page.exposeFunction('typed', (s) => child && child.stdin.write(Buffer.from(s, 'binary')));
  const cell = await page.evaluate((cols, rows) => {
    const t = new Terminal({ cols, rows, fontFamily: 'DejaVu Sans Mono', fontSize: 16, allowProposedApi: true, cursorBlink: false });
    t.open(document.getElementById('t'));
    t.loadAddon(new ImageAddon.ImageAddon());
    t.onData((d) => window.typed(d));
    t.onBinary((d) => window.typed(d));
    window.t = t;
    const d = t._core._renderService.dimensions.css.cell;
    return [d.width, d.height];
  }, cols, rows);
  console.log('cell of', cell.join('x'), 'pixels');
  const pixels = () => [cols, rows, Math.round(cols * cell[0]), Math.round(rows * cell[1])];
  child = spawn('python3', ['-c', bridge, ...pixels(), ...command], { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  child.stdout.on('data', (d) => page.evaluate((s) => {
    window.t.write(Uint8Array.from(atob(s), (c) => c.charCodeAt(0)));
  }, d.toString('base64')).catch(() => {}));
  const settle = (ms = 1500) => new Promise((done) => setTimeout(done, ms));
  await settle();
  for (const step of steps) {
    const [kind, what] = step.split(/:(.*)/s);
    if (what === undefined) child.stdin.write(step === 'ctrl+z' ? '\x1a' : step);
    else if (kind === 'shot') await page.screenshot({ path: what });
    else if (kind === 'run') execSync(what, { shell: '/bin/bash' });
    else if (kind === 'wait') await settle(1000 * what);
    else if (kind === 'size' || kind === 'storm') {
      for (const one of what.split(' ')) {
        [cols, rows] = one.split('x').map(Number);
        await page.evaluate((c, r) => window.t.resize(c, r), cols, rows);
        child.stdio[3].write(pixels().join(' ') + '\n');
        if (kind === 'storm') await settle(40);
      }
    }
    if (what === undefined || kind === 'size' || kind === 'storm') await settle();
  }
  child.kill();
  await browser.close();
}

main().catch((e) => { console.error(e); process.exit(1); });
