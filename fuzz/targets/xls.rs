#![no_main]
phuluc_fuzz::target!(xls);
