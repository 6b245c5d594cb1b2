//! A web server for one folder on this machine alone: what `cargo xtask run` shows the page with. Not for use in an office.

use crate::failure::{Failure, OrFail, Outcome};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The first port that is tried, and how many after it.
const FIRST_PORT: u16 = 8080;
const PORTS: u16 = 50;

/// A request's head is never longer than this from a browser that wants this page.
const LONGEST_HEAD: u64 = 64 * 1024;

/// Serves the folder until the program is stopped.
pub(crate) fn serve(folder: &Path, port: Option<u16>) -> Outcome<()> {
    let listener = listener(port)?;
    let address = listener.local_addr().or_fail("cannot tell the server's own address")?;
    println!("\nThe page is at http://{address}/ (Ctrl+C stops the server)");
    for stream in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        thread::spawn(move || {
            // A browser that goes away in the middle is no one's fault.
            answer(&stream, &folder).unwrap_or_default();
        });
    }
    Ok(())
}

fn listener(port: Option<u16>) -> Outcome<TcpListener> {
    if let Some(port) = port {
        let what = format!("cannot serve on port {port} (call again without --port to take the next free one)");
        return TcpListener::bind((Ipv4Addr::LOCALHOST, port)).or_fail(what);
    }
    let mut ports = FIRST_PORT..FIRST_PORT + PORTS;
    ports
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| {
            Failure::new(format!(
                "no port from {FIRST_PORT} to {} is free; give one with --port N.",
                FIRST_PORT + PORTS - 1
            ))
        })
}

/// What one request gets.
struct Answer {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

fn answer(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut head = BufReader::new(stream.take(LONGEST_HEAD));
    let mut request = String::new();
    head.read_line(&mut request)?;
    let mut line = String::new();
    while head.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = match method {
        "GET" | "HEAD" => file_at(folder, target),
        _ => plain("405 Method Not Allowed", "Only GET and HEAD."),
    };
    let Answer { status, kind, body } = answer;
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

fn file_at(folder: &Path, target: &str) -> Answer {
    let Some(path) = path_of(folder, target) else {
        return plain("404 Not Found", "Not found.");
    };
    let path = if path.is_dir() { path.join("index.html") } else { path };
    match fs::read(&path) {
        Ok(body) => Answer {
            status: "200 OK",
            kind: kind_of(&path),
            body,
        },
        Err(_) => plain("404 Not Found", "Not found."),
    }
}

fn plain(status: &'static str, body: &str) -> Answer {
    Answer {
        status,
        kind: "text/plain; charset=utf-8",
        body: body.as_bytes().to_vec(),
    }
}

/// The file that a request's target names; none where it would lead out of the folder.
fn path_of(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path)?;
    let inside = Path::new(path.strip_prefix('/')?);
    let is_plain = inside
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    (is_plain && !path.contains(['\\', '\0'])).then(|| folder.join(inside))
}

/// Takes the percent signs out of a path.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

fn kind_of(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expect: Option<&str>) {
        let path = path_of(Path::new("web"), target);
        assert_eq!(path, expect.map(PathBuf::from), "{target}");
    }

    #[test]
    fn a_target_names_a_file_inside_the_folder_or_none() {
        check("/", Some("web/"));
        check("/index.html?a=1#b", Some("web/index.html"));
        check("/%C4%91%C6%A1n%20v%E1%BB%8B.html", Some("web/đơn vị.html"));
        check("/../secret", None);
        check("/%2e%2e/secret", None);
        check("/a/..%2Fsecret", None);
        check("//etc/passwd", None);
        check("/..\\secret", None);
        check("/%", None);
        check("/%zz", None);
        check("*", None);
    }
}
