#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| orientir_tests::fuzz::xlsx(bytes));
