# Reliability and statistics of items by R, on data that this script makes itself: psych for alpha, lambda-2, lambda-6, halves of an
# even number of items, statistics of items, intervals; lavaan and semTools for omega, and beside them omega by principal axes, another
# road to the least squares of minres, iterated to the end; base R where psych has nothing or leaves something out (below).
#
#     apt-get install r-base-core r-cran-psych r-cran-lavaan r-cran-semtools
#     Rscript tests/reference/reliability.R > tests/vectors/reliability/made.json
#
# The versions stand in the file.

suppressMessages({ library(psych); library(lavaan); library(semTools) })
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20261128)

number <- function(x) ifelse(is.na(x), "null", formatC(x + 0, digits = 17, format = "g", width = 1))
list_of <- function(x) paste0("[", paste(number(as.vector(x)), collapse = ", "), "]")
rows_of <- function(x) paste0("[", paste(apply(x, 1, list_of), collapse = ", "), "]")
members <- function(x) paste0("{", paste0("\"", names(x), "\": ", x, collapse = ", "), "}")
quoted <- function(x) paste0("\"", x, "\"")

answers <- function(n, loadings, low, high, middle = (low + high) / 2, spread = (high - low) / 4) {
  factor <- rnorm(n)
  marks <- sapply(loadings, function(l) middle + spread * (l * factor + sqrt(1 - l^2) * rnorm(n)))
  pmin(pmax(round(marks), low), high)
}

# psych counts choose(k, k %/% 2) / 2 halves, which is half of them where k is odd: there all are looked at here.
lambda_4 <- function(c) {
  k <- ncol(c)
  if (k %% 2 == 0) {
    s <- splitHalf(c, covar = TRUE, check.keys = FALSE, brute = TRUE)
    return(c(s$maxrb, s$meanr, s$minrb))
  }
  all <- combn(k, k %/% 2, function(half) 4 * sum(c[half, -half]) / sum(c))
  c(max(all), mean(all), min(all))
}

# rho of the whole from the correlation of halves with the shares p and 1 - p: the root of the equation, by halving.
stepped_up <- function(r, p) {
  f <- function(rho) p * (1 - p) * (1 - r^2) * rho^2 + r^2 * rho - r^2
  if (r >= 0) uniroot(f, c(0, 1), tol = 1e-15)$root else uniroot(f, c(-1e6, 0), tol = 1e-15)$root
}

# Principal axes: communalities from the first eigenvector, again and again.
minres <- function(c) {
  h <- diag(c) * 0.5
  for (round in 1:200000) {
    reduced <- c
    diag(reduced) <- h
    e <- eigen(reduced, symmetric = TRUE)
    loadings <- e$vectors[, 1] * sqrt(e$values[1])
    if (max(abs(loadings^2 - h) / diag(c)) < 1e-15) break
    h <- loadings^2
  }
  if (sum(loadings) < 0) -loadings else loadings
}

omega_of <- function(x) {
  c <- cov(x)
  l <- minres(c)
  common <- sum(l)^2
  model <- paste("f =~", paste(colnames(x), collapse = " + "))
  # Stopping is as late as the optimiser can; that it then warns of no solution is of no account, the road beside it has the digits.
  fit <- suppressWarnings(cfa(model, as.data.frame(x), std.lv = TRUE, estimator = "ULS", control = list(rel.tol = 1e-15)))
  members(c(
    implied = number(common / (common + sum(diag(c) - l^2))), observed = number(common / sum(c)),
    loadings = list_of(l / sqrt(diag(c))),
    lavaan_implied = number(unname(compRelSEM(fit, obs.var = FALSE))), lavaan_observed = number(unname(compRelSEM(fit, obs.var = TRUE)))))
}

