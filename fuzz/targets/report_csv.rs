#![no_main]
phuluc_fuzz::target!(report_csv);
