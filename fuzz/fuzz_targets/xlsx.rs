#![no_main]

// Panics of the library that reads workbooks are caught and become faults; the fuzzer's hook would end the run at the first.
// A panic that nobody catches still ends it, without its words: those are told by `cargo test`, once the file that the fuzzer
// leaves is in the corpus.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| orientir_tests::fuzz::xlsx(bytes)
);
