using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Properties;

/// <summary>Interprets a chain by reflection: one transform after the other, each kernel over the whole vector, without sweeps, fusion
/// or tiles.</summary>
internal sealed class Interpreter<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Layout _layout;

    // Frozen tensors are left out.
    private readonly int[] _thawed;

    private readonly (Stage<T> Transform, int[] Elements)[] _stages;

    /// <param name="sumsByLanes">True for sums in the parameters' type, one for each lane, which are added up last; false for sums in
    /// double.</param>
    public Interpreter(IReadOnlyList<Link> links, Layout layout, string? freeze = null, bool sumsByLanes = false)
    {
        _layout = layout;
        _thawed = Selection.Elements(layout, freeze, isIn: false);

        // Streams of random numbers are numbered in the order of the chain.
        int streams = 0;
        _stages =
        [
            .. links.Where(l => !l.IsIdentity()).SelectMany(link =>
                Stages(link, Selection.Of(layout, freeze, isIn: false), link.IsRandom() ? streams++ : 0, sumsByLanes)),
        ];
    }

    /// <summary>Takes a step and returns the update that was added to the parameters.</summary>
    public T[] Step(Span<T> parameters, ReadOnlySpan<T> gradients, double value = double.NaN)
    {
        var added = new T[_layout.ParameterCount];
        T[] parameter = Selection.Pick<T>(parameters, _thawed), update = Selection.Pick(gradients, _thawed), gradient = [.. update];
        foreach (var (transform, elements) in _stages.Where(s => !s.Transform.IsProjection))
        {
            // The transform receives only the tensors of its mask; the others keep their update.
            var some = Blocks.Of<T>(Selection.Pick<T>(update, elements));
            if (!transform.Apply(some, Some(parameter, elements), Some(gradient, elements), value))
                return added;
            Selection.Put(Blocks.Elements(some, elements.Length), update, elements);
            if (transform.IsWrapper)
                gradient = [.. update];
        }

        for (int i = 0; i < parameter.Length; i++)
            parameter[i] += update[i];
        foreach (var (projection, elements) in _stages.Where(s => s.Transform.IsProjection))
        {
            var some = Blocks.Of<T>(Selection.Pick<T>(parameter, elements));
            projection.Apply(Some(update, elements), some, Some(gradient, elements), value);
            Selection.Put(Blocks.Elements(some, elements.Length), parameter, elements);
        }

        Selection.Put(parameter, parameters, _thawed);
        Selection.Put(update, added, _thawed);
        for (int i = 0; i < _stages.Length; i++)
        {
            if (!_stages[i].Transform.Finish())
                continue;
            foreach (var (before, _) in _stages[..i].Where(s => !s.Transform.IsWrapper))
                before.Reset();
        }

        return added;
    }

    /// <summary>The evaluation parameters of the last transform that has any.</summary>
    public T[] Evaluate(T[] parameters)
    {
        var thawed = Selection.Pick<T>(parameters, _thawed);
        var (last, elements) = _stages.Last(s => s.Transform.Evaluates);
        Selection.Put(Blocks.Elements(last.Evaluate(Some(thawed, elements)), elements.Length), thawed, elements);
        T[] result = [.. parameters];
        Selection.Put(thawed, result, _thawed);
        return result;
    }

    private static Lanes512<T>[] Some(T[] all, int[] elements) => Blocks.Of<T>(Selection.Pick<T>(all, elements));

    /// <summary>A transform as a list of parts: one per tensor if it has per-tensor measures.</summary>
    private IEnumerable<(Stage<T> Transform, int[] Elements)> Stages(
        Link link, Layout all, int stream, bool sumsByLanes)
    {
        if (!Catalog.IsPerTensor(link.Attribute))
            return [New(Selection.Of(all, link.Mask), Selection.Elements(all, link.Mask))];
        return all.Where(tensor => Selection.Includes(link.Mask, tensor)).Select(tensor =>
            New(Layout.Create([tensor]), Selection.Elements(all, tensor)));

        (Stage<T> Transform, int[] Elements) New(Layout some, int[] elements) =>
            (new Stage<T>(link, some, stream, Selection.Pick<int>(_thawed, elements), sumsByLanes), elements);
    }
}

