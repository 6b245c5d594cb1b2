//! Writes what each reader starts from into a folder of its own, below the folder that is named.

use phuluc_fuzz::readers::READERS;
use phuluc_fuzz::readers::seeds::seeds;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).expect("a folder");
    for (reader, _) in READERS {
        let folder = Path::new(&folder).join(reader);
        std::fs::create_dir_all(&folder)?;
        for (at, seed) in seeds(reader).into_iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{at}")), seed)?;
        }
        println!("{reader}");
    }
    Ok(())
}
