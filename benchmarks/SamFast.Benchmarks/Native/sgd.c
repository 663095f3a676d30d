void sgd(long n, REAL *restrict p, const REAL *restrict g, REAL *const *state, const double *decay)
{
    for (long i = 0; i < n; i++)
        p[i] -= (REAL)1e-3 * g[i];
}
