//! Says how large the page became.

use crate::programs;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::process::{Command, Stdio};

/// What node is asked for where the program `brotli` is missing.
const NODE_BROTLI: &str =
    "const z = require('zlib'); process.stdout.write(z.brotliCompressSync(require('fs').readFileSync(0)))";

/// Prints the sizes of the wasm, of the block that reads files, and of the file, and the file's digest.
pub(crate) fn print(wasm: &[u8], gzip: &[u8], intake: &[u8], page: &str) {
    let brotli = brotli_size(wasm).map_or_else(|| String::from("not measured"), kilobytes);
    println!(
        "wasm              {} raw, {} gzip, {} brotli",
        kilobytes(wasm.len()),
        kilobytes(gzip.len()),
        brotli
    );
    println!(
        "intake block      {} gzip, unpacked when it is needed",
        kilobytes(intake.len())
    );
    println!(
        "dist/phuluc.html  {}; dist/web/index.html is the same file",
        kilobytes(page.len())
    );
    println!("sha256            {:x}", Sha256::digest(page.as_bytes()));
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

fn brotli_size(bytes: &[u8]) -> Option<usize> {
    let mut command = match (programs::find("brotli"), programs::find("node")) {
        (Some(brotli), _) => {
            let mut command = Command::new(brotli);
            command.args(["--stdout", "--best"]);
            command
        }
        (None, Some(node)) => {
            let mut command = Command::new(node);
            command.args(["-e", NODE_BROTLI]);
            command
        }
        (None, None) => return None,
    };
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // Both programs read all of their input before they write, so that neither end waits for the other.
    child.stdin.take()?.write_all(bytes).ok()?;
    let output = child.wait_with_output().ok()?;
    output.status.success().then_some(output.stdout.len())
}
