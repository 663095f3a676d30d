namespace SamFast.Tests.Runtime;

/// <summary>Does something else in the middle of a step of this thread.</summary>
public sealed class InterruptAttribute : TransformAttribute
{
    [ThreadStatic]
    private static Action? t_interruption;

    public static void Prepare(out double one)
    {
        one = 1;
        var interruption = t_interruption;
        t_interruption = null;
        interruption?.Invoke();
    }

    public static L Update<L>(L update, L one) where L : ILanes<L> => one * update;

    /// <summary>The action of this thread in the middle of its next step.</summary>
    internal static void Next(Action interruption) => t_interruption = interruption;
}

[Optimizer, Interrupt, Sgd(0.1, momentum: 0.9)]
internal sealed partial class Interrupted;

[Optimizer, Normalize, Sgd(0.1)]
internal sealed partial class Uphill;

[Sam<Interrupted, Uphill>(2, mode: SamMode.Opaque)]
internal sealed partial class InterruptedOpaque;

[Sam<Interrupted, Uphill>(2)]
internal sealed partial class InterruptedSam;
