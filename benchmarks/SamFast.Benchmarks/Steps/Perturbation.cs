using static System.Numerics.Tensors.TensorPrimitives;

namespace SamFast.Benchmarks.Steps;

/// <summary>SAM's ascent for hand-written contenders: destination = source + ρ·g/‖g‖.</summary>
internal static class Perturbation
{
    public const double Rho = 0.05;

    public static void WholeArrays(
        ReadOnlySpan<float> source, ReadOnlySpan<float> gradients, Span<float> destination) =>
        MultiplyAdd(gradients, (float)(Rho / Norm(gradients)), source, destination);

    public static void Scalar(ReadOnlySpan<float> source, ReadOnlySpan<float> gradients, Span<float> destination)
    {
        double sum = 0;
        for (int i = 0; i < gradients.Length; i++)
            sum += gradients[i] * gradients[i];
        float scale = (float)(Rho / Math.Sqrt(sum));
        for (int i = 0; i < destination.Length; i++)
            destination[i] = source[i] + scale * gradients[i];
    }
}
