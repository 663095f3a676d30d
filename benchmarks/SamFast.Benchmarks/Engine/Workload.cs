using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>A declared optimizer and its competitors. A new one is one file in <c>Workloads/</c>.</summary>
internal abstract class Workload<T> : IWorkload where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string SamFast = "samfast";

    public abstract string Name { get; }

    public abstract string Title { get; }

    public virtual bool TakesLists => true;

    /// <summary>The placement of its vectors.</summary>
    public virtual Placement Placement => Placement.Pages;

    /// <summary>The allowed difference of a parameter after a few steps: relative to parameters above 1, absolute for others.</summary>
    protected virtual double Tolerance => typeof(T) == typeof(double) ? 1e-12 : 2e-6;

    /// <summary>Bytes that the plan moves per parameter and step.</summary>
    protected abstract int Bytes { get; }

    /// <summary>The declared optimizer.</summary>
    protected abstract Declared<T> Declare(int[] lengths, Problem<T> problem);

    /// <summary>Other declared optimizers to compare with, on the same number of threads.</summary>
    protected virtual IEnumerable<Variant<T>> Variants => [];

    /// <summary>The competitors.</summary>
    protected abstract IEnumerable<Competitor<T>> Peers { get; }

    public void Rehearse(Effort effort)
    {
        var rehearsal = new Rehearsal<T>(Name, Competitors(effort.Threads), TakesLists, Tolerance);
        rehearsal.Compare();
        rehearsal.WarmUp();
    }

    public IReadOnlyList<Record> Measure(Shape shape, Effort effort)
    {
        using var pool = new Pool<T>(shape, Placement);
        var contest = new Contest<T>(pool, Competitors(effort.Threads), effort);
        using (effort.IsBusy ? new BusyThreads() : null)
            contest.Run();
        return [.. contest.Results.Select(result => Record.Of(this, shape, effort, result))];
    }

    /// <summary>All competitors; the first one is SamFast.</summary>
    private List<Competitor<T>> Competitors(int threads)
    {
        var declared = new Variant<T>(SamFast, Bytes, Declare);
        List<Competitor<T>> all = [declared.On(threads)];
        if (threads > 1)
            all.Add(declared.On(1) with { Name = $"{SamFast}-1thread" });
        if (TakesLists)
            all.Add(declared.OnOneVector(threads));
        return [.. all, .. Variants.Select(variant => variant.On(threads)), .. Peers, .. Guests<T>.Invite(Name)];
    }
}
