/* Values and gradients of the losses in Gradients/Workloads, as one writes them by hand in C. */
#include <tgmath.h>

REAL double_wells(const REAL *p, REAL *g, const REAL *unused1, const REAL *unused2, long n)
{
    REAL sum = 0;
    for (long i = 0; i < n; i++) {
        REAL x = p[2 * i], y = p[2 * i + 1], dx = x - 2;
        REAL smooth = exp(-dx * dx - y * y), sharp = exp(-x * x - 100 * y * y);
        g[0] = 2 * dx * smooth + 2 * x * sharp;
        g[1] = 2 * y * smooth + 200 * y * sharp;
        sum -= smooth + sharp;
    }
    return sum;
}

REAL curve_fit(const REAL *p, REAL *g, const REAL *x, const REAL *y, long n)
{
    REAL a = p[0], b = p[1], c = p[2], sum = 0, da = 0, db = 0, dc = 0;
    for (long i = 0; i < n; i++) {
        REAL e = exp(-b * x[i]), r = a * e + c - y[i];
        sum += r * r;
        da += r * e;
        db -= r * e * x[i];
        dc += r;
    }
    g[0] = 2 * da / n;
    g[1] = 2 * a * db / n;
    g[2] = 2 * dc / n;
    return sum / n;
}

REAL logistic(const REAL *restrict p, REAL *restrict g, const REAL *restrict x, const REAL *restrict y, long n)
{
    enum { D = 32 };
    REAL sum = 0;
    for (long k = 0; k <= D; k++)
        g[k] = 0;
    for (long i = 0; i < n; i++) {
        const REAL *row = x + i * D;
        REAL z = p[D];
        for (long k = 0; k < D; k++)
            z += p[k] * row[k];
        REAL m = -y[i] * z, e = exp(m > 0 ? -m : m);
        REAL slope = -y[i] * (m > 0 ? 1 : e) / (1 + e) / n;
        sum += (m > 0 ? m : 0) + log(1 + e);
        for (long k = 0; k < D; k++)
            g[k] += slope * row[k];
        g[D] += slope;
    }
    return sum / n;
}

REAL perceptron(const REAL *restrict p, REAL *restrict g, const REAL *restrict x, const int *restrict labels, long n)
{
    enum { D = 64, H = 64, C = 10 };
    const REAL *w = p, *b = p + H * D, *v = b + H, *c = v + C * H;
    REAL *dw = g, *db = g + H * D, *dv = db + H, *dc = dv + C * H, loss = 0;
    for (long k = 0; k < H * D + H + C * H + C; k++)
        g[k] = 0;
    for (long i = 0; i < n; i++) {
        const REAL *row = x + i * D;
        REAL h[H], dh[H], z[C], sum = 0;
        for (long j = 0; j < H; j++) {
            REAL s = b[j];
            for (long k = 0; k < D; k++)
                s += w[j * D + k] * row[k];
            h[j] = s > 0 ? s : 0;
            dh[j] = 0;
        }
        REAL largest = -INFINITY;
        for (long o = 0; o < C; o++) {
            REAL s = c[o];
            for (long j = 0; j < H; j++)
                s += v[o * H + j] * h[j];
            z[o] = s;
            largest = s > largest ? s : largest;
        }
        loss += largest - z[labels[i]];
        for (long o = 0; o < C; o++)
            sum += z[o] = exp(z[o] - largest);
        loss += log(sum);
        for (long o = 0; o < C; o++) {
            REAL slope = (z[o] / sum - (o == labels[i])) / n;
            for (long j = 0; j < H; j++) {
                dh[j] += slope * v[o * H + j];
                dv[o * H + j] += slope * h[j];
            }
            dc[o] += slope;
        }
        for (long j = 0; j < H; j++) {
            if (h[j] <= 0)
                continue;
            for (long k = 0; k < D; k++)
                dw[j * D + k] += dh[j] * row[k];
            db[j] += dh[j];
        }
    }
    return loss / n;
}

/* Sums of adjoints, and the reverse of the differential equations at a point. */
static inline void reverse(const REAL *p, REAL *g, REAL u, REAL v, REAL du, REAL dv, REAL *au, REAL *av)
{
    REAL cross = p[2] * dv - p[1] * du;
    g[0] += u * du;
    g[1] -= u * v * du;
    g[2] += u * v * dv;
    g[3] -= v * dv;
    *au = p[0] * du + v * cross;
    *av = u * cross - p[3] * dv;
}

