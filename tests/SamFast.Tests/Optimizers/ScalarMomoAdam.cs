namespace SamFast.Tests.Optimizers;

/// <summary>Schaipp et al. 2023, MoMo-Adam with its estimate of the lower bound: one element at a time,
/// nothing shared with the library.</summary>
internal sealed class ScalarMomoAdam(int length, double rate, double lower, double decay)
{
    private const double B1 = 0.9, B2 = 0.999, Eps = 1e-8;
    private readonly double[] _m = new double[length];
    private readonly double[] _v = new double[length];
    private readonly double _lower = lower;
    private double _loss, _slope, _bound = double.NaN;
    private int _t;

    public void Step(double[] x, double[] g, double loss)
    {
        _bound = _t++ == 0 ? _lower : _bound;
        double rho = 1 - Math.Pow(B1, _t);
        _loss = B1 * _loss + (1 - B1) * loss;
        _slope = B1 * _slope + (1 - B1) * g.Zip(x, (a, b) => a * b).Sum();
        double norm = 0, product = 0;
        var metric = new double[length];
        for (int i = 0; i < length; i++)
        {
            _m[i] = B1 * _m[i] + (1 - B1) * g[i];
            _v[i] = B2 * _v[i] + (1 - B2) * g[i] * g[i];
            metric[i] = Eps + Math.Sqrt(_v[i] / (1 - Math.Pow(B2, _t)));
            norm += _m[i] * _m[i] / metric[i];
            product += _m[i] * x[i];
        }

        double weight = 1 + (rate * decay);
        double level = (weight * (_loss - _slope)) + product;
        if (level < weight * rho * _bound)
            _bound = Math.Max(level / (2 * rho * weight), _lower);
        double tau = Math.Min(rate / rho, Math.Max((weight * (_loss - (rho * _bound) - _slope)) + product, 0) / norm);
        for (int i = 0; i < length; i++)
            x[i] = (x[i] / weight) - (tau * _m[i] / metric[i]);
        _bound = Math.Max((_loss + product - _slope - (tau * norm / 2)) / rho, _lower);
    }
}
