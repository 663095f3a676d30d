using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>A declared optimizer and its competitors. A new one is one file in <c>Workloads/</c>.</summary>
internal abstract class Workload<T> : IWorkload where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string SamFast = "samfast";

    public abstract string Name { get; }

    public abstract string Title { get; }

    /// <summary>Where its vectors lie.</summary>
    public virtual Placement Placement => Placement.Pages;

    /// <summary>Bytes that the plan moves per parameter and step.</summary>
    protected abstract int Bytes { get; }

    /// <summary>The declared optimizer.</summary>
    protected abstract Step<T> CreateSamFast(Room<T> room, int threads);

    /// <summary>Those it is compared with.</summary>
    protected abstract IEnumerable<Competitor<T>> Peers { get; }

    public void Rehearse(Effort effort)
    {
        var competitors = Competitors(effort.Threads);
        Rehearsal<T>.Compare(Name, competitors);
        Rehearsal<T>.WarmUp(competitors);
    }

    public IReadOnlyList<Record> Measure(int size, Effort effort)
    {
        using var pool = new Pool<T>(size, Placement);
        var contest = new Contest<T>(pool, Competitors(effort.Threads), effort);
        contest.Run();
        return [.. contest.Results.Select(result => Record.Of(this, size, effort.Threads, result))];
    }

    /// <summary>SamFast first.</summary>
    private List<Competitor<T>> Competitors(int threads)
    {
        List<Competitor<T>> all = [new(SamFast, Bytes, room => CreateSamFast(room, threads))];
        if (threads > 1)
            all.Add(new($"{SamFast}-1thread", Bytes, room => CreateSamFast(room, 1)));
        return [.. all, .. Peers, .. Guests<T>.Invite(Name)];
    }
}