set_of <- function(name, x, omega = TRUE) {
  colnames(x) <- paste0("i", seq_len(ncol(x)))
  k <- ncol(x)
  n <- nrow(x)
  c <- cov(x)
  a <- suppressWarnings(suppressMessages(alpha(as.data.frame(x), check.keys = FALSE, warnings = FALSE)))
  raw <- a$total$raw_alpha
  ci <- alpha.ci(raw, n, k)
  covariances <- splitHalf(c, covar = TRUE, check.keys = FALSE)
  correlations <- splitHalf(c, covar = FALSE, check.keys = FALSE)
  odd <- seq(1, k, 2)
  r <- cor(rowSums(x[, odd, drop = FALSE]), rowSums(x[, -odd, drop = FALSE]))
  component <- principal(cov2cor(c), covar = FALSE)$loadings[, 1]
  rest <- a$item.stats$r.drop
  parts <- c(
    name = quoted(name), rows = rows_of(x),
    alpha = number(raw), interval = list_of(c(ci$lower.ci, ci$upper.ci)), alpha_standardised = number(a$total$std.alpha),
    mean_r = number(a$total$average_r), sem = number(sd(rowSums(x)) * sqrt(max(0, 1 - raw))),
    lambda_2 = number(covariances$lambda2), lambda_6 = number(covariances$lambda6),
    lambda_2_standardised = number(correlations$lambda2), lambda_6_standardised = number(correlations$lambda6),
    split_half = number(stepped_up(r, length(odd) / k)),
    lambda_4_odd_even = number(4 * sum(c[odd, -odd]) / sum(c)), lambda_4 = list_of(lambda_4(c)),
    mean = list_of(a$item.stats$mean), sd = list_of(a$item.stats$sd), item_total = list_of(a$item.stats$raw.r),
    item_rest = list_of(rest), item_rest_low = list_of(sapply(rest, function(r) r.con(r, n)[1])),
    item_rest_high = list_of(sapply(rest, function(r) r.con(r, n)[2])),
    alpha_if_deleted = if (k > 2) list_of(a$alpha.drop$raw_alpha) else "null",
    smc = list_of(smc(c)), first_component = list_of(component))
  if (omega) parts <- c(parts, omega = omega_of(x))
  paste0("    ", members(parts))
}

turned <- answers(25, rep(0.7, 6), 1, 5)
turned[, c(2, 5)] <- 6 - turned[, c(2, 5)]
sets <- c(
  set_of("ten items of five places", answers(120, seq(0.4, 0.8, length.out = 10), 1, 5)),
  set_of("a class, two of six items the wrong way round", turned),
  set_of("twelve items right or wrong", answers(60, rep(0.6, 12), 0, 1, spread = 0.6)),
  set_of("seven items", answers(40, seq(0.3, 0.9, length.out = 7), 0, 10)),
  set_of("items that have nothing in common", answers(30, rep(0, 8), 1, 7), omega = FALSE),
  set_of("three items", answers(80, c(0.6, 0.7, 0.8), 0, 20)),
  set_of("two items", answers(50, c(0.7, 0.7), 1, 5), omega = FALSE))

first <- as.vector(answers(45, 0.8, 0, 30))
second <- pmin(pmax(round(0.7 * first + 6 + 3 * rnorm(45)), 0), 30)
r <- cor(first, second)
retest <- members(c(first = list_of(first), second = list_of(second), r = number(r), interval = list_of(r.con(r, 45)),
                    change = number(mean(second) - mean(first))))

cat("{\n  \"source\": ", quoted(paste0(
  "tests/reference/reliability.R with R ", getRversion(), ", psych ", packageVersion("psych"), ", lavaan ", packageVersion("lavaan"),
  ", semTools ", packageVersion("semTools"))),
  ",\n  \"feldt\": ", list_of(c(alpha.ci(0.8, 100, 10)$lower.ci, alpha.ci(0.8, 100, 10)$upper.ci)),
  ",\n  \"retest\": ", retest, ",\n  \"sets\": [\n", paste(sets, collapse = ",\n"), "\n  ]\n}\n", sep = "")
