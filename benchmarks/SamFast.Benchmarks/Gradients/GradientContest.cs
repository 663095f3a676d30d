using SamFast.Benchmarks.Engine;
using SamFast.Runtime;

namespace SamFast.Benchmarks.Gradients;

/// <summary>Compares the ways to compute one loss: the same numbers first, then times in rotating turns.</summary>
internal sealed class GradientContest(GradientWorkload workload)
{
    private readonly GradientPeer[] _peers = [.. workload.Peers(), .. GradientWorkload.Guests(workload)];

    private readonly List<Entrant<double>> _entrants = [];

    /// <exception cref="DisagreementException">Two gradients differ, or the tape is not as long as its formula.</exception>
    public void Rehearse()
    {
        var (value, gradient) = Peer(PeerNames.Gradient)!.Evaluate();
        foreach (var peer in _peers)
        {
            var (actual, result) = peer.Evaluate();
            if (peer.Name == PeerNames.HessianProduct)
                continue;
            Agreement.Check<double>([value], [actual], workload.Tolerance, $"{workload.Name}, value, {peer.Name}");
            if (result is not null)
                Agreement.Check<double>(gradient!, result, workload.Tolerance, $"{workload.Name}, gradient, {peer.Name}", gradient!.Max(Math.Abs));
        }

        if (TapeOf(Peer(PeerNames.Gradient)!) is var bytes && bytes != workload.TapeBytes)
            throw new DisagreementException($"{workload.Name}: the tape has {bytes} bytes, {workload.TapeBytes} by the formula.");
        Compilation.Settle(() =>
        {
            foreach (var peer in _peers)
                peer.Repeat(40);
        });
    }

    public void Run(Effort effort)
    {
        foreach (var peer in _peers)
            _entrants.Add(new Entrant<double>(new Competitor<double>(peer.Name, 0, _ => peer), peer));
        foreach (var entrant in _entrants)
            entrant.Prepare(effort.Turn);
        for (int round = 0; round < effort.Rounds(size: 1); round++)
        {
            for (int turn = 0; turn < _entrants.Count; turn++)
                _entrants[(round + turn) % _entrants.Count].TakeTurn();
        }

        foreach (var entrant in _entrants)
            entrant.CountAllocations();
    }

    /// <summary>The median ratio of the times of two ways; null if one of them cannot compete.</summary>
    public double? Ratio(string peer, string other) =>
        Entrant(peer) is { } first && Entrant(other) is { } second ? first.ResultAgainst(second).Ratio : null;

    /// <summary>Median nanoseconds, and bytes per call.</summary>
    public Result Result(string peer) => Entrant(peer)!.ResultAgainst(Entrant(peer)!);

    private GradientPeer? Peer(string name) => _peers.FirstOrDefault(peer => peer.Name == name);

    private Entrant<double>? Entrant(string name) => Array.FindIndex(_peers, peer => peer.Name == name) is var i and >= 0 ? _entrants[i] : null;

    /// <summary>The most bytes of the tape that a call takes, measured on a new thread.</summary>
    private static long TapeOf(GradientPeer peer)
    {
        long bytes = 0;
        var thread = new Thread(() =>
        {
            peer.Repeat(1);
            bytes = Tape.Peak;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }
}
