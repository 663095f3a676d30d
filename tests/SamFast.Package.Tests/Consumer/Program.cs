using System.Buffers;
using System.Diagnostics;
using System.Numerics;
using SamFast;

// Prints a hash of the parameters and of the whole state after 12 gradients, for each optimizer and number of threads, and of the
// results of functions:
//   MomentumSgd Single 2 3F8A…
// Its last line has the milliseconds from the start of the process to the first step. Arguments: the numbers of threads.

double started = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds;
Layout layout =
[
    new("w1", [300, 257]), new("b1", [257]), new("w2", [257, 33]), new("b2", [33]), new("last", [1]), new("none", [0]),
];

foreach (int threads in args.Length == 0 ? [1, 2, 7] : args.Select(int.Parse))
{
    Run(new MomentumSgd(layout), threads);
    Run(new ClippedAdamW(layout), threads);
    Run(new Layerwise(layout), threads);
    Run(new Orthogonal(layout), threads);
    Run(new Factored(layout), threads);
    Run(new CubeRoot(layout), threads);
    Run(new Signs(layout), threads);
    Run(new NarrowAdam(layout), threads);
    Run(new NearestAdam(layout), threads);
    Run(new NoisySteps(layout), threads);
    Run(new Projected(layout), threads);
    Run(new QuasiNewton(layout), threads);
    Run(new SharpAdamW(layout), threads);
    Run(new Momentum64(layout), threads);
    Run(new ClippedAdamW64(layout), threads);
    Run(new Layerwise64(layout), threads);
    Run(new CubeRoot64(layout), threads);
    Run(new NoisySteps64(layout), threads);
    Run(new SharpAdamW64(layout), threads);
}

Functions<float>.Run();
Functions<double>.Run();
Gradients.Run();

Console.WriteLine($"started {started:0}");

static void Run<T>(Optimizer<T> optimizer, int threads) where T : unmanaged, IFloatingPointIeee754<T>
{
    optimizer.ThreadCount = threads;
    var parameters = new T[optimizer.ParameterCount];
    var gradients = new T[optimizer.ParameterCount];
    Gradient(0, parameters, parameters);
    for (int step = 0; step < 12; step++)
    {
        int point = step;
        switch (optimizer)
        {
            case IGradientOptimizer<T> plain:
                Gradient(step, parameters, gradients);
                plain.Step(parameters, gradients);
                break;
            case IOpaqueSam<T> opaque:
                opaque.Step(parameters, (at, g) => Gradient(point++, at, g));
                break;
            case ILinesearchOptimizer<T> searching when step < 4:
                searching.Step(parameters, Loss);
                break;
        }
    }

    var state = new ArrayBufferWriter<byte>();
    optimizer.Save(state, parameters);
    Console.WriteLine($"{optimizer.GetType().Name} {typeof(T).Name} {threads} {Fnv.Hash(state.WrittenSpan)}");
}

// A gradient that differs in each step, in basic arithmetic only.
static T Slope<T>(int step, int i) where T : IFloatingPointIeee754<T> =>
    T.CreateChecked((((i * 31) + (step * 17)) % 101) - 50) / T.CreateChecked(512);

static void Gradient<T>(int step, ReadOnlySpan<T> parameters, Span<T> gradients) where T : IFloatingPointIeee754<T>
{
    for (int i = 0; i < gradients.Length; i++)
        gradients[i] = (parameters[i] / T.CreateChecked(8)) + Slope<T>(step, i);
}

static double Loss<T>(ReadOnlySpan<T> parameters, Span<T> gradients) where T : IFloatingPointIeee754<T>
{
    Gradient(0, parameters, gradients);
    double sum = 0;
    for (int i = 0; i < parameters.Length; i++)
        sum += double.CreateChecked(parameters[i] * ((parameters[i] / T.CreateChecked(16)) + Slope<T>(0, i)));
    return sum;
}
