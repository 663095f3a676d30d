using TorchSharp;

namespace SamFast;

/// <summary>Evaluates the user's function in a training step: forward and backward, with all intermediate tensors disposed
/// of.</summary>
internal static class Closure
{
    /// <summary>Computes the loss and its gradients, after dropping old gradients.</summary>
    /// <returns>The loss.</returns>
    public static double Evaluate(
        torch.nn.Module module, Func<torch.Tensor> loss, bool keepsStatistics, bool isBackward = true)
    {
        using var scope = torch.NewDisposeScope();
        using var statistics = keepsStatistics ? RunningStatistics.Keep(module) : null;
        if (!isBackward)
        {
            using var _ = torch.no_grad();
            return Number(loss());
        }

        module.zero_grad();
        var value = loss();
        value.backward();
        return Number(value);
    }

    // Torch's own shortcut lets the garbage collector free the number while it is being read.
    private static double Number(torch.Tensor value)
    {
        using var scalar = value.ToScalar();
        return scalar.ToDouble();
    }
}