#define SLOPES(u, v, a, b) REAL a = p[0] * u - p[1] * u * v, b = p[2] * u * v - p[3] * v
#define STAGES(H) \
    SLOPES(u, v, u1, v1); \
    REAL ua = u + (H) / 2 * u1, va = v + (H) / 2 * v1; \
    SLOPES(ua, va, u2, v2); \
    REAL ub = u + (H) / 2 * u2, vb = v + (H) / 2 * v2; \
    SLOPES(ub, vb, u3, v3); \
    REAL uc = u + (H) * u3, vc = v + (H) * v3

REAL lotka_volterra(const REAL *restrict p, REAL *restrict gradient, const REAL *restrict x, const REAL *restrict y, long n)
{
    const REAL H = 0.01;
    REAL path[2 * n], u = p[4], v = p[5], sum = 0, du = 0, dv = 0, g[4] = {0, 0, 0, 0};
    for (long t = 0; t < n; t++) {
        path[2 * t] = u;
        path[2 * t + 1] = v;
        STAGES(H);
        SLOPES(uc, vc, u4, v4);
        u += H / 6 * (u1 + 2 * u2 + 2 * u3 + u4);
        v += H / 6 * (v1 + 2 * v2 + 2 * v3 + v4);
        sum += (u - x[t]) * (u - x[t]) + (v - y[t]) * (v - y[t]);
    }
    for (long t = n - 1; t >= 0; t--) {
        du += 2 * (u - x[t]) / n;
        dv += 2 * (v - y[t]) / n;
        u = path[2 * t];
        v = path[2 * t + 1];
        STAGES(H);
        REAL su = H / 6 * du, sv = H / 6 * dv, cu, cv, bu, bv, au, av, u0, v0;
        reverse(p, g, uc, vc, su, sv, &cu, &cv);
        reverse(p, g, ub, vb, 2 * su + H * cu, 2 * sv + H * cv, &bu, &bv);
        reverse(p, g, ua, va, 2 * su + H / 2 * bu, 2 * sv + H / 2 * bv, &au, &av);
        reverse(p, g, u, v, su + H / 2 * au, sv + H / 2 * av, &u0, &v0);
        du += cu + bu + au + u0;
        dv += cv + bv + av + v0;
    }
    for (long k = 0; k < 4; k++)
        gradient[k] = g[k];
    gradient[4] = du;
    gradient[5] = dv;
    return sum / n;
}

REAL hidden_markov(const REAL *restrict p, REAL *restrict g, const REAL *restrict x, const REAL *restrict unused, long n)
{
    REAL path[4 * n], a = 0.5, b = 0.5, sum = 0, da = 0, db = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0;
    REAL s0 = 1 / (1 + exp(-p[0])), s1 = 1 / (1 + exp(-p[1]));
    for (long t = 0; t < n; t++) {
        REAL e0 = exp(-(x[t] - p[2]) * (x[t] - p[2]) / 2), e1 = exp(-(x[t] - p[3]) * (x[t] - p[3]) / 2);
        REAL *kept = path + 4 * t;
        kept[0] = a;
        kept[1] = b;
        kept[2] = e0;
        kept[3] = e1;
        REAL na = (a * s0 + b * (1 - s1)) * e0, nb = (a * (1 - s0) + b * s1) * e1, c = na + nb;
        sum += log(c);
        a = na / c;
        b = nb / c;
    }
    for (long t = n - 1; t >= 0; t--) {
        const REAL *kept = path + 4 * t;
        REAL common = (REAL)-1 / n - da * a - db * b, e0 = kept[2], e1 = kept[3];
        a = kept[0];
        b = kept[1];
        REAL ma = a * s0 + b * (1 - s1), mb = a * (1 - s0) + b * s1, inverse = 1 / (ma * e0 + mb * e1);
        REAL na = (da + common) * inverse, nb = (db + common) * inverse, f0 = na * e0, f1 = nb * e1;
        d2 += f0 * ma * (x[t] - p[2]);
        d3 += f1 * mb * (x[t] - p[3]);
        d0 += a * (f0 - f1);
        d1 += b * (f1 - f0);
        da = f0 * s0 + f1 * (1 - s0);
        db = f0 * (1 - s1) + f1 * s1;
    }
    g[0] = d0 * s0 * (1 - s0);
    g[1] = d1 * s1 * (1 - s1);
    g[2] = d2;
    g[3] = d3;
    return -sum / n;
}
