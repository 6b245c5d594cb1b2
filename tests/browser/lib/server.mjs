// A web server for one file, on this machine alone, as well or as badly set up as a test wants it.

import { readFile } from "node:fs/promises";
import http from "node:http";
import { WEB_PAGE } from "./places.mjs";

/**
 * Serves the page at `path` (readable, not percent-encoded). `type` is the content type, null for none at all.
 * Gives the page's address, every path that was asked for, and `close`.
 */
export async function serve({ path = "/", type = "text/html; charset=utf-8", nosniff = false, host = "127.0.0.1" } = {}) {
  const body = await readFile(WEB_PAGE);
  const asked = [];
  const target = encodeURI(path);
  const server = http.createServer((request, response) => {
    asked.push(request.url);
    const isPage = request.url.split("?")[0] === target;
    const headers = { "Content-Length": isPage ? body.length : 0 };
    if (type !== null) headers["Content-Type"] = type;
    if (nosniff) headers["X-Content-Type-Options"] = "nosniff";
    response.writeHead(isPage ? 200 : 404, headers);
    response.end(isPage ? body : undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://${host}:${server.address().port}${target}`, asked, target, close };
}