/// <summary>A selection of the tensors.</summary>
internal static class Selection
{
    public static bool Includes(string? mask, TensorShape tensor) =>
        mask is null || mask.TrimStart('!').Split(", ").Contains(tensor.Group) != mask.StartsWith('!');

    public static Layout Of(Layout layout, string? mask, bool isIn = true) =>
        mask is null ? layout : Layout.Create([.. layout.Where(tensor => Includes(mask, tensor) == isIn)]);

    public static int[] Elements(Layout layout, string? mask, bool isIn = true) =>
        [.. layout.Where(tensor => mask is null || Includes(mask, tensor) == isIn).SelectMany(tensor => Elements(layout, tensor))];

    public static int[] Elements(Layout layout, TensorShape tensor) =>
        [.. Enumerable.Range(layout.TakeWhile(other => other != tensor).Sum(other => other.Length), tensor.Length)];

    public static void Put<T>(T[] some, Span<T> all, int[] elements)
    {
        for (int i = 0; i < some.Length; i++)
            all[elements[i]] = some[i];
    }

    public static T[] Pick<T>(ReadOnlySpan<T> all, int[] elements)
    {
        var some = new T[elements.Length];
        for (int i = 0; i < some.Length; i++)
            some[i] = all[elements[i]];
        return some;
    }
}

/// <summary>A vector as blocks of 64 bytes, padded with zeros.</summary>
internal static class Blocks
{
    public static Lanes512<T>[] Of<T>(ReadOnlySpan<T> elements) where T : unmanaged
    {
        var blocks = new Lanes512<T>[(elements.Length + Lanes512<T>.Count - 1) / Lanes512<T>.Count];
        elements.CopyTo(MemoryMarshal.Cast<Lanes512<T>, T>(blocks.AsSpan()));
        return blocks;
    }

    public static T[] Elements<T>(Lanes512<T>[] blocks, int count) where T : unmanaged =>
        MemoryMarshal.Cast<Lanes512<T>, T>(blocks.AsSpan())[..count].ToArray();
}

