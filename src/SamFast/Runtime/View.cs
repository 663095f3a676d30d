namespace SamFast.Runtime;

/// <summary>Reads values between two steps: everything copied before <see cref="Check"/> is consistent.</summary>
internal readonly struct View<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;
    private readonly int _turn;

    internal View(OptimizerEngine<T> optimizer, int turn)
    {
        _optimizer = optimizer;
        _turn = turn;
    }

    /// <exception cref="InvalidOperationException">A step was taken meanwhile: the values read are inconsistent.</exception>
    internal void Check()
    {
        if (!_optimizer.IsStill(_turn))
            Throw.Moving(_optimizer);
    }
}
