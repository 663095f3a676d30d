using System.ComponentModel;

namespace SamFast;

/// <summary>Reset, cloning and growth.</summary>
public abstract unsafe partial class Optimizer<T>
{
    /// <summary>Resets the state and the counters to those of a new optimizer. Hyperparameters keep their values.</summary>
    /// <remarks>A reset of transparent SAM in the middle of a period discards the unperturbed parameters: copy
    /// <c>SavedParameters</c> first.</remarks>
    public void Reset()
    {
        using var turn = EnterStep();
        var visitor = Visit();
        Visit(visitor.Scalars.ToDictionary(scalar => scalar.Name, scalar => scalar.Initial));
        foreach (var part in visitor.Parts)
            Fill(part);
        ForgetLastGradient();
    }

    /// <summary>Copies the complete state to another optimizer of the same class, tensor by tensor, by name.</summary>
    /// <param name="other">An optimizer that has not taken a step.</param>
    /// <exception cref="ArgumentException">A tensor of the same name has another number of axes.</exception>
    /// <exception cref="InvalidOperationException">The layouts differ, and the next step is not the first of a period;
    /// or there are new elements, and the state includes positions in parameter space; or the optimizer is in the middle of a
    /// step, or another thread took one meanwhile.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TOptimizer CarryTo<TOptimizer>(TOptimizer other) where TOptimizer : Optimizer<T>
    {
        ArgumentNullException.ThrowIfNull(other);
        var view = BeginView();
        var visitor = Visit();
        if (other.Layout != Layout)
        {
            RefuseToGrow(visitor, other.Layout);
            RefuseNewPositions(visitor, other);
        }

        var scalars = visitor.Scalars.ToDictionary(scalar => scalar.Name, scalar => scalar.Bits);
        foreach (var (from, to) in visitor.Parts.Zip(other.Visit(scalars).Parts))
        {
            for (int tensor = 0; tensor < other.TensorCount; tensor++)
            {
                if (FindTensor(other.Layout[tensor].Name) is >= 0 and int own)
                    Carry(from, own, other, to, tensor);
            }
        }

        if (other.Layout == Layout)
            other.ThreadCount = ThreadCount;
        view.Check();
        return other;
    }

    private void RefuseToGrow(StateVisitor visitor, Layout layout)
    {
        foreach (var part in visitor.Parts)
        {
            if (part.NeededWhile is { } counter && visitor.Scalars.First(scalar => scalar.Name == counter).Bits != 0)
            {
                throw new InvalidOperationException(
                    $"This {GetType().Name} is in the middle of a period ({counter} is not 0), and new tensors cannot join it. " +
                    "Grow it when the period is complete.");
            }
        }

        foreach (var shape in layout)
        {
            if (FindTensor(shape.Name) is >= 0 and int own && Layout[own].Rank != shape.Rank)
            {
                throw new ArgumentException(
                    $"Tensor {Layout[own]} cannot become {shape}: it has another number of axes. Give the new tensor another " +
                    "name to start it with new state.", nameof(layout));
            }
        }
    }

    /// <summary>Refuses elements without a position: 0 would be one, far from the parameters.</summary>
    private void RefuseNewPositions(StateVisitor visitor, Optimizer<T> other)
    {
        foreach (var part in visitor.Parts.Where(part => part.IsPosition && StepCount > 0))
        {
            for (int tensor = 0; tensor < other.TensorCount; tensor++)
            {
                int own = FindTensor(other.Layout[tensor].Name);
                bool isKnown = own >= 0 && Has(part, own)
                    && Layout[own].Dimensions.Zip(other.Layout[tensor].Dimensions, (old, grown) => grown <= old).All(x => x);
                if (!isKnown && other.Length(part, tensor) > 0)
                {
                    throw new InvalidOperationException(
                        $"This {GetType().Name} has a state vector of positions in parameter space ('{part.Name}'), and tensor " +
                        $"{other.Layout[tensor]} has elements without a position. Construct a new optimizer for these tensors.");
                }
            }
        }
    }

    private int FindTensor(string name)
    {
        for (int tensor = 0; tensor < Layout.Count; tensor++)
        {
            if (Layout[tensor].Name == name)
                return tensor;
        }

        return -1;
    }

    private void Carry(StatePart from, int tensor, Optimizer<T> other, StatePart to, int target)
    {
        byte* source = Address(from, tensor), destination = other.Address(to, target);
        TensorShape shape = Layout[tensor], grown = other.Layout[target];
        if (source is null || destination is null)
            return;
        if (shape.Dimensions.AsSpan().SequenceEqual(grown.Dimensions.AsSpan()) || !IsVector(from))
            Copy(source, destination, (long)Length(from, tensor) * ElementBytes(from));
        else if (from.Place != StatePlace.Own)
            CopyBlock(source, shape.Dimensions.AsSpan(), destination, grown.Dimensions.AsSpan(), ElementBytes(from));
    }

    /// <summary>Copies the elements that both tensors have.</summary>
    private static void CopyBlock(
        byte* source, ReadOnlySpan<int> shape, byte* destination, ReadOnlySpan<int> grown, int elementBytes)
    {
        if (shape.Length == 0)
        {
            Copy(source, destination, elementBytes);
            return;
        }

        int common = Math.Min(shape[0], grown[0]);
        if (shape.Length == 1)
        {
            Copy(source, destination, (long)common * elementBytes);
            return;
        }

        nint step = elementBytes, grownStep = elementBytes;
        for (int axis = 1; axis < shape.Length; axis++)
        {
            step *= shape[axis];
            grownStep *= grown[axis];
        }

        for (int i = 0; i < common; i++)
            CopyBlock(source + (i * step), shape[1..], destination + (i * grownStep), grown[1..], elementBytes);
    }

    private static void Copy(byte* source, byte* destination, long bytes) =>
        Buffer.MemoryCopy(source, destination, bytes, bytes);

    /// <summary>Fills a part with its initial value.</summary>
    private void Fill(StatePart part)
    {
        for (int tensor = 0; tensor < TensorCount; tensor++)
            Fill(part, tensor);
    }

    private void Fill(StatePart part, int tensor)
    {
        byte* address = Address(part, tensor);
        int length = Length(part, tensor);
        switch (TypeOf(part))
        {
            case StateType.BF16:
                // Initial values are rounded as by the constructor.
                ushort narrow = 0;
                if (part.Initial != 0)
                    narrow = BFloat16.Narrow((float)part.Initial);
                new Span<ushort>(address, length).Fill(narrow);
                break;
            case StateType.F64:
                new Span<double>(address, length).Fill(part.Initial);
                break;
            default:
                new Span<float>(address, length).Fill((float)part.Initial);
                break;
        }
    }
}
