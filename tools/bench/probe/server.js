// Tells the benchmark when things happen inside the container, by the clock that both share. Asked over HTTP; it
// has no dependencies, so that it runs wherever Node does.
'use strict'
const fs = require('node:fs')
const http = require('node:http')
const path = require('node:path')

const PORT = 8081
// The start of a service that has something to load.
const START_MILLIS = Number(process.env.START_MILLIS ?? 0)
const FILES = '/app/files'
const FLOOD_MILLIS = 20
// Longer than the second between two readiness probes. It has to end by itself: nobody is led to an unready pod.
const UNWELL_MILLIS = 1500

/** The newest round that was read in each file, and when that was. */
const rounds = new Map()
const waiting = new Set()
let ready = true
const flood = { written: 0, done: false }

function read(name) {
  let round
  try {
    round = Number(/^round (\d+) /.exec(fs.readFileSync(path.join(FILES, name), 'utf8'))?.[1])
  } catch {
    return
  }
  if (round > (rounds.get(name)?.round ?? -1)) {
    rounds.set(name, { round, at: Date.now() })
    for (const look of waiting) look()
  }
}

/** Calls back with when the last of `count` files was first read with that round or a newer one. */
function whenRead(round, count, then) {
  const look = () => {
    const there = [...rounds.values()].filter(each => each.round >= round)
    if (there.length < count) return
    waiting.delete(look)
    then(Math.max(...there.map(each => each.at)))
  }
  waiting.add(look)
  look()
}

/** From the process' beginning, as the kernel counts it, in hundredths of a second. */
function age() {
  const begun = Number(fs.readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ')[19])
  return Number(fs.readFileSync('/proc/uptime', 'utf8').split(' ')[0]) - begun / 100
}

function text(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

/** Writes numbered lines, as many a second, for so long. */
function pour(perSecond, seconds) {
  const begun = Date.now()
  const all = perSecond * seconds
  const timer = setInterval(() => {
    const due = Math.min(all, Math.floor(((Date.now() - begun) / 1000) * perSecond))
    let chunk = ''
    for (; flood.written < due; flood.written++) chunk += `line ${flood.written} of the flood\n`
    if (chunk) process.stdout.write(chunk)
    if (flood.written === all) {
      clearInterval(timer)
      flood.done = true
    }
  }, FLOOD_MILLIS)
}

let startSeconds = 0
// Read at the start and not when asked: what is answered is what this process began with.
const version = text(path.join(__dirname, 'version.txt'))
const built = text('/app/built.txt')

const server = http.createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  const number = name => Number(url.searchParams.get(name))
  const answer = (fields, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(fields))
  }
  switch (url.pathname) {
    case '/version':
      return answer({ version, built, startSeconds })
    case '/read':
      return whenRead(number('round'), number('count'), at => answer({ at }))
    case '/ready':
      return answer({ ready }, ready ? 200 : 503)
    case '/turn':
      ready = false
      setTimeout(() => {
        ready = true
      }, UNWELL_MILLIS)
      return answer({})
    case '/write': {
      const at = Date.now()
      process.stdout.write(`${url.searchParams.get('text')}\n`)
      return answer({ at })
    }
    case '/pour':
      pour(number('lines'), number('seconds'))
      return answer({})
    case '/flood':
      return answer(flood)
    default:
      return answer({}, 404)
  }
})

process.on('SIGTERM', () => process.exit(0))
if (fs.existsSync(FILES)) {
  fs.watch(FILES, (_, name) => name && read(name))
}
setTimeout(() => {
  server.listen(PORT, () => {
    startSeconds = age()
  })
}, START_MILLIS)
