# psych on the benchmark answers, timed inside R.
#
#     Rscript peers.R ANSWERS ROWS SCORES
#
# ANSWERS holds 60 columns of ROWS bytes, 1 to 5, 0 for nothing. Prorated sums are 12 times the means; a scale with
# fewer than nine answers is taken out here, which psych does not do, and is not timed. The scores of scoreVeryFast,
# then of scoreItems, go to SCORES as doubles, one column a scale; the seconds of each to the standard output.
# scoreItems also makes alphas and correlations and cannot be told not to; a million rows take it 5 GB.

suppressPackageStartupMessages(library(psych))

arguments <- commandArgs(trailingOnly = TRUE)
rows <- as.integer(arguments[2])
codes <- readBin(arguments[1], "integer", n = 60 * rows, size = 1)
codes[codes == 0] <- NA
items <- matrix(as.numeric(codes), nrow = rows, dimnames = list(NULL, paste0("i", 0:59)))
rm(codes)
keys <- lapply(0:4, function(s) {
  of <- seq(s, 59, by = 5)
  ifelse(of %% 3 == 0, paste0("-i", of), paste0("i", of))
})
names(keys) <- paste0("s", 0:4)

enough <- sapply(keys, function(key) rowSums(!is.na(items[, sub("-", "", key)])) >= 9)
out <- file(arguments[3], "wb")
timed <- function(name, score) {
  gc()
  seconds <- system.time(means <- score())[["elapsed"]]
  sums <- 12 * means
  sums[!enough] <- NaN
  writeBin(as.vector(sums), out)
  cat(name, seconds, "\n")
}
timed("scoreVeryFast", function() scoreVeryFast(keys, items, min = 1, max = 5))
timed("scoreItems", function() scoreItems(keys, items, impute = "none", min = 1, max = 5)$scores)
close(out)
