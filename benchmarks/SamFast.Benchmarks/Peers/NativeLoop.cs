using System.Numerics;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Peers;

/// <summary>A C loop as an optimizer, with the addresses of the state and the powers of Adam's decays.</summary>
internal sealed unsafe class NativeLoop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly delegate* unmanaged<nint, T*, T*, T**, double*, void> _function;
    private readonly T*[] _state;
    private double _power1 = 1;
    private double _power2 = 1;

    private NativeLoop(nint function, Room<T> room, int states)
    {
        _function = (delegate* unmanaged<nint, T*, T*, T**, double*, void>)function;
        _state = new T*[states];
        for (int i = 0; i < states; i++)
            _state[i] = room.Take().Start;
    }

    /// <summary>A function of <c>Native/</c>, from each compiler.</summary>
    public static IEnumerable<Competitor<T>> Competitors(string function, int states, int bytes) =>
        new[] { Compiler.Exact, Compiler.Fast }.Select(compiler => new Competitor<T>(
            compiler.Peer, bytes, room => Create(compiler, function, room, states)));

    /// <summary>The step; null without the compiler.</summary>
    public static Step<T>? Create(Compiler compiler, string function, Room<T> room, int states) =>
        NativeLibraries.Find<T>(compiler, function) is var address and not 0
            ? new NativeLoop<T>(address, room, states).Step
            : null;

    private void Step(Span<T> parameters, ReadOnlySpan<T> gradients)
    {
        _power1 = Powers.Next(_power1, 0.9);
        _power2 = Powers.Next(_power2, 0.999);
        double* powers = stackalloc[] { _power1, _power2 };
        fixed (T* p = parameters, g = gradients)
        fixed (T** state = _state)
            _function(parameters.Length, p, g, state, powers);
    }
}
