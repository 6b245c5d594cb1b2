// Starts the page: unpacks the wasm that stands in this file and runs it. Where that cannot be, unhides the paragraph of the notice that
// says why. The notice itself is removed by the page, when it has started.
(async () => {
  "use strict";
  window.phuluc.boot = true;
  const say = (id) => window.phuluc.notice(id);

  if (typeof WebAssembly !== "object") return say("notice-no-wasm");
  if (typeof DecompressionStream !== "function") return say("notice-old-browser");

  const unpacked = async (id) => {
    const text = document.getElementById(id).textContent;
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  };

  window.phuluc.unpacked = unpacked;

  let bytes;
  try {
    // gzip carries a checksum, so one changed letter is noticed here.
    bytes = await unpacked("wasm");
  } catch (error) {
    console.error(error);
    return say("notice-damaged");
  }
  try {
    await wasm_bindgen({ module_or_path: bytes });
  } catch (error) {
    // A panic while starting is shown by index.html's own script; anything else is a browser that lacks what the page needs.
    if (!(error instanceof WebAssembly.RuntimeError)) say("notice-old-browser");
    throw error;
  }
})();
