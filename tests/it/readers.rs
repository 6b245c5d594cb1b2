//! A short round of what the fuzzer does for long (`cargo xtask fuzz`): every reader over its beginnings, whole and damaged.

use proptest::prelude::*;

use crate::fuzzed::READERS;
use crate::fuzzed::seeds::seeds;

#[test]
fn every_reader_has_beginnings_and_takes_them() {
    for (name, read) in READERS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name}");
        for seed in seeds {
            read(&seed);
        }
    }
}

#[test]
fn every_reader_has_its_program() {
    let manifest = std::fs::read_to_string("fuzz/Cargo.toml").unwrap();
    for (name, _) in READERS {
        assert!(
            manifest.contains(&format!("name = \"{name}\"\npath = \"targets/{name}.rs\"")),
            "{name}"
        );
        assert!(std::fs::exists(format!("fuzz/targets/{name}.rs")).unwrap(), "{name}");
    }
    assert_eq!(std::fs::read_dir("fuzz/targets").unwrap().count(), READERS.len());
    assert_eq!(manifest.matches("[[bin]]").count(), READERS.len());
}

/// A part of one beginning, which another part overwrites, is put into another, or is left out.
fn damaged(seed: &[u8], damages: Vec<(f64, f64, Vec<u8>)>) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (at, length, with) in damages {
        let at = (at * bytes.len() as f64) as usize;
        let end = at + (length * length * (bytes.len() - at) as f64) as usize;
        bytes.splice(at..end, with);
    }
    bytes
}

proptest! {
    #![proptest_config(crate::intake::runs())]
    #[test]
    fn damaged_sources_are_survived(
        which in any::<proptest::sample::Index>(),
        damages in proptest::collection::vec((0.0..1.0_f64, 0.0..0.5_f64, proptest::collection::vec(any::<u8>(), 0..8)), 1..4),
    ) {
        for (name, read) in READERS {
            let seeds = seeds(name);
            let seed: &Vec<u8> = which.get(&seeds);
            read(&damaged(seed, damages.clone()));
        }
    }
}
