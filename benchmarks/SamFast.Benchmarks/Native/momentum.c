void momentum(long n, REAL *restrict p, const REAL *restrict g, REAL *const *state, const double *decay)
{
    REAL *restrict trace = state[0];
    for (long i = 0; i < n; i++) {
        trace[i] = (REAL)0.9 * trace[i] + g[i];
        p[i] -= (REAL)1e-3 * trace[i];
    }
}
