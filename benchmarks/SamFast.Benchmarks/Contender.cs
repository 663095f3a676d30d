namespace SamFast.Benchmarks;

/// <summary>An optimizer with parameters of its own.</summary>
internal sealed class Contender(IStep<float> optimizer, float[] parameters)
{
    private const float Tolerance = 1e-5f;

    public void Step(float[] gradients, int calls)
    {
        for (int i = 0; i < calls; i++)
            optimizer.Step(parameters, gradients);
    }

    /// <summary>Throws where the other one went somewhere else.</summary>
    public void CheckAgainst(Contender other)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            float error = MathF.Abs(parameters[i] - other.Parameters[i]);
            if (!(error <= Tolerance * MathF.Max(1, MathF.Abs(parameters[i]))))
            {
                throw new InvalidOperationException(
                    $"Not the same computation: parameter {i} is {parameters[i]} in one and {other.Parameters[i]} in another.");
            }
        }
    }

    private float[] Parameters => parameters;
}
