using TorchSharp;

namespace SamFast;

/// <summary>
/// The running statistics of a module's normalization layers, kept as they are while it is evaluated where it must not
/// learn them, such as SAM's perturbed point: <c>using (RunningStatistics.Keep(model)) { … forward, backward … }</c>.
/// </summary>
/// <remarks>
/// <para>They are copied, and copied back: the buffers that are called <c>running_mean</c>, <c>running_var</c> and
/// <c>num_batches_tracked</c>, whichever layer has them, one's own too. A momentum of 0 would not do: batches would
/// still be counted, a layer without momentum averages by that count, and 0 times infinity is NaN. Within, layers
/// normalize with the statistics of the batch, as in any training.</para>
/// <para>Dispose of it after <c>backward</c>, as the graph holds these buffers.</para>
/// </remarks>
public sealed class RunningStatistics : IDisposable
{
    private static readonly HashSet<string> s_names = ["running_mean", "running_var", "num_batches_tracked"];

    private readonly List<(torch.Tensor Buffer, torch.Tensor Copy)> _buffers = [];

    private RunningStatistics(torch.nn.Module module)
    {
        using var _ = torch.no_grad();
        foreach (var (name, buffer) in module.named_buffers())
        {
            if (s_names.Contains(name[(name.LastIndexOf('.') + 1)..]))
                _buffers.Add((buffer, buffer.clone().DetachFromDisposeScope()));
        }
    }

    /// <summary>Remembers the statistics until it is disposed of, which puts them back.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentNullException">There is no module.</exception>
    public static RunningStatistics Keep(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new RunningStatistics(module);
    }

    /// <summary>Puts the statistics back, bit for bit.</summary>
    public void Dispose()
    {
        using var _ = torch.no_grad();
        foreach (var (buffer, copy) in _buffers)
        {
            // The closure may have replaced it, as to(…) does: nothing is left to put back into.
            if (!buffer.IsInvalid)
                buffer.copy_(copy);
            copy.Dispose();
        }

        _buffers.Clear();
    }
}
