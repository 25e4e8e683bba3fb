"""A real HTTP server on loopback that misbehaves on request, one path for each way to do so."""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BOMB = gzip.compress(bytes(20_000_000), 1)
PARAGRAPH = "استقبل وزير الخارجية المصري نظيره التركي في القاهرة وبحثا تطوير العلاقات بين البلدين بعد سنوات من القطيعة."


def page(number, day="2023-07-04"):
    body = "".join(f"<p>{PARAGRAPH} وهذه الفقرة {n} من الخبر {number}.</p>" for n in range(6))
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>خبر {number}</title>'
        f'<meta property="article:published_time" content="{day}T10:00:00+03:00"></head>'
        f"<body><h1>خبر {number}</h1>{body}</body></html>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        server = self.server
        with server.lock:
            server.hits[self.path] += 1
            server.times.append((self.path, time.monotonic()))
            server.agents.add(self.headers.get("User-Agent"))
        name = self.path.strip("/").partition("?")[0].replace("-", "_").replace(".", "_").partition("/")
        getattr(self, f"page_{name[0]}", self.page_missing)(name[2])

    def answer(self, body=b"", status=200, kind="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in {
            "Content-Length": str(len(body)),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }.items():
            if value is not None:
                self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def page_missing(self, _):
        self.answer(b"nothing here", 404)

    def page_robots_txt(self, _):
        self.answer(self.server.robots, 200 if self.server.robots else 404, "text/plain")

    def page_parts(self, rest):
        """An article on three pages."""
        story, _, number = rest.partition("/")
        number = int(number or 1)
        link = f'<a href="/parts/{story}/{number + 1}">الصفحة التالية</a>' if number < 3 else ""
        self.answer(page(number).replace(b"</body>", link.encode() + b"</body>"))

    def page_news(self, rest):
        self.answer(page(rest))

    def page_private(self, _):
        self.answer(page(0))

    def page_feed(self, _):
        base = f"http://127.0.0.1:{self.server.server_port}"
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(b"", 304)
            return
        items = "".join(
            f"<item><title>خبر {n}</title><link>{base}/news/{n}?utm_source=rss</link>"
            f"<pubDate>Tue, 04 Jul 2023 10:00:00 +0300</pubDate></item>"
            for n in range(self.server.items)
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>وقائع</title>{items}</channel></rss>'
        self.answer(feed.encode(), kind="application/rss+xml", ETag='"v1"')

    def page_sitemap_xml(self, _):
        base = f"http://127.0.0.1:{self.server.server_port}"
        self.answer(
            f"<sitemapindex><sitemap><loc>{base}/maps/1</loc></sitemap></sitemapindex>".encode(), kind="text/xml"
        )

    def page_maps(self, _):
        base = f"http://127.0.0.1:{self.server.server_port}"
        urls = "".join(f"<url><loc>{base}/news/m{n}</loc></url>" for n in range(3))
        self.answer(gzip.compress(f"<urlset>{urls}</urlset>".encode()), kind="application/gzip")

    def page_moved(self, rest):
        self.answer(b"", 302, Location=f"/{rest.replace('_', '-')}" if rest else "/news/1")

    def page_loop(self, _):
        self.answer(b"", 302, Location="/loop")

    def page_inside(self, _):
        self.answer(b"", 302, Location=f"http://localhost:{self.server.server_port}/news/1")

    def page_busy(self, rest):
        if self.server.hits[self.path] < 2:
            self.answer(b"later", 503, Retry_After="0")
        else:
            self.answer(page("busy"))

    def page_closed(self, _):
        self.answer(b"never", 429, Retry_After="86400")

    def page_broken(self, _):
        self.answer(b"oh", 500)

    def page_slow(self, _):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            try:
                self.wfile.write(b"x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def page_short(self, _):
        self.answer(page(1)[:500], Content_Length="100000")
        self.close_connection = True

    def page_bomb(self, _):
        self.answer(BOMB, Content_Encoding="gzip")

    def page_endless(self, _):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<p>" * 100_000)
        except OSError:
            self.close_connection = True

    def page_cut(self, _):
        self.answer(gzip.compress(page(1))[:-30], Content_Encoding="gzip")

    def page_nogzip(self, _):
        self.answer(b"not packed at all", Content_Encoding="gzip")

    def page_packed(self, _):
        self.answer(gzip.compress(page("packed")), Content_Encoding="gzip")

    def page_silent(self, _):
        time.sleep(8)

    def page_hangup(self, _):
        self.close_connection = True
        self.connection.close()

    def page_image(self, _):
        self.answer(b"\x89PNG" * 100, kind="image/png")

    def page_mixed(self, _):
        self.answer(page("mixed") + "وقالت".encode("windows-1256") + b"\x00\xff", kind="text/html; charset=utf-16")


@contextmanager
def serve(robots=b"", items=5):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.lock, server.hits, server.times, server.agents = threading.Lock(), Counter(), [], set()
    server.robots, server.items = robots, items
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    server.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
