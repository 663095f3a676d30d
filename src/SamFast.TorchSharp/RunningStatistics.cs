using TorchSharp;

namespace SamFast;

/// <summary>
/// Preserves the running statistics of a module's normalization layers during evaluations that must not update them, such as
/// those at SAM's perturbed parameters: <c>using (RunningStatistics.Keep(model)) { … forward, backward … }</c>.
/// </summary>
/// <remarks>
/// <para>The buffers named <c>running_mean</c>, <c>running_var</c> and <c>num_batches_tracked</c> of all layers, including
/// custom ones, are copied and restored. A momentum of 0 would not suffice: batches would still be counted, a layer without
/// momentum averages by that count, and 0 times infinity is NaN. Within, layers normalize with the statistics of the batch, as
/// in any training.</para>
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

    /// <summary>Copies the statistics; disposing of the result restores them.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentNullException">The module is null.</exception>
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
            // The closure may have replaced the buffer, as to(…) does; then there is nothing to restore.
            if (!buffer.IsInvalid)
                buffer.copy_(copy);
            copy.Dispose();
        }

        _buffers.Clear();
    }
}
