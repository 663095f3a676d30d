using System.Numerics;

namespace SamFast;

/// <summary>Inspection of sharpness-aware optimizers.</summary>
public static class SamInspection
{
    /// <summary>Returns the norm of the current perturbation: the distance of the caller's parameters from <see
    /// cref="IPhasedSam{T}.SavedParameters"/>; 0 while they are unperturbed.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The caller's parameters.</param>
    /// <exception cref="ArgumentNullException">The optimizer is null.</exception>
    /// <exception cref="ArgumentException">The parameters are perturbed, and the span has another length.</exception>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step, or another thread took one
    /// meanwhile.</exception>
    public static double PerturbationNorm<T>(this IPhasedSam<T> optimizer, ReadOnlySpan<T> parameters)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var view = (optimizer as Optimizer<T>)?.BeginView();
        var saved = optimizer.SavedParameters;
        if (saved.IsEmpty)
            return 0;
        if (saved.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"The optimizer has {saved.Length} parameters, but the span has length {parameters.Length}.",
                nameof(parameters));
        }

        double sum = 0;
        for (int i = 0; i < saved.Length; i++)
        {
            double distance = double.CreateChecked(parameters[i]) - double.CreateChecked(saved[i]);
            sum += distance * distance;
        }

        view?.Check();
        return Math.Sqrt(sum);
    }
}
