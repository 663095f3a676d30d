using SamFast.Benchmarks.Gradients;
using SamFast.Benchmarks.Gradients.Workloads;
using TorchSharp;
using static TorchSharp.torch;

namespace SamFast.Benchmarks.Torch;

/// <summary>The losses of the gradient benchmarks with TorchSharp's tensors and automatic differentiation.</summary>
internal static class TorchGradients
{
    public static IEnumerable<GradientPeer> For(GradientWorkload workload)
    {
        switch (workload)
        {
            case DoubleWell wells:
                return [Wells(wells.Data)];
            case CurveFit fit:
                var (x, y) = (tensor(fit.Data.X), tensor(fit.Data.Y));
                return [Peer(fit.Data.Point, p =>
                {
                    var mean = ((p[0] * exp(-p[1] * x)) + p[2] - y).square().mean();
                    return fit.IsRoot ? mean.sqrt() : mean;
                })];
            case Logistic logistic:
                int features = logistic.Data.Point.Length - 1;
                var (rows, labels) = (tensor(logistic.Data.X).view(-1, features), tensor(logistic.Data.Y));
                return [Peer(logistic.Data.Point, p => nn.functional.softplus(-labels * (rows.mv(p[..features]) + p[features])).mean())];
            case Perceptron perceptron:
                return [Layers(perceptron.Data.Point, tensor(perceptron.Data.Inputs), perceptron.Data.Labels)];
            case DigitsPerceptron digits:
                return [Layers(digits.Data.Point, tensor(digits.Data.Inputs), digits.Data.Labels)];
            default:
                return [];
        }
    }

    private static GradientPeer Layers<T>(T[] point, Tensor inputs, int[] labels) where T : unmanaged
    {
        const int Features = 64, Units = 64, Classes = 10, Biases = Units * Features, Weights = Biases + Units, Outputs = Weights + (Classes * Units);
        var (x, targets) = (inputs.view(-1, Features), tensor(labels.Select(label => (long)label).ToArray()));
        return Peer(point, p =>
        {
            var hidden = nn.functional.relu(nn.functional.linear(x, p[..Biases].view(Units, Features), p[Biases..Weights]));
            return nn.functional.cross_entropy(nn.functional.linear(hidden, p[Weights..Outputs].view(Classes, Units), p[Outputs..]), targets);
        });
    }

    private static GradientPeer Peer<T>(T[] point, Func<Tensor, Tensor> loss) where T : unmanaged
    {
        var gradient = new T[point.Length];
        var parameters = Parameters(point);
        return new(
            PeerNames.TorchSharp, () => Evaluate(parameters, loss, gradient),
            () => [.. gradient.Select(slope => Convert.ToDouble(slope, System.Globalization.CultureInfo.InvariantCulture))]);
    }

    private static GradientPeer Wells(double[] points)
    {
        double[] gradient = new double[2];
        Tensor[] parameters = [.. Enumerable.Range(0, points.Length / 2).Select(i => Parameters(points[(2 * i)..(2 * (i + 1))]))];
        return new(PeerNames.TorchSharp, gradient, () => parameters.Sum(point => Evaluate(point, p =>
        {
            Tensor dx = p[0] - 2, squares = p[1].square();
            return -exp(-dx.square() - squares) - exp(-(p[0].square() + (100 * squares)));
        }, gradient)));
    }

    private static Tensor Parameters<T>(T[] point) where T : unmanaged =>
        (point is double[] doubles ? tensor(doubles) : tensor((float[])(object)point)).requires_grad_();

    private static double Evaluate<T>(Tensor parameters, Func<Tensor, Tensor> loss, T[] gradient) where T : unmanaged
    {
        using var scope = NewDisposeScope();
        var value = loss(parameters);
        autograd.grad([value], [parameters])[0].data<T>().CopyTo(gradient);
        return value.to_type(ScalarType.Float64).ToDouble();
    }
}
