#![no_main]
phuluc_fuzz::target!(office_file);
