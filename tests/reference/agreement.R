# Agreement of raters by R, on data that this script makes itself: intraclass correlations and Cohen's kappa by psych, Krippendorff's
# alpha by the table of coincidences as its definition has it (the engine takes another way: sums and ranks), deviations from
# subject means in base R. The package irr is no Debian package, so it is not asked.
#
#     apt-get install r-base-core r-cran-psych
#     Rscript tests/reference/agreement.R > tests/vectors/agreement/made.json
#
# The versions stand in the file. Data are whole numbers over `divide_by`; null is a missing rating.

suppressMessages(library(psych))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261128)

number <- function(x) ifelse(is.na(x), "null", formatC(x + 0, digits = 17, format = "g", width = 1))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
rows_of <- function(x) paste0("[", paste(apply(x, 1, list_of), collapse = ", "), "]")
members <- function(x) paste0("{", paste0("\"", names(x), "\": ", x, collapse = ", "), "}")
quoted <- function(x) paste0("\"", x, "\"")

marks <- function(n, k, levels, spread, raters, noise, low, high) {
  truth <- rnorm(n, mean = levels, sd = spread)
  marks <- outer(truth, rnorm(k, sd = raters), "+") + matrix(rnorm(n * k, sd = noise), n, k)
  pmin(pmax(round(marks), low), high)
}

icc_of <- function(x) {
  # Without lme4: mean squares, as the engine has them. Rows in psych's order: 1, 2, 3, 1k, 2k, 3k.
  r <- ICC(x, missing = FALSE, lmer = FALSE)$results
  members(c(values = list_of(r$ICC), lower = list_of(r[["lower bound"]]), upper = list_of(r[["upper bound"]])))
}

# Krippendorff (2011), Computing Krippendorff's alpha-reliability: coincidences of values c and d, and distances between them.
krippendorff <- function(x, kind) {
  values <- sort(unique(as.vector(x)))
  coincidences <- matrix(0, length(values), length(values))
  for (unit in seq_len(nrow(x))) {
    given <- match(x[unit, !is.na(x[unit, ])], values)
    if (length(given) < 2) next
    for (i in seq_along(given)) for (j in seq_along(given)) if (i != j) {
      coincidences[given[i], given[j]] <- coincidences[given[i], given[j]] + 1 / (length(given) - 1)
    }
  }
  n <- rowSums(coincidences)
  distance <- function(c, d) switch(kind,
    nominal = as.numeric(c != d),
    ordinal = (sum(n[c:d]) - (n[c] + n[d]) / 2)^2,
    interval = (values[c] - values[d])^2,
    ratio = ((values[c] - values[d]) / (values[c] + values[d]))^2)
  delta <- outer(seq_along(values), seq_along(values), Vectorize(distance))
  1 - (sum(n) - 1) * sum(coincidences * delta) / sum(outer(n, n) * delta)
}

alpha_of <- function(x) {
  kinds <- c("nominal", "ordinal", "interval")
  if (min(x, na.rm = TRUE) > 0) kinds <- c(kinds, "ratio")
  members(sapply(kinds, function(kind) number(krippendorff(x, kind))))
}

severity_of <- function(x) {
  x <- x[rowSums(!is.na(x)) > 1, , drop = FALSE]
  list_of(colMeans(x - rowMeans(x, na.rm = TRUE), na.rm = TRUE))
}

kappa_of <- function(x, categories) {
  # psych takes the categories that occur; here all do.
  stopifnot(setequal(as.vector(x), categories))
  weighted <- function(w) number(cohen.kappa(x, w = w)$weighted.kappa)
  steps <- outer(categories, categories, function(i, j) abs(i - j))
  custom <- outer(categories, categories, function(i, j) abs(i - j) * (i + j))
  members(c(
    unweighted = number(cohen.kappa(x)$kappa), linear = weighted(steps), quadratic = weighted(steps^2),
    custom = weighted(custom), custom_weights = list_of(t(custom)), categories = list_of(categories)))
}

sets <- list()
add <- function(name, x, divide_by = 1, icc = TRUE, kappa = NULL) {
  scaled <- x / divide_by
  parts <- c(name = quoted(name), divide_by = number(divide_by), ratings = rows_of(x),
             alpha = alpha_of(scaled), severity = severity_of(scaled))
  if (icc) parts <- c(parts, icc = icc_of(scaled))
  if (!is.null(kappa)) parts <- c(parts, kappa = kappa_of(x, kappa))
  sets[[length(sets) + 1]] <<- paste0("    ", members(parts))
}

add("thirty pupils, four raters of different levels", marks(30, 4, 6, 2, 1, 1, 0, 12))
add("two raters", marks(200, 2, 3, 1, 0.2, 0.7, 1, 5), kappa = 1:5)
add("one class, three raters, percents of 24 points", 25 * marks(28, 3, 14, 4, 1, 2, 0, 24), divide_by = 6)
add("raters who agree on nothing: estimates below zero", marks(12, 3, 5, 0, 0, 2, 1, 9))
add("few pupils, many raters", marks(5, 12, 5, 2, 1, 1, 1, 9))
gaps <- marks(60, 5, 2.5, 0.8, 0.3, 0.5, 1, 4)
gaps[runif(length(gaps)) < 0.4] <- NA
add("gaps", gaps, icc = FALSE)

cat("{\n  \"source\": ", quoted(paste0(
  "tests/reference/agreement.R with R ", getRversion(), ", psych ", packageVersion("psych"))),
  ",\n  \"sets\": [\n", paste(unlist(sets), collapse = ",\n"), "\n  ]\n}\n", sep = "")