/// <summary>A transform or a wrapper of the interpreter, with its state.</summary>
internal sealed class Stage<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A kernel over whole tensors that takes an update and its shape only.</summary>
    private delegate void WholeTensor(Span<T> update, TensorShape shape);

    private readonly Link _link;
    private readonly Layout _layout;
    private readonly int _stream;
    private readonly int[] _elements;
    private readonly bool _sumsByLanes;
    private readonly Dictionary<string, object> _scalars = [];
    private readonly Dictionary<string, Lanes512<T>[]> _slots = [];
    private readonly MethodInfo[] _measures;
    private Lanes512<T>[] _gradient = [];
    private long _gathered;
    private long _steps;

    // A restart does not restart the random numbers.
    private long _taken;

    /// <param name="elements">The indices of its elements among all parameters.</param>
    public Stage(Link link, Layout layout, int stream, int[] elements, bool sumsByLanes)
    {
        _link = link;
        _layout = layout;
        _stream = stream;
        _elements = elements;
        _sumsByLanes = sumsByLanes;
        _measures = [.. Catalog.Measures(link.Attribute)];
        Reset();
    }

    public bool IsWrapper => _link.Attribute.IsAssignableTo(typeof(WrapperAttribute));

    /// <summary>Restores the initial state.</summary>
    public void Reset()
    {
        _steps = 0;
        _scalars.Clear();
        foreach (var parameter in _link.Attribute.GetConstructors().Single().GetParameters())
            _scalars[parameter.Name!] = _link.Arguments.GetValueOrDefault(parameter.Name!, parameter.DefaultValue!);
        _scalars.TryAdd("precision", Precision.Exact);
        foreach (var state in Scalars().SelectMany(KernelValue.Of).Where(v => v.IsByRef && !v.IsOut))
            _scalars.TryAdd(state.Name, state.Type == typeof(long) ? (object)(long)state.Initial : state.Initial);
        foreach (var slot in Lanes().SelectMany(KernelValue.Of).Where(v => v.IsByRef || v.Has<CallerProvidedAttribute>()))
            _slots[slot.Name] = Blocks.Of<T>(Enumerable.Repeat(T.CreateChecked(slot.Initial), _layout.ParameterCount).ToArray());
    }

    /// <summary>Ends a step.</summary>
    /// <returns>True if the transforms before this one restart.</returns>
    public bool Finish()
    {
        _steps++;
        _taken++;
        bool isOff = _link.Attribute.GetConstructors().Single().GetParameters().Any(p =>
            p.IsDefined(typeof(EnablesAttribute)) && _scalars[p.Name!] is false);
        return !isOff && Compute("ShouldReset") is true;
    }

    public bool IsProjection => Kernel("Project") is not null;

    /// <returns>True if the step continues.</returns>
    public bool Apply(Lanes512<T>[] update, Lanes512<T>[] parameter, Lanes512<T>[] gradient, double value)
    {
        bool gathers = _link.Attribute == typeof(MultiStepsAttribute);
        _gradient = gradient;
        _scalars["count"] = gathers ? _gathered : _steps;
        _scalars["value"] = value;
        if (_link.Schedule is { } schedule)
            _scalars[_scalars.ContainsKey("learningRate") ? "learningRate" : "stepSize"] = Evaluate(schedule, _steps);
        Measure(update, parameter, isAfter: false);
        if (Compute("ShouldStep") is bool decision)
            return decision;
        bool isIncomplete = gathers && _gathered + 1 < (double)_scalars["everyK"];
        Compute("Prepare");
        if (Kernel("Transform") is { } transform)
        {
            Whole(transform.MakeGenericMethod(typeof(T)).CreateDelegate<WholeTensor>(), update);
            return true;
        }

        if (Kernel("Project") is { } project)
        {
            Each(project, update, parameter, (i, result) => parameter[i] = result!.Value);
            return true;
        }

        if (gathers && _gathered == 0)
            _slots.Values.Single().AsSpan().Clear();
        if (Kernel("Accumulate") is { } accumulate && (!gathers || isIncomplete))
            Each(accumulate, update, parameter, (_, _) => { });
        Measure(update, parameter, isAfter: true);
        Compute("Conclude");
        _gathered = isIncomplete ? _gathered + 1 : 0;
        // A transform with measures only has no Update.
        if (!isIncomplete && Kernel("Update") is { } kernel)
            Each(kernel, update, parameter, (i, result) => update[i] = result!.Value);
        return !isIncomplete;
    }

    private void Measure(Lanes512<T>[] update, Lanes512<T>[] parameter, bool isAfter)
    {
        foreach (var measure in _measures.Where(m => IsAfterAccumulate(m) == isAfter))
        {
            var lanes = new Lanes512<T>[update.Length];
            Each(measure, update, parameter, (i, result) => lanes[i] = result!.Value);
            _scalars[char.ToLowerInvariant(measure.Name[0]) + measure.Name[1..]] =
                measure.IsDefined(typeof(SumAttribute)) ? Sum(lanes) : Elements(lanes).Aggregate(0.0, Math.Max);
        }
    }

    private double Sum(Lanes512<T>[] lanes)
    {
        // The lanes past the end are not measured.
        var measured = Blocks.Of<T>(Blocks.Elements(lanes, _layout.ParameterCount));
        return _sumsByLanes
            ? Vectors.ToDouble<T>(Blocks.Elements([measured.Aggregate(Lanes512<T>.Zero, (sum, block) => sum + block)], Lanes512<T>.Count)).Sum()
            : Elements(measured).Sum();
    }

    private double[] Elements(Lanes512<T>[] lanes) => Vectors.ToDouble<T>(Blocks.Elements(lanes, _layout.ParameterCount));

    public bool Evaluates => Kernel("EvaluationParameters") is not null;

    /// <summary>The evaluation parameters.</summary>
    public Lanes512<T>[] Evaluate(Lanes512<T>[] parameter)
    {
        var result = new Lanes512<T>[parameter.Length];
        Each(Kernel("EvaluationParameters")!, parameter, parameter, (i, lanes) => result[i] = lanes!.Value);
        return result;
    }

    private void Whole(WholeTensor transform, Lanes512<T>[] update)
    {
        var elements = MemoryMarshal.Cast<Lanes512<T>, T>(update.AsSpan());
        int start = 0;
        foreach (var shape in _layout.Where(shape => shape.Length > 0))
        {
            transform(elements.Slice(start, shape.Length), shape);
            start += shape.Length;
        }
    }

    private object? Compute(string scalars)
    {
        if (Kernel(scalars) is not { } kernel)
            return null;
        object?[] arguments = KernelValue.Arguments(kernel, value => _scalars[value.Name]);
        object? result = kernel.Invoke(null, arguments);
        foreach (var value in KernelValue.Of(kernel).Where(v => v.IsByRef))
            _scalars[value.Name] = value.In(arguments)!;
        return result;
    }

    private void Each(
        MethodInfo generic, Lanes512<T>[] update, Lanes512<T>[] parameter, Action<int, Lanes512<T>?> consume)
    {
        var kernel = generic.MakeGenericMethod(typeof(Lanes512<T>));
        KernelValue[] written = [.. KernelValue.Of(kernel).Where(v => v.IsByRef)];
        for (int i = 0; i < update.Length; i++)
        {
            object?[] arguments = KernelValue.Arguments(kernel, value => Bind(value, i, update, parameter));
            consume(i, (Lanes512<T>?)kernel.Invoke(null, arguments));
            foreach (var slot in written)
                _slots[slot.Name][i] = (Lanes512<T>)slot.In(arguments)!;
        }
    }

    private object Bind(KernelValue binding, int block, Lanes512<T>[] update, Lanes512<T>[] parameter) => binding.Name switch
    {
        "update" => update[block],
        "gradient" when !_slots.ContainsKey("gradient") => _gradient[block],
        "parameter" => parameter[block],
        _ when binding.Has<NormalAttribute>() => Chance(block, (random, index) => random.Normal<Lanes512<T>, T>(index)),
        _ when binding.Has<UniformAttribute>() => Chance(block, (random, index) => random.Uniform<Lanes512<T>, T>(index)),
        { } slot when _slots.TryGetValue(slot, out var blocks) => blocks[block],
        { } name when !binding.Type.IsGenericType => _scalars[name],
        { } name => Lanes512<T>.Create((double)_scalars[name]),
        _ => throw new InvalidOperationException(),
    };

    private Lanes512<T> Chance(int block, Func<RandomLanes, nuint, Lanes512<T>> draw)
    {
        var random = new RandomLanes((double)_scalars["seed"], _taken, _stream, 0);
        var elements = _elements.Skip(block * Lanes512<T>.Count).Take(Lanes512<T>.Count);
        var lanes = elements.Select(e => draw(random, (nuint)(e - (e % Lanes512<T>.Count))).Vector[e % Lanes512<T>.Count]).ToArray();
        return Blocks.Of<T>(lanes)[0];
    }

    private static object Evaluate(Link schedule, long count)
    {
        var evaluate = schedule.Attribute.GetMethod("Evaluate")!;
        var defaults = schedule.Attribute.GetConstructors().Single().GetParameters().ToDictionary(p => p.Name!, p => p.DefaultValue);
        return evaluate.Invoke(null, KernelValue.Arguments(evaluate, value =>
            value.Name == "count" ? count : schedule.Arguments.GetValueOrDefault(value.Name, defaults[value.Name]!)))!;
    }

    private static bool IsAfterAccumulate(MethodInfo measure) =>
        measure.GetCustomAttribute<SumAttribute>()?.AfterAccumulate ?? measure.GetCustomAttribute<MaxAttribute>()!.AfterAccumulate;

    private IEnumerable<MethodInfo> Scalars() =>
        new[] { Kernel("ShouldStep"), Kernel("Prepare"), Kernel("Conclude") }.OfType<MethodInfo>();

    private IEnumerable<MethodInfo> Lanes() => new[] { Kernel("Accumulate"), Kernel("Update"), Kernel("Project") }.OfType<MethodInfo>();

    private MethodInfo? Kernel(string name) => _link.Attribute.GetMethod(name);
}

internal static class Identity
{
    /// <summary>True if a link takes random numbers.</summary>
    public static bool IsRandom(this Link link) =>
        link.Attribute.GetMethods(BindingFlags.Public | BindingFlags.Static).SelectMany(KernelValue.Of)
            .Any(value => value.Has<NormalAttribute>() || value.Has<UniformAttribute>());

    /// <summary>True if a link is declared with a value that leaves it out.</summary>
    public static bool IsIdentity(this Link link) => link.Attribute.GetConstructors().Single().GetParameters().Any(p =>
        p.GetCustomAttribute<IdentityAtAttribute>() is { } neutral
        && Convert.ToDouble(link.Arguments.GetValueOrDefault(p.Name!, p.DefaultValue!), CultureInfo.InvariantCulture) == neutral.Value);
}
