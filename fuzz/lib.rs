//! What all fuzz targets share: the readers, and the limit of memory that they run under.

pub mod readers;

/// Memory that a reader may have with everything that stands already, in bytes: what `build.rs` lets the block that reads files have.
pub const MOST_BYTES: usize = 256 << 20;

/// Makes this reader of [`readers`] a program that the fuzzer drives.
#[macro_export]
macro_rules! target {
    ($reader:ident) => {
        #[global_allocator]
        static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, $crate::MOST_BYTES);

        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $crate::readers::$reader(bytes));
    };
}
