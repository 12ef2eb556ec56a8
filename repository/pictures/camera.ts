import { writeFileSync } from 'node:fs'
import { startChromium } from './devtools.ts'

export interface Picture {
  url: string
  /** The size of the window and of the picture, in pixels. */
  width: number
  height: number
  /** An expression that holds when the page shows what the picture is of. */
  ready: string
}

/** Takes pictures of pages. @param profile an empty folder */
export async function openCamera(profile: string) {
  const { send, close } = await startChromium(profile)
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
  const inPage = (method: string, params = {}) => send(method, params, String(sessionId))
  const evaluate = (expression: string) =>
    inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
  await inPage('Emulation.setScrollbarsHidden', { hidden: true })
  await inPage('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })

  async function take(file: string, { url, width, height, ready }: Picture): Promise<void> {
    await inPage('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    await inPage('Page.navigate', { url })
    await evaluate(
      `new Promise(done => { const look = () => document.readyState === 'complete' && (${ready}) ? done() : setTimeout(look, 50); look() })`,
    )
    // Then the page still scrolls to its fragment and colours its samples.
    await evaluate('document.fonts.ready.then(() => new Promise(done => setTimeout(done, 2000)))')
    const { data } = await inPage('Page.captureScreenshot', { format: 'png' })
    writeFileSync(file, Buffer.from(String(data), 'base64'))
  }
  return { take, close }
}
