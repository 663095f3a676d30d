using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks;

/// <summary>An optimizer and its parameters.</summary>
internal sealed class Contender(IStep<float> optimizer, float[] parameters)
{
    private const double Tolerance = 1e-5;

    private readonly IStep<float> _optimizer = optimizer;

    public void Step(float[] gradients, int calls)
    {
        for (int i = 0; i < calls; i++)
            _optimizer.Step(parameters, gradients);
    }

    /// <exception cref="DisagreementException">The parameters of the other one differ.</exception>
    public void CheckAgainst(Contender other) =>
        Agreement.Check<float>(parameters, other.Parameters, Tolerance, $"after steps of {other._optimizer.GetType().Name}");

    private float[] Parameters => parameters;
}
